import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Said } from '../../inbox/types.ts'
import * as store from './store.ts'

export { forget as forgetFloods } from './store.ts'

/** Nobody types faster for long; photos and files, which come in heaps, are not counted. */
const MOST_A_MINUTE = 20

/** Whether a person says more than is answered; who does is told so once. */
export async function isFlood(
  ctx: Ctx,
  tx: Tx,
  { who, at, messageId, pictures, files, isUseless }: Said,
): Promise<boolean> {
  if (pictures.length > 0 || files.length > 0 || isUseless) return false
  const said = await store.count(tx, who, at)
  if (said === MOST_A_MINUTE + 1) {
    const key = `desk.flood:${messageId}`
    await writeLetters(ctx, tx, [{ key, kind: 'desk.hint', ref: 'flood', to: { person: who } }])
  }
  return said > MOST_A_MINUTE
}
