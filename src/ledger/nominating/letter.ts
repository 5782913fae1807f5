import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler, LetterKinds, Rendering } from '../../letters/types.ts'
import { everyBranch, namesOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { shownTo } from '../board/service.ts'
import { dayText, shortTitle } from '../card.ts'
import { doingButtons } from '../cells/service.ts'
import { every } from '../programmes/service.ts'
import type { Programme } from '../types.ts'
import { chooseCard, consentCard, declinedCard, type FormView, nominateCard } from './card.ts'
import { isBegun, isOver, nominationOf } from './rules.ts'
import { branchesFor, consentOf, consentRef, declinedRef, fieldsFor, formRef, rowById } from './service.ts'
import type { Nomination, OfBranch } from './types.ts'
import { causes, refusals, words } from './words.ts'

async function programmeOf(tx: Tx, id: string): Promise<Programme | undefined> {
  return (await every(tx)).find((one) => one.id === id)
}

async function renderForm(ctx: Ctx, tx: Tx, { ref, to }: Letter): Promise<Rendering> {
  const { programme: id, branch } = formRef.parse(ref)
  const programme = await programmeOf(tx, id)
  const nomination = programme === undefined ? null : nominationOf(programme.definition)
  if (programme === undefined || nomination === null) return { text: refusals.notAsked }
  const may = 'person' in to ? await branchesFor(ctx, tx, to.person) : []
  const { what } = nomination
  if (branch === null) {
    const branches = (await everyBranch(tx)).filter((one) => may.includes(one.id))
    return chooseCard({ programme: id, title: shortTitle(programme.definition), what, branches })
  }
  if (!('person' in to) || !may.includes(branch)) return { text: refusals.mayNot }
  const rows = await putForwardBy(ctx, tx, { programme: id, branch, who: to.person })
  return nominateCard(await viewOf(ctx, tx, { programme, nomination, branch, rows }))
}

type Viewed = {
  programme: Programme
  nomination: Nomination
  branch: OfBranch['branch']
  rows: FormView['rows']
}

async function viewOf(ctx: Ctx, tx: Tx, { programme, nomination, branch, rows }: Viewed): Promise<FormView> {
  const { what, most, until } = nomination
  const name = (await everyBranch(tx)).find(({ id }) => id === branch)?.short ?? branch
  return {
    ...{ programme: programme.id, title: shortTitle(programme.definition), what, most, rows },
    branch: { id: branch, name },
    until: until === null ? null : dayText(until),
    isOver: programme.closedAt !== null || isOver(nomination, today(ctx)),
    fields: await fieldsFor(ctx, tx, { nomination, branch }),
  }
}

async function putForwardBy(
  ctx: Ctx,
  tx: Tx,
  { programme, branch, who }: OfBranch & { who: Parameters<typeof shownTo>[2]['who'] },
): Promise<FormView['rows']> {
  const [shown] = await shownTo(ctx, tx, { who, programme })
  const own = shown?.rows.filter((row) => row.nominated && row.branch === branch) ?? []
  return own.map(({ id, name, member }) => {
    const cells = shown?.cells.filter(({ row }) => row === id) ?? []
    const consent = member === null ? undefined : cells.find(({ by }) => by === 'person')
    return { id, name, consent: consent?.state ?? null, isBegun: isBegun(cells) }
  })
}

const form: LetterHandler = {
  urgency: 'answer',
  why: causes.form,
  isRelevant: async () => true,
  render: renderForm,
}

const consent: LetterHandler = {
  urgency: 'answer',
  why: causes.consent,
  isRelevant: async (_ctx, tx, { ref }) => (await consentOf(tx, consentRef.parse(ref))) !== undefined,
  async render(_ctx, tx, { ref, to }) {
    const of = consentRef.parse(ref)
    const cell = await consentOf(tx, of)
    const programme = await programmeOf(tx, of.programme)
    const row = await rowById(tx, of)
    const isOwn = 'person' in to && row?.member === to.person
    if (cell === undefined || programme === undefined || !isOwn) return { text: words.gone }
    const branch = (await everyBranch(tx)).find(({ id }) => id === row.branch)?.short ?? ''
    const agree = doingButtons(cell).map((button) =>
      cell.needs === 'tick' ? { ...button, text: words.agree } : button,
    )
    const title = shortTitle(programme.definition)
    return consentCard({ ...of, title, branch, state: cell.state, doing: agree })
  },
}

const declined: LetterHandler = {
  urgency: 'answer',
  why: causes.declined,
  isRelevant: async (_ctx, tx, { ref }) => (await rowById(tx, declinedRef.parse(ref)))?.gone === true,
  async render(ctx, tx, { ref }) {
    const of = declinedRef.parse(ref)
    const programme = await programmeOf(tx, of.programme)
    const row = await rowById(tx, of)
    if (programme === undefined || row === undefined || row.member === null) return { text: words.gone }
    const nomination = nominationOf(programme.definition)
    const isOpen = nomination !== null && !isOver(nomination, today(ctx))
    const names = await namesOf(tx, [row.member], row.branch)
    const until = isOpen && nomination.until !== null ? dayText(nomination.until) : null
    const title = shortTitle(programme.definition)
    return declinedCard({ title, name: names.get(row.member) ?? '', until })
  },
}

/** What is said when branches put people or projects forward. */
export const nominateLetters = {
  'ledger.nominate': form,
  'ledger.consent': consent,
  'ledger.declined': declined,
} satisfies Partial<LetterKinds>
