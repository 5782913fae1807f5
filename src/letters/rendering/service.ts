import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { urgencyOf } from '../deferral/service.ts'
import type { Rendering, Letter, LetterKinds } from '../types.ts'
import { whyButton } from '../why/action.ts'
import { buttons } from '../../cards/blocks.ts'

/** A letter as its feature renders it at this moment; below a reminder to a person stands 为什么收到. */
export async function renderLetter(
  ctx: Ctx,
  tx: Tx,
  { kinds, letter }: { kinds: LetterKinds; letter: Letter },
): Promise<Rendering> {
  const rendering = await kinds[letter.kind].render(ctx, tx, letter)
  const isReminder = 'person' in letter.to && urgencyOf(kinds, letter) === 'reminder'
  if ('text' in rendering || !isReminder) return rendering
  return { ...rendering, blocks: [...rendering.blocks, buttons(whyButton())] }
}
