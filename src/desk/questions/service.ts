import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, MessageId, RequestId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { beginNewMeeting, callNeed, mayCallAnyMeeting } from '../../planning/service.ts'
import { draftFromReply, draftFromText, mayWrite, reportsInQuestion } from '../../reports/service.ts'
import { seenAt } from '../../time/read/reader.ts'
import { offerRelay } from '../relays/service.ts'
import { isWorthAsking, meaningOf } from './rules.ts'
import * as store from './store.ts'
import type { Meaning, Refusal, Taken } from './types.ts'

export { forget as forgetQuestions } from './store.ts'

/** More than these nobody chooses from. */
const MOST_REPORTS = 4

/** Takes a reply to a request as its report, unless it rather calls a meeting: then it is asked. False when it is neither. */
export async function takeReply(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const { own, near } = await reportsInQuestion(ctx, tx, said)
  const meaning = said.text === '' ? 'report' : read(ctx, said)
  if (own === null) return near === null ? false : takeNear(ctx, tx, { said, meaning, request: near })
  if (meaning !== 'call' || !(await mayCallAnyMeeting(ctx, tx, said.who)))
    return draftFromReply(ctx, tx, said)
  await ask(ctx, tx, { said, requests: [own], mayCall: true })
  return true
}

type Near = { said: Said; meaning: Meaning; request: RequestId }

// What follows a summary or a notice need not be a report: thanks are none, and what may be one is asked about.
async function takeNear(ctx: Ctx, tx: Tx, { said, meaning, request }: Near): Promise<boolean> {
  if (meaning === 'call' || (meaning === 'unclear' && !isWorthAsking(said.text, false))) return false
  if (!(await mayWrite(ctx, tx, { request, who: said.who }))) return false
  if (meaning === 'report') await draftFromText(ctx, tx, { said, request })
  else await ask(ctx, tx, { said, requests: [request], mayCall: false })
  return true
}

/**
 * Takes words that answer nothing in particular: calls a meeting, writes the one report in question, or asks which is
 * meant. False when they can be neither.
 */
export async function takeTalk(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  if (said.text.trim() === '') return false
  const meaning = read(ctx, said)
  const mayCall = await mayCallAnyMeeting(ctx, tx, said.who)
  if (meaning === 'call' && mayCall) {
    await call(ctx, tx, said)
    return true
  }
  // In a group only what is a report by itself: people talk there.
  return said.inGroup && meaning !== 'report' ? false : takeOpen(ctx, tx, { said, meaning, mayCall })
}

/** Calls the meeting; what somebody may not call is offered to be put before whoever may. */
async function call(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const need = await callNeed(ctx, tx, said)
  const offered = need === null ? null : await offerRelay(ctx, tx, { ...need, who: said.who })
  if (offered !== 'new') await beginNewMeeting(ctx, tx, said)
}

type Talk = { said: Said; meaning: Meaning; mayCall: boolean }

async function takeOpen(ctx: Ctx, tx: Tx, { said, meaning, mayCall }: Talk): Promise<boolean> {
  const { begun, owed } = await reportsInQuestion(ctx, tx, said)
  const requests = begun.length > 0 ? begun : owed
  const [only, another] = requests
  if (only === undefined) return false
  if (meaning === 'report' && another === undefined) {
    await draftFromText(ctx, tx, { said, request: only })
    return true
  }
  if (meaning !== 'report' && !isWorthAsking(said.text, begun.length > 0)) return false
  await ask(ctx, tx, { said, requests, mayCall: mayCall && meaning !== 'report' })
  return true
}

function read(ctx: Ctx, { text, at }: Pick<Said, 'text' | 'at'>): Meaning {
  return meaningOf(text, { seen: seenAt(ctx, at), types: ctx.settings.types })
}

type Asked = { said: Said; requests: readonly RequestId[]; mayCall: boolean }

async function ask(ctx: Ctx, tx: Tx, { said, requests, mayCall }: Asked): Promise<void> {
  const { messageId: id, who, chat, text, at } = said
  const some = requests.slice(0, MOST_REPORTS)
  await store.ask(tx, { id, who, chat, said: text, at, requests: some, mayCall, takenAs: null })
  await writeLetters(ctx, tx, [{ ...oneFor('desk.question', id), ref: id, to: { person: who } }])
}

type Settling = { id: MessageId; as: Taken; who: MemberId }

/** Takes the words as they were meant. Null when that is done now. */
export async function settleQuestion(ctx: Ctx, tx: Tx, { id, as, who }: Settling): Promise<Refusal | null> {
  const question = await store.lock(tx, id)
  if (question.who !== who) return 'notYours'
  if (question.takenAs !== null) return 'already'
  const { chat, said: text, at } = question
  const from = { inGroup: false, pictures: [], files: [], isUseless: false, about: null, buttons: [] }
  const said: Said = { ...from, who, chat, text, words: text, at, messageId: id }
  const report = as === 'call' || as === 'nothing' ? null : as
  if (report !== null && !(await mayWrite(ctx, tx, { request: report, who }))) return 'closed'
  if (as === 'call') await call(ctx, tx, said)
  if (report !== null) await draftFromText(ctx, tx, { said, request: report })
  await store.settle(tx, id, as)
  return null
}

/** Asks about the words to which somebody edited the message. */
export async function reviseQuestion(tx: Tx, { messageId: id, who, text }: Said): Promise<void> {
  if (await store.reword(tx, { id, who, said: text })) await markStale(tx, id, ['desk.question'])
}

/** Asks nothing more about a message that was taken back, and forgets its words. */
export async function dropQuestion(tx: Tx, id: MessageId): Promise<void> {
  if (await store.drop(tx, id)) await markStale(tx, id, ['desk.question'])
}
