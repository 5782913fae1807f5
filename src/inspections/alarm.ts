import type { AlarmKinds } from '../alarms/types.ts'
import { remindBranch } from './asking/service.ts'
import { remindOf } from './overview/service.ts'
import { lapse } from './replies/service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'inspections.visit': async (ctx, tx, { ref }) => ((await remindOf(ctx, tx, ref)) ? 'done' : 'obsolete'),
  'inspections.answer': async (ctx, tx, { ref }) =>
    (await remindBranch(ctx, tx, ref)) ? 'done' : 'obsolete',
  'inspections.lapse': async (ctx, tx, { ref }) => ((await lapse(ctx, tx, ref)) ? 'done' : 'obsolete'),
} satisfies Partial<AlarmKinds>
