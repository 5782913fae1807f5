import type { AlarmKinds } from '../alarms/types.ts'
import { remindOf } from './overview/service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'inspections.visit': async (ctx, tx, { ref }) => ((await remindOf(ctx, tx, ref)) ? 'done' : 'obsolete'),
} satisfies Partial<AlarmKinds>
