import type { AlarmKinds } from '../alarms/types.ts'
import { expirePart } from './retention/service.ts'

/** What this feature does when its alarms are due. */
export const alarms = {
  'desk.expire': async (ctx, tx, { ref }) => {
    await expirePart(ctx, tx, ref)
    return 'done'
  },
} satisfies Partial<AlarmKinds>
