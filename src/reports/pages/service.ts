import { beginRollCorrection, leftToConfirm, openRollCard, votesFor } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { STATED } from '../../attendance/types.ts'
import { audit } from '../../audit.ts'
import { meetingById } from '../../meetings/service.ts'
import { withNumbers } from '../counts/service.ts'
import { changeDraft, countsOf, draftOf, refusalFor } from '../drafts/service.ts'
import { peopleFor } from '../forms/service.ts'
import { draftRefusal } from '../rules.ts'
import * as requests from '../store.ts'
import { formOf, longOnes, withoutVotes } from '../templates/service.ts'
import type { Draft, Filling, Report, Request } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Asked, Filled, Left, PageOutcome, PageRefusal } from './types.ts'

export { filledBy } from './action.ts'
export { hasForm, type PageView, pageBlocks, readBlocks, showsAll, turnButton } from './card.ts'
export { answersOf, firstToMend, isUndecided, MOST_REASON, toMend, withSpare } from './rules.ts'
export { refusals } from './words.ts'

/** What a report must answer, and what is known about it without asking. */
export async function askedFor(
  ctx: Ctx,
  tx: Tx,
  { request, report, who }: { request: Request; report: Report; who: MemberId },
): Promise<Asked> {
  const meeting = request.meeting === null ? null : await meetingById(tx, request.meeting)
  const votes = meeting === null ? [] : (await votesFor(ctx, tx, { meeting, who })).lines
  const hasVotes = votes.length > 0
  const form = withoutVotes(await formOf(ctx, tx, request), hasVotes)
  const questions = rules.withSpare(form, report)
  const { branch } = request
  const people = await peopleFor(ctx, tx, { questions, answers: report.answers, branch })
  const toConfirm = await toConfirmBy(ctx, tx, { request, who })
  return { questions, people, hasVotes, counts: await countsOf(tx, request), toConfirm }
}

async function toConfirmBy(
  ctx: Ctx,
  tx: Tx,
  { request: { meeting, dueAt }, who }: { request: Request; who: MemberId },
): Promise<number> {
  if (meeting === null || !rules.waitsForRoll(dueAt, ctx.now())) return 0
  return leftToConfirm(ctx, tx, { meeting, who })
}

/** The draft as its writer left it on the card, not saved yet; the request is held. */
export async function leave(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, n, at, form }: Filled,
): Promise<{ ok: true; left: Left } | { ok: false; refusal: PageRefusal }> {
  const request = await requests.lock(tx, id)
  const draft = await draftOf(tx, id, who)
  if (request === undefined || draft === undefined) return { ok: false, refusal: 'superseded' }
  const refusal = draftRefusal(draft, n) ?? (await refusalFor(ctx, tx, { request, who, at }))
  if (refusal !== null) return { ok: false, refusal }
  const asked = await askedFor(ctx, tx, { request, report: draft.report, who })
  const report = rules.filledIn(asked, draft, form)
  return { ok: true, left: { request, draft: { ...draft, report, updatedAt: at }, asked } }
}

type Change = (left: Left) => Draft | PageRefusal | Promise<Draft | PageRefusal>

/** Saves what was filled in, and what else changes with the press. What is refused is saved all the same. */
async function change(
  ctx: Ctx,
  tx: Tx,
  { changed, ...filled }: Filled & { changed: Change },
): Promise<PageOutcome> {
  const outcome = await leave(ctx, tx, filled)
  if (!outcome.ok) return outcome
  const result = await changed(outcome.left)
  const refused = typeof result === 'string'
  await changeDraft(tx, refused ? outcome.left.draft : result)
  return refused ? { ok: false, refusal: result } : { ok: true }
}

/** Turns to another page 上一页 下一页, or to the one on which is said why nothing was held. */
export async function turn(
  ctx: Ctx,
  tx: Tx,
  { to, ...filled }: Filled & { to: Filling['page'] },
): Promise<PageOutcome> {
  return change(ctx, tx, {
    ...filled,
    changed: ({ draft }) => ({ ...draft, filling: { ...draft.filling, page: to } }),
  })
}

/** Of so many earlier records one is looked for that is of the same type. */
const MOST_EARLIER = 6

/** What was handed in last for a meeting of this branch and these types; null when nothing was. */
export async function lastOf(tx: Tx, request: Request): Promise<Report | null> {
  if (request.meeting === null) return null
  const { types } = await meetingById(tx, request.meeting)
  for (const { meeting, report } of await store.earlierReports(tx, request, MOST_EARLIER)) {
    const other = await meetingById(tx, meeting)
    if (report.content !== '' && types.some((type) => other.types.includes(type))) return report
  }
  return null
}

/** Takes over what was handed in last time 沿用上次; what was written is kept. */
export async function takeLast(ctx: Ctx, tx: Tx, filled: Filled): Promise<PageOutcome> {
  return change(ctx, tx, {
    ...filled,
    changed: async ({ draft, request, asked }) => {
      const last = await lastOf(tx, request)
      if (last === null) return 'noLast'
      const before = draft.report
      const after = rules.takenOver(before, last, longOnes(asked.questions))
      return { ...draft, report: after, filling: { ...draft.filling, taken: { before, after } } }
    },
  })
}

/** Undoes that 撤销沿用. */
export async function giveBack(ctx: Ctx, tx: Tx, filled: Filled): Promise<PageOutcome> {
  return change(ctx, tx, {
    ...filled,
    changed: ({ draft }) => {
      const { taken } = draft.filling
      const report = taken === null ? draft.report : rules.givenBack(draft.report, taken)
      return { ...draft, report, filling: { ...draft.filling, taken: null } }
    },
  })
}

/** 以签到为准: the text names the numbers of the roll. */
export async function letRollStand(ctx: Ctx, tx: Tx, filled: Filled): Promise<PageOutcome> {
  return change(ctx, tx, {
    ...filled,
    changed: async ({ draft, asked: { counts } }) => {
      const { report, filling } = draft
      const said = rules.statedOtherwise(report, counts)
      if (counts === null || Object.keys(said).length === 0) return draft
      const { present: stated, ...others } = said
      const details = { ...(stated === undefined ? {} : { stated, present: counts.present }), ...others }
      await audit(ctx, tx, { actor: draft.by, act: 'reports.rollStands', about: draft.request, details })
      const right = Object.fromEntries(STATED.map((of) => [of, counts[of]]))
      return {
        ...draft,
        report: {
          ...report,
          content: withNumbers(report.content, right),
          stated: stated === undefined ? report.stated : null,
        },
        filling: { ...filling, roll: rules.chosenAbout(said, 'stands') },
      }
    },
  })
}

/** 去核实: sends whoever may confirm the roll 待核实 the card on which that is done. */
export async function confirmRoll(ctx: Ctx, tx: Tx, filled: Filled): Promise<PageOutcome> {
  return change(ctx, tx, {
    ...filled,
    changed: async ({ draft, request: { meeting } }) => {
      if (meeting !== null) await openRollCard(ctx, tx, { meeting, who: filled.who })
      return draft
    },
  })
}

/** The number that is named to whoever corrects the roll, where several differ. */
const MOST_TELLING = ['present', 'leave', 'absent', 'expected'] as const

/** Whoever was led to the roll: the person, or who may correct it today. */
type Led = 'own' | 'other' | 'nobody'

/** 更正签到: leads to the roll, or asks whoever may correct it today; tells which. */
export async function correctRoll(
  ctx: Ctx,
  tx: Tx,
  filled: Filled,
): Promise<{ outcome: PageOutcome; led: Led }> {
  let led: Led = 'own'
  const outcome = await change(ctx, tx, {
    ...filled,
    changed: async ({ draft, request, asked: { counts } }) => {
      const said = rules.statedOtherwise(draft.report, counts)
      const of = MOST_TELLING.find((one) => said[one] !== undefined)
      if (of === undefined || request.meeting === null) return draft
      const { who, at } = filled
      const stated = { of, number: said[of] ?? 0 }
      led = await beginRollCorrection(ctx, tx, { meeting: request.meeting, who, at, stated })
      return { ...draft, filling: { ...draft.filling, roll: rules.chosenAbout(said, 'corrects') } }
    },
  })
  return { outcome, led }
}
