import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { isNewest } from '../../letters/service.ts'
import type { Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import type { HandedIn } from '../../reports/types.ts'
import { handedIn } from '../../reports/service.ts'
import { branchTitle, everyBranch, nameOf, namesOf } from '../../roster/service.ts'
import { aboutOf, peopleToRemind, boardRef } from '../asking/service.ts'
import { answeringFor } from '../recipients/service.ts'
import { isKeptBy } from '../rights/service.ts'
import * as collections from '../store.ts'
import type { Collection } from '../types.ts'
import { isOn } from '../weekly/service.ts'
import { boardCard, type BoardView, namesCard, noBoardCard, type Row } from './card.ts'
import { countedOf, countsOf, standingOf } from './rules.ts'
import { lastNudge, namesRef } from './service.ts'
import { causes } from './words.ts'

async function isKept(
  ctx: Ctx,
  tx: Tx,
  { letter: { to }, collection }: { letter: Letter; collection: Collection },
): Promise<boolean> {
  return 'person' in to && isKeptBy(ctx, tx, { collection, who: to.person })
}

async function renderBoard(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const collection = await collections.byId(tx, boardRef.parse(letter.ref).collection)
  if (!(await isNewest(tx, letter))) return noBoardCard(collection.title, 'superseded')
  if (!(await isKept(ctx, tx, { letter, collection }))) return noBoardCard(collection.title, 'notKept')
  const all = await handedIn(tx, aboutOf(collection.id))
  return boardCard({
    collection,
    counts: countsOf(all),
    counted: countedOf(collection.questions, all),
    rows: collection.target.kind === 'branches' ? await rowsOf(ctx, tx, all) : null,
    toRemind: (await peopleToRemind(ctx, tx, collection.id)).length,
    nudge: await nudgeOf(tx, collection),
    weekly: await weeklyOf(tx, collection),
    zone: ctx.settings.timezone,
    now: ctx.now(),
  })
}

async function rowsOf(ctx: Ctx, tx: Tx, all: readonly HandedIn[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const branch of await everyBranch(tx)) {
    const one = all.find((each) => each.branch === branch.id)
    if (one === undefined) continue
    const standing = standingOf(one)
    const isReached = standing !== 'open' || (await answeringFor(ctx, tx, branch.id)) !== null
    rows.push({ branch: branchTitle(branch), standing, at: one.at, isReached })
  }
  return rows
}

async function nudgeOf(tx: Tx, { id, branch }: Collection): Promise<BoardView['nudge']> {
  const last = await lastNudge(tx, id)
  return last === null ? null : { ...last, by: await nameOf(tx, last.by, branch) }
}

async function weeklyOf(tx: Tx, { weekly }: Collection): Promise<BoardView['weekly']> {
  if (weekly === null) return null
  return (await isOn(tx, weekly)) ? 'on' : 'ended'
}

async function titleOf(tx: Tx, { ref }: Letter): Promise<string> {
  return (await collections.byId(tx, boardRef.parse(ref).collection)).title
}

/** What a collection has brought so far, while it runs. */
const board: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, letter) => causes.board(await titleOf(tx, letter)),
  subject: async (_ctx, tx, letter) => titleOf(tx, letter),
  isRelevant: async () => true,
  render: renderBoard,
  open: async (_ctx, tx, { ref }) =>
    (await collections.byId(tx, boardRef.parse(ref).collection)).closedAt === null,
}

async function renderNames(ctx: Ctx, tx: Tx, letter: Letter): Promise<Rendering> {
  const collection = await collections.byId(tx, namesRef.parse(letter.ref).collection)
  const { id, title, branch } = collection
  if (!(await isKept(ctx, tx, { letter, collection }))) return noBoardCard(title, 'notKept')
  const open = (await handedIn(tx, aboutOf(id))).filter((one) => standingOf(one) === 'open')
  const ids = open.map(({ owner }) => owner)
  const names = await namesOf(tx, ids, branch)
  return namesCard({ title, names: ids.map((one) => names.get(one) ?? one) })
}

/** Who has not answered, by name. */
const names: LetterHandler = {
  urgency: 'answer',
  why: causes.names,
  isRelevant: async () => true,
  render: renderNames,
}

export const boardLetters = {
  'collections.board': board,
  'collections.names': names,
} satisfies Partial<LetterKinds>
