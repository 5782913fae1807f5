import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { meetingById } from '../../meetings/service.ts'
import { namesOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { rollOf, rollState } from '../checkin/service.ts'
import { saidOf } from '../invitations/service.ts'
import { makeupCard, makeupsCard, type MakeupsView } from './card.ts'
import { dueOn, isOpen, wordsOf } from './rules.ts'
import { makeupOf, makeupRef, makeupRights, makeupsRef, materialOf, missedAt, stateOn } from './service.ts'
import { causes, words } from './words.ts'

async function render(ctx: Ctx, tx: Tx, { ref, kind }: Letter) {
  const { meeting: id, who } = makeupRef.parse(ref)
  return makeupCard({
    meeting: await meetingById(tx, id),
    ...(await makeupOf(ctx, tx, { meeting: id, who })),
    material: wordsOf(await materialOf(tx, id)),
    isReminder: kind === 'attendance.makeupDue',
  })
}

async function waits(ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return isOpen((await makeupOf(ctx, tx, makeupRef.parse(ref))).state)
}

/** What somebody missed, asked for once; day 13 is the day of the reminder, and no third card follows. */
const asked: LetterHandler = {
  urgency: 'notice',
  async why(ctx, tx, { ref }) {
    const meeting = await meetingById(tx, makeupRef.parse(ref).meeting)
    return causes.asked(saidOf(meeting), ctx.settings.attendance.makeup.days)
  },
  branchOf: async (tx, { ref }) => (await meetingById(tx, makeupRef.parse(ref).meeting)).branch,
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, makeupRef.parse(ref).meeting)),
  isRelevant: waits,
  render,
  open: waits,
  closing: words.closing,
}

const opened: LetterHandler = {
  ...asked,
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) =>
    causes.opened(saidOf(await meetingById(tx, makeupRef.parse(ref).meeting))),
}

/** The make-ups of a meeting, for whoever asked for them. */
const list: LetterHandler = {
  urgency: 'answer',
  why: async (_ctx, tx, { ref }) =>
    causes.opened(saidOf(await meetingById(tx, makeupsRef.parse(ref).meeting))),
  subject: async (_ctx, tx, { ref }) => saidOf(await meetingById(tx, makeupsRef.parse(ref).meeting)),
  isRelevant: async () => true,
  render: async (ctx, tx, letter) => makeupsCard(await viewOf(ctx, tx, letter)),
}

async function viewOf(ctx: Ctx, tx: Tx, { ref, to }: Letter): Promise<MakeupsView> {
  const meeting = await meetingById(tx, makeupsRef.parse(ref).meeting)
  const rights = 'person' in to ? await makeupRights(ctx, tx, { meeting, who: to.person }) : null
  const all = await missedAt(tx, meeting.id)
  const ids = all.map(({ who }) => who)
  const names = await namesOf(tx, ids, meeting.branch)
  const people = all.map((one) => ({
    ...one,
    name: names.get(one.who) ?? one.who,
    state: stateOn(ctx, one),
  }))
  const unasked = people.filter(({ state }) => state === 'unasked').length
  const arrange = {
    people: unasked,
    dueOn: dueOn(today(ctx), ctx.settings.attendance.makeup.days),
    record: wordsOf(await materialOf(tx, meeting.id)),
  }
  const isNone = rights === null || !rights.counts
  return {
    meeting,
    closed: (await rollState(tx, meeting.id))?.state === 'closed',
    people,
    unconfirmed: (await rollOf(tx, meeting.id)).unconfirmed,
    shown: isNone ? null : { ...rights, arrange: rights.arrange && unasked > 0 ? arrange : null },
  }
}

/** What is said about make-ups 补学. */
export const makeupLetters = {
  'attendance.makeup': asked,
  'attendance.makeupDue': { ...asked, urgency: 'reminder', atDesk: true },
  'attendance.makeupForm': opened,
  'attendance.makeups': list,
} satisfies Partial<LetterKinds>
