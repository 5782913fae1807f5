import {
  exemptionsButton,
  listButton,
  makeupsButton,
  overviewButton,
  overviewPhase,
  rollButton,
  trainingButton,
  votesButton,
} from '../../attendance/service.ts'
import type { Button } from '../../cards/card.ts'
import type { Matter } from '../../cards/need.ts'
import { keeperNow, openBoardButton } from '../../collections/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, CellId, CollectionId, MeetingId, type MemberId, RequestId, VisitId } from '../../ids.ts'
import { nudgeButton, nudgerNow } from '../../digest/service.ts'
import { openResultButton, replyNow } from '../../inspections/service.ts'
import { stepButton, stepNow } from '../../ledger/service.ts'
import { hostOf, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { callWanted, openButton, takeUpButton, undoButton } from '../../planning/service.ts'
import {
  fillButton,
  settlerNow,
  settlingButton,
  taskNow,
  tickButton,
  writerNow,
} from '../../reports/service.ts'
import { actingFor, branch, inChargeOf, secretaryOf } from '../../roster/service.ts'
import { nameOf, resumeButton } from '../pauses/service.ts'
import type { Scope } from '../pauses/types.ts'
import type { Means, Wanted } from './types.ts'
import { says, words } from './words.ts'

type MeansOf = (ctx: Ctx, tx: Tx, wanted: Wanted) => Promise<Means>
type Held = (ctx: Ctx, tx: Tx, meeting: Meeting) => Promise<MemberId | null>

/** Those of a matter as it stands today. Throws `Unfit` when there is no such thing. */
export async function meansFor(ctx: Ctx, tx: Tx, wanted: Wanted): Promise<Means> {
  return MEANS[wanted.matter](ctx, tx, wanted)
}

/** What its host does, unless `held` says who else; until it begins, or also after it has ended. */
function ofMeeting(
  button: (meeting: MeetingId, of: Meeting) => Button,
  { held = hostOf, ends = false }: { held?: Held; ends?: boolean } = {},
): MeansOf {
  return async (ctx, tx, { id }) => {
    const meeting = await meetingById(tx, MeetingId.parse(id))
    const open = meeting.state === 'scheduled' || (!ends && meeting.state === 'ended')
    const holder = await held(ctx, tx, meeting)
    return { title: meeting.shownAs, holder, way: button(meeting.id, meeting), open }
  }
}

const whoActs: Held = (ctx, tx, { branch: of }) =>
  of === null ? inChargeOf(tx, null) : actingFor(ctx, tx, of)

const whoInvites: Held = async (ctx, tx, { branch: of }) =>
  (of === null ? null : await secretaryOf(ctx, tx, of)) ?? inChargeOf(tx, of)

const report: MeansOf = async (ctx, tx, { id }) => {
  const request = RequestId.parse(id)
  const { title, writer: holder, owed: open } = await writerNow(ctx, tx, request)
  return { title, holder, way: fillButton(request), open }
}

const overview: MeansOf = async (ctx, tx, wanted) => {
  const meeting = await meetingById(tx, MeetingId.parse(wanted.id))
  const phase = await overviewPhase(ctx, tx, meeting)
  return ofMeeting((id) => overviewButton(id, phase))(ctx, tx, wanted)
}

/** What a branch's secretary or deputy, or an administrator in their place, begins by a word. */
function ofBranch(matter: 'convene' | 'collect'): MeansOf {
  return async (ctx, tx, { id }) => {
    const { id: of, short } = await branch(tx, BranchId.parse(id))
    const holder = await actingFor(ctx, tx, of)
    return { title: words[matter](short), holder, way: { say: says[matter] }, open: true }
  }
}

/** A meeting of which somebody said what it is to be, and may not call it; letters of before name its branch alone. */
const convene: MeansOf = async (ctx, tx, wanted) => {
  const id = MeetingId.parse(wanted.id)
  const call = await callWanted(ctx, tx, id)
  if (call === null) return ofBranch('convene')(ctx, tx, wanted)
  const { branch: of, what, open } = call
  const holder = of === null ? await inChargeOf(tx, null) : await actingFor(ctx, tx, of)
  const whose = of === null ? words.college : (await branch(tx, of)).short
  return { title: words.convene(whose, what), holder, way: takeUpButton(id), open }
}

function ofCollege(matter: 'plan' | 'calendar'): MeansOf {
  return async (_ctx, tx) => ({
    ...{ title: words[matter], holder: await inChargeOf(tx, null) },
    ...{ way: { say: says[matter] }, open: true },
  })
}

/** A pause is ordered by word, and ended by a button. */
function ofPause(wayFor: (scope: Scope) => Means['way']): MeansOf {
  return async (ctx, tx, { id }) => {
    const scope = id === 'college' ? id : BranchId.parse(id)
    const holder = scope === 'college' ? await inChargeOf(tx, null) : await actingFor(ctx, tx, scope)
    return { title: words.pause(await nameOf(tx, scope)), holder, way: wayFor(scope), open: true }
  }
}

const exempt: MeansOf = async (ctx, tx, { id }) => {
  const { id: of, short } = await branch(tx, BranchId.parse(id))
  const holder = await secretaryOf(ctx, tx, of)
  return { title: words.exempt(short), holder, way: exemptionsButton(of), open: true }
}

const settle: MeansOf = async (ctx, tx, { id, who }) => {
  const { title, settler } = await settlerNow(ctx, tx, { request: RequestId.parse(id), who })
  return { title, holder: settler, way: settlingButton(), open: true }
}

const task: MeansOf = async (ctx, tx, { id }) => ({ ...(await taskNow(ctx, tx, id)), way: tickButton(id) })

const result: MeansOf = async (ctx, tx, { id }) => {
  const visit = VisitId.parse(id)
  const { title, speaker, open } = await replyNow(ctx, tx, visit)
  return { title, holder: speaker, way: openResultButton(visit, words.openResult), open }
}

const collection: MeansOf = async (ctx, tx, { id }) => {
  const of = CollectionId.parse(id)
  const { title, keeper } = await keeperNow(ctx, tx, of)
  return { title, holder: keeper, way: openBoardButton(of), open: true }
}

const nudge: MeansOf = async (ctx, tx, { id }) => {
  return { title: words.nudge, ...(await nudgerNow(ctx, tx, id)), way: nudgeButton(id) }
}

const step: MeansOf = async (ctx, tx, { id }) => {
  const { cell, title, holder, open } = await stepNow(ctx, tx, CellId.parse(id))
  return { title, holder, way: stepButton(cell), open }
}

const MEANS: Readonly<Record<Matter, MeansOf>> = {
  report,
  answer: report,
  settle,
  roll: ofMeeting(rollButton),
  rollLate: ofMeeting(rollButton, { held: (_ctx, tx, { branch: of }) => inChargeOf(tx, of) }),
  meeting: ofMeeting((id) => openButton(id, words.openMeeting), { ends: true }),
  overview,
  list: ofMeeting(listButton, { held: whoActs, ends: true }),
  observers: ofMeeting(listButton, { held: whoInvites, ends: true }),
  votes: ofMeeting(votesButton),
  makeup: ofMeeting(makeupsButton),
  training: ofMeeting(trainingButton),
  exempt,
  task,
  result,
  plan: ofCollege('plan'),
  collection,
  convene,
  undo: ofMeeting(undoButton),
  collect: ofBranch('collect'),
  pause: ofPause(() => ({ say: says.pause })),
  resume: ofPause(resumeButton),
  calendar: ofCollege('calendar'),
  nudge,
  step,
}
