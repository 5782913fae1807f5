import type { AlarmKinds } from '../alarms/types.ts'
import { lapse, requestRef } from './service.ts'

/** What happens when nobody has decided about a file with many names. */
export const alarms = {
  'exports.lapse': async (ctx, tx, { ref }) =>
    (await lapse(ctx, tx, requestRef.parse(ref).id)) ? 'done' : 'obsolete',
} satisfies Partial<AlarmKinds>
