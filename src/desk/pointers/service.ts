import { oneFor, ref } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import { visible } from '../../cards/visible.ts'
import { pointerIn } from './rules.ts'

/** What the answer to 签到 shows: whose check-ins are open. */
export const checkInRef = ref('checkIn/{who}', { who: MemberId })

/** Says where that is done what somebody wrote, privately where it is the person's own matter. False when it is none of these. */
export async function point(ctx: Ctx, tx: Tx, said: Said): Promise<boolean> {
  const pointer = pointerIn({ ...said, text: visible(said.words) })
  if (pointer === null) return false
  const { messageId, chat, who } = said
  const isOwn = pointer === 'checkIn' || pointer === 'leaveBack'
  const where = isOwn ? { to: { person: who } } : { to: { chat }, replyTo: messageId }
  const shows = pointer === 'checkIn' ? checkInRef.text({ who }) : pointer
  await writeLetters(ctx, tx, [{ ...oneFor('desk.pointer', messageId), ref: shows, ...where }])
  return true
}
