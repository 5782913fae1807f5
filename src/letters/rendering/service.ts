import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { urgencyOf } from '../deferral/service.ts'
import type { Drawing, Letter, LetterKinds } from '../types.ts'
import { whyButton } from '../why/action.ts'

/** A letter as its room draws it at this moment; below a reminder to a person stands 为什么收到. */
export async function drawLetter(
  ctx: Ctx,
  tx: Tx,
  { kinds, letter }: { kinds: LetterKinds; letter: Letter },
): Promise<Drawing> {
  const drawing = await kinds[letter.kind].draw(ctx, tx, letter)
  const isReminder = 'person' in letter.to && urgencyOf(kinds, letter) === 'reminder'
  if ('text' in drawing || !isReminder) return drawing
  return { ...drawing, blocks: [...drawing.blocks, { kind: 'buttons', buttons: [whyButton()] }] }
}
