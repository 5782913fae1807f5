import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { branch, nameOf, rightsOf } from '../../roster/service.ts'
import { askedNow, askedRef, speaksFor } from '../asking/service.ts'
import { remedyLines } from '../remedies/service.ts'
import { refusalToWrite, sheetOf } from '../sheet/service.ts'
import type { Visit } from '../types.ts'
import { branchRef, visitById, visitTo } from '../visits/service.ts'
import { branchCard, objectedCard, oldResultCard, resultCard } from './card.ts'
import { openObjection, refusalToReply, saidAbout, standsOf } from './service.ts'
import { causes } from './words.ts'

async function visitIn(tx: Tx, { ref }: Letter): Promise<Visit> {
  return visitById(tx, askedRef.parse(ref).visit)
}

async function isAsking(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return (await askedNow(tx, ref)) !== null
}

/** What the inspection of a branch found, as its secretary reads it; null before a sheet was handed in. */
async function resultFor(ctx: Ctx, tx: Tx, { visit, who }: { visit: Visit; who: MemberId }) {
  const sheet = await sheetOf(tx, visit.id)
  if (sheet === null) return null
  const mayReply = (await refusalToReply(ctx, tx, { visit, who })) === null
  const asks = mayReply && visit.answerBy !== null
  const stands = asks ? [] : [standsOf(visit)]
  return resultCard({
    ...{ visit, sheet },
    branch: (await branch(tx, visit.branch)).short,
    said: [...(await saidAbout(tx, visit)), ...stands, ...(await remedyLines(ctx, tx, visit))],
    asks,
  })
}

const result: LetterHandler = {
  urgency: 'notice',
  why: causes.result,
  branchOf: async (tx, letter) => (await visitIn(tx, letter)).branch,
  holder: async (ctx, tx, letter) => speaksFor(ctx, tx, await visitIn(tx, letter)),
  isRelevant: isAsking,
  async render(ctx, tx, letter) {
    const visit = await visitIn(tx, letter)
    const { short } = await branch(tx, visit.branch)
    const who = 'person' in letter.to ? letter.to.person : null
    if (who === null || (await refusalToReply(ctx, tx, { visit, who })) !== null)
      return oldResultCard(short, 'closed')
    const isOld = askedRef.parse(letter.ref).asked !== visit.asked
    const card = isOld ? null : await resultFor(ctx, tx, { visit, who })
    return card ?? oldResultCard(short, 'superseded')
  },
  open: isAsking,
}

const objected: LetterHandler = {
  urgency: 'notice',
  why: causes.objected,
  branchOf: async (tx, letter) => (await visitIn(tx, letter)).branch,
  holder: async (_ctx, tx, letter) => (await visitIn(tx, letter)).inspector,
  isRelevant: async (_ctx, tx, letter) => (await objectionIn(tx, letter)) !== null,
  async render(_ctx, tx, letter) {
    const visit = await visitIn(tx, letter)
    const { short } = await branch(tx, visit.branch)
    const who = 'person' in letter.to ? letter.to.person : null
    const isTheirs = who !== null && (await refusalToWrite(tx, { visit, who })) === null
    return objectedCard({ branch: short, visit, isTheirs, objection: await objectionIn(tx, letter) })
  },
  open: async (_ctx, tx, letter) => (await objectionIn(tx, letter)) !== null,
}

async function objectionIn(tx: Tx, letter: Letter): Promise<string | null> {
  const open = await openObjection(tx, await visitIn(tx, letter))
  return open?.asked === askedRef.parse(letter.ref).asked ? open.words : null
}

// An office that has ended reads nothing any more.
const ofBranch: LetterHandler = {
  urgency: 'answer',
  why: causes.asked,
  isRelevant: async () => true,
  async render(ctx, tx, { ref, to }) {
    const { term, branch: id } = branchRef.parse(ref)
    const { short } = await branch(tx, id)
    const who = 'person' in to ? to.person : null
    const visit = await visitTo(tx, { term, branch: id })
    if (who === null || !(await speaks(ctx, tx, { branch: id, visit, who })))
      return oldResultCard(short, 'closed')
    const card = visit === null ? null : await resultFor(ctx, tx, { visit, who })
    const inspector = visit === null ? '' : await nameOf(tx, visit.inspector, null)
    return card ?? branchCard({ branch: short, inspector, visit })
  },
}

async function speaks(
  ctx: Ctx,
  tx: Tx,
  { branch: id, visit, who }: { branch: BranchId; visit: Visit | null; who: MemberId },
): Promise<boolean> {
  if (visit !== null && (await refusalToReply(ctx, tx, { visit, who })) === null) return true
  return (await rightsOf(ctx, tx, who)).leads.includes(id)
}

/** What branch and inspector say to each other about a sheet. */
export const replyLetters = {
  'inspections.result': result,
  'inspections.resultDue': { ...result, urgency: 'reminder', atDesk: true },
  'inspections.objected': objected,
  'inspections.branch': ofBranch,
} satisfies Partial<LetterKinds>
