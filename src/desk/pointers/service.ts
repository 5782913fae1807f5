import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { visible } from '../../cards/visible.ts'
import { pointerIn } from './rules.ts'

/** Says where that is done what somebody wrote, privately where it is the person's own matter. False when it is none of these. */
export async function point(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const pointer = pointerIn({ ...said, text: visible(said.words) })
  if (pointer === null) return false
  const { messageId, chat, who } = said
  const isOwn = pointer === 'checkIn' || pointer === 'leaveBack'
  const where = isOwn ? { to: { person: who } } : { to: { chat }, replyTo: messageId }
  const ref = pointer === 'checkIn' ? `${pointer}/${who}` : pointer
  await writeLetters(ctx, tx, [{ key: `desk.pointer:${messageId}`, kind: 'desk.pointer', ref, ...where }])
  return true
}
