import type { AlarmKinds } from '../alarms/types.ts'
import { askForBegun } from './composing/service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'ledger.begun': async (ctx, tx, { ref }) => {
    await askForBegun(ctx, tx, ref)
    return 'done'
  },
} satisfies Partial<AlarmKinds>
