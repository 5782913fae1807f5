import { shortened } from '../cards/shortened.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { BranchId } from '../ids.ts'
import { writeLetters } from '../letters/service.ts'
import type { Command, Said } from '../inbox/types.ts'
import { rightsOf } from '../roster/service.ts'
import { sendOwn } from './branch/service.ts'
import { previewRef, refusalRef } from './letter.ts'
import { placeOrder } from './sending/service.ts'
import { dueDigest, lastDigest, previewedWeek } from './service.ts'

/** A reason is a line. */
const MOST_REASON = 100

/** What this feature does when it is asked in a chat. */
export const commands: Command[] = [
  {
    triggers: ['周报', 'digest'],
    help: '私聊发给您最近一期周报（学院党委：全院；支部书记、副书记：本支部）；“周报 预览”看现在的数字（学院党委）；“周报 发送”“周报 重发 原因”（管理员）',
    run: answer,
  },
]

const AGAIN = /^重发[\s:：]*(.*)$/s

async function answer(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const asked = said.text.trim()
  const rights = await rightsOf(ctx, tx, said.who)
  if (!rights.committee) return showOwn(ctx, tx, { said, leads: asked === '' ? rights.leads : [] })
  if (asked === '预览')
    return show(ctx, tx, { said, ref: previewRef.text({ week: await previewedWeek(ctx, tx) }) })
  const reason = AGAIN.exec(asked)?.[1]?.trim()
  if (asked !== '发送' && reason === undefined) return sendAgain(ctx, tx, said)
  if (!rights.admin) return show(ctx, tx, { said, ref: refusalRef.text({ refusal: 'notAdmin' }) })
  return reason === undefined ? orderSending(ctx, tx, said) : orderAgain(ctx, tx, { said, reason })
}

/** Whoever leads a branch gets its own; what concerns the college is the committee's. */
async function showOwn(
  ctx: Ctx,
  tx: Tx,
  { said, leads }: { said: Said; leads: readonly BranchId[] },
): Promise<void> {
  const last = await lastDigest(ctx, tx)
  if (last !== null && leads.length > 0)
    return sendOwn(ctx, tx, { who: said.who, leads, key: last.key, by: said.messageId })
  return show(ctx, tx, { said, ref: refusalRef.text({ refusal: leads.length > 0 ? 'noneYet' : 'mayNot' }) })
}

async function orderSending(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { key, isSent } = await dueDigest(ctx, tx)
  if (isSent) return show(ctx, tx, { said, ref: refusalRef.text({ refusal: 'sentBefore' }) })
  return placeOrder(ctx, tx, { id: said.messageId, who: said.who, key, what: 'send', reason: '' })
}

async function orderAgain(ctx: Ctx, tx: Tx, { said, reason }: { said: Said; reason: string }): Promise<void> {
  const last = await lastDigest(ctx, tx)
  if (last === null) return show(ctx, tx, { said, ref: refusalRef.text({ refusal: 'noneYet' }) })
  if (reason === '') return show(ctx, tx, { said, ref: refusalRef.text({ refusal: 'noReason' }) })
  const order = { id: said.messageId, who: said.who, key: last.key, what: 'again' as const }
  return placeOrder(ctx, tx, { ...order, reason: shortened(reason, MOST_REASON) })
}

/** Sends the last digest once more, to the one who asks, in the direct chat. */
async function sendAgain(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const last = await lastDigest(ctx, tx)
  return show(ctx, tx, { said, ref: last?.key ?? refusalRef.text({ refusal: 'noneYet' }) })
}

async function show(ctx: Ctx, tx: Tx, { said, ref }: { said: Said; ref: string }): Promise<void> {
  await writeLetters(ctx, tx, [
    { key: `digest-again:${said.messageId}`, kind: 'digest.college', ref, to: { person: said.who } },
  ])
}
