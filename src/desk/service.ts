import { leavesToDecide, makeupsToDo, takeAnswer, unansweredMeetings } from '../attendance/service.ts'
import { oneFor } from '../cards/ref.ts'
import { runningOf } from '../collections/service.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { ChatId, MemberId } from '../ids.ts'
import { takeWorkbook } from '../ledger/service.ts'
import { writeLetters } from '../letters/service.ts'
import { inspectionsToDo } from '../inspections/service.ts'
import { stepsToDo } from '../ledger/service.ts'
import type { Command, Said } from '../inbox/types.ts'
import {
  draftFromAttachments,
  takeScan,
  explanationsToAnswer,
  extensionsToDecide,
  openReportsOf,
  openTasksOf,
  waitingToRead,
} from '../reports/service.ts'
import { countUnreached, isCollegeChat, pendingProposal, rightsOf } from '../roster/service.ts'
import { openTroubles } from './failures/service.ts'
import { forgetFloods, isFlood } from './floods/service.ts'
import { pausesToEnd } from './pauses/service.ts'
import { point } from './pointers/service.ts'
import { forgetPreviews } from './preview/service.ts'
import { offerRelay } from './relays/service.ts'
import { forgetQuestions, takeReply, takeTalk } from './questions/service.ts'
import { commandIn, pressRef } from './rules.ts'
import { visible } from '../cards/visible.ts'
import type { Waiting, Where } from './types.ts'
import { dateOf, today } from '../time/dates.ts'

export { dropQuestion, reviseQuestion } from './questions/service.ts'
export { noteElsewhere, noteFailure, openFailures, settleOnServer, tellFailure } from './failures/service.ts'
export { pauseOf } from './pauses/service.ts'
export { planText } from './preview/card.ts'
export { daysIn } from './preview/rules.ts'
export { foresee, makePreview, previewsWait, takeOpenPreviews } from './preview/service.ts'
export { planExpiry } from './retention/service.ts'
export { tellNearQuota } from './quota/service.ts'

/**
 * Understands what was said: 参加 or 请假, a reply to a request, a command, a report, photos or files in a direct chat. Otherwise
 * a reply to a card that waits is pointed to its buttons, and anything else gets one hint a day.
 */
export async function handleMessage(
  ctx: Ctx,
  tx: Tx,
  { said, commands }: { said: Said; commands: readonly Command[] },
): Promise<void> {
  if (await isFlood(ctx, tx, said)) return
  if (said.isUseless || saysNothing(said)) return sendHint(ctx, tx, { said, ref: 'file' })
  if (await takeAnswer(ctx, tx, said)) return
  if (await point(ctx, tx, said)) return
  const asked = commandIn(said.words, commands)
  if (await takeScan(ctx, tx, said)) return
  if (await takeWorkbook(ctx, tx, said)) return
  const isReply = said.about !== null && asked?.rest !== ''
  if (isReply && (await takeReply(ctx, tx, said))) return
  if (asked !== null)
    return runCommand(ctx, tx, { command: asked.command, said: { ...said, text: asked.rest } })
  if (await draftFromAttachments(ctx, tx, said)) return
  if (!isAnswer(said) && (await takeTalk(ctx, tx, said))) return
  await sendHint(ctx, tx, { said, ref: hintFor(said) })
}

/** What somebody may not do is answered by the offer to put it before whoever may; a second time that day in words. */
async function runCommand(
  ctx: Ctx,
  tx: Tx,
  { command, said }: { command: Command; said: Said },
): Promise<void> {
  const need = (await command.needs?.(ctx, tx, said)) ?? null
  const offered = need === null ? null : await offerRelay(ctx, tx, { ...need, who: said.who })
  if (offered !== 'new') await command.run(ctx, tx, said)
}

/** A card can be pressed for fourteen days; what it was about is kept no longer. */
const KEPT = Temporal.Duration.from({ hours: 24 * 15 })

/** Forgets what people wrote, asked for and how much they said, when no card can ask for it any more. */
export async function forgetOldTalk(ctx: Ctx): Promise<void> {
  const before = ctx.now().subtract(KEPT)
  for (const forget of [forgetQuestions, forgetPreviews, forgetFloods]) await forget(ctx.db, before)
}

/** Says that a message was too long to be read: nothing of it was taken, whatever it answers. */
export async function sendTooLong(ctx: Ctx, tx: Tx, { chat, messageId }: Said): Promise<void> {
  const letter = { kind: 'desk.hint', ref: 'long', to: { chat }, replyTo: messageId } as const
  await writeLetters(ctx, tx, [{ ...letter, key: `desk.long:${messageId}` }])
}

/** Shows what the bot can do, where it was asked. */
export async function sendHelp(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { chat, messageId } = said
  const letter = { ...oneFor('desk.help', messageId), ref: whereOf(said), to: { chat } }
  await writeLetters(ctx, tx, [{ ...letter, replyTo: messageId }])
}

/** Says what the bot can do in a group of the college that it was added to, once a day; elsewhere nothing. */
export async function greet(
  ctx: Ctx,
  tx: Tx,
  { chat, at }: { chat: ChatId; at: Temporal.Instant },
): Promise<void> {
  if (!(await isCollegeChat(ctx, tx, chat))) return
  const key = `desk.hello:${chat}:${dateOf(at, ctx.settings.timezone)}`
  await writeLetters(ctx, tx, [{ key, kind: 'desk.help', ref: 'group' satisfies Where, to: { chat } }])
}

/** Shows a person what is waiting, always privately. */
export async function sendTodo(ctx: Ctx, tx: Tx, { who, messageId }: Said): Promise<void> {
  await writeLetters(ctx, tx, [{ ...oneFor('desk.todo', messageId), ref: who, to: { person: who } }])
}

function hintFor(said: Said): string {
  if (said.files.length > 0) return 'file'
  return said.buttons.length > 0 ? pressRef(said.buttons) : whereOf(said)
}

/** Words that reply to a card which waits for something else; on a list at the desk anything may be meant. */
function isAnswer({ about, buttons, pictures, files }: Said): boolean {
  return (
    buttons.length > 0 && pictures.length + files.length === 0 && about?.kind.startsWith('desk.') !== true
  )
}

/** Neither pictures nor files nor a character that can be seen. */
function saysNothing({ text, pictures, files }: Said): boolean {
  return visible(text) === '' && pictures.length + files.length === 0
}

// A reply to a waiting card is always answered; for everything else one hint a day is enough for a person.
async function sendHint(ctx: Ctx, tx: Tx, { said, ref }: { said: Said; ref: string }): Promise<void> {
  const { chat, who, buttons } = said
  const once = buttons.length > 0 ? said.messageId : `${chat}:${who}:${today(ctx)}`
  const key = `desk.${ref === 'file' ? 'file' : 'hint'}:${once}`
  const to = { chat }
  await writeLetters(ctx, tx, [{ key, kind: 'desk.hint', ref, to, replyTo: said.messageId }])
}

function whereOf({ inGroup }: Said): Where {
  return inGroup ? 'group' : 'direct'
}

/** What is waiting for a person. */
export async function waitingFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<Waiting> {
  const meetings = await unansweredMeetings(ctx, tx, who)
  const { admin } = await rightsOf(ctx, tx, who)
  return {
    meetings: meetings.map(({ id, shownAs, startsAt, waitsFor }) => ({
      waitsFor,
      id,
      title: shownAs,
      startsAt,
    })),
    reports: await openReportsOf(ctx, tx, who),
    reviews: (await waitingToRead(ctx, tx, who)) ?? 0,
    collections: await runningOf(ctx, tx, who),
    tasks: await openTasksOf(ctx, tx, who),
    steps: await stepsToDo(ctx, tx, who),
    makeups: await makeupsToDo(ctx, tx, who),
    inspections: await inspectionsToDo(ctx, tx, who),
    leaves: (await leavesToDecide(ctx, tx, who)).map(({ meeting, who: member, n, name, reason }) => ({
      reason,
      name,
      title: meeting.shownAs,
      startsAt: meeting.startsAt,
      meeting: meeting.id,
      member,
      n,
    })),
    extensions: await extensionsToDecide(ctx, tx, who),
    explanations: await explanationsToAnswer(ctx, tx, who),
    troubles: admin ? await countUnreached(tx) : 0,
    failures: admin ? await openTroubles(tx) : [],
    files: admin ? await filesWaiting(tx) : null,
    pauses: await pausesToEnd(ctx, tx, who),
  }
}

async function filesWaiting(tx: Tx): Promise<Waiting['files']> {
  const pending = await pendingProposal(tx)
  if (pending === null) return null
  const { content, state, version } = pending
  if (content.kind === 'faulty') return { faults: content.faults.length, toDecide: null }
  return state === 'waiting' ? { faults: 0, toDecide: version } : null
}
