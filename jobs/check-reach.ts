import type { Ctx } from '../src/ctx.ts'
import { transact } from '../src/db/transact.ts'
import type { Feishu } from '../src/feishu/out/client.ts'
import { FeishuError } from '../src/feishu/errors.ts'
import type { ChatId, OpenId } from '../src/ids.ts'
import { beginCheck, putOffCheck, settleCheck } from '../src/roster/service.ts'
import type { Roll, Sight } from '../src/roster/types.ts'

/** The look-ups that a check needs. */
export type Eyes = Pick<Feishu, 'chats' | 'chatMembers' | 'users'>

/**
 * Compares the roster with what the platform says, if that is due: one call for a hundred groups, one for a hundred
 * people of each group, one for fifty people. When a look-up gets no answer, nothing is concluded: what was known stays.
 */
export async function checkReach(ctx: Ctx, eyes: Eyes): Promise<void> {
  const check = await transact(ctx, (tx) => beginCheck(ctx, tx))
  if (check === null) return
  try {
    const sight = await look(eyes, check.roll)
    const troubles = await transact(ctx, (tx) => settleCheck(ctx, tx, { check, sight }))
    ctx.log.info({ troubles }, 'reach checked')
  } catch (thrown) {
    if (!(thrown instanceof FeishuError)) throw thrown
    const error = [thrown.message, thrown.cure].filter((part) => part !== undefined).join('；')
    ctx.log.warn({ err: error }, 'reach not checked: what was known stays')
    await transact(ctx, (tx) => putOffCheck(ctx, tx, { check, error }))
  }
}

async function look(eyes: Eyes, { places, people }: Roll): Promise<Sight> {
  const groups = new Set((await eyes.chats()).map(({ chatId }) => chatId))
  const inside = new Map<ChatId, ReadonlySet<OpenId>>()
  for (const chat of new Set(places.map((place) => place.chat))) {
    const there = groups.has(chat) ? await openIdsOf(() => eyes.chatMembers(chat)) : null
    if (there !== null) inside.set(chat, new Set(there))
  }
  const visible = await visibleOf(
    eyes,
    people.map(({ openId }) => openId),
  )
  return { groups, inside, visible: new Set(visible) }
}

/** One id that the platform refuses, such as that of another app, must not hide all the others. */
async function visibleOf(eyes: Eyes, asked: OpenId[]): Promise<OpenId[]> {
  const seen = await openIdsOf(() => eyes.users(asked))
  if (seen !== null) return seen
  if (asked.length === 1) return []
  const half = Math.ceil(asked.length / 2)
  return [...(await visibleOf(eyes, asked.slice(0, half))), ...(await visibleOf(eyes, asked.slice(half)))]
}

/** The people of an answer; null when the question itself is refused. No answer is a throw. */
async function openIdsOf(ask: () => Promise<{ openId: OpenId }[]>): Promise<OpenId[] | null> {
  try {
    return (await ask()).map(({ openId }) => openId)
  } catch (thrown) {
    if (thrown instanceof FeishuError && thrown.verdict === 'giveUp') return null
    throw thrown
  }
}
