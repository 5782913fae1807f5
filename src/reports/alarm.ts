import type { Alarm, AlarmEnd, AlarmKinds } from '../alarms/types.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { chaseOwner, tellAdmin } from './chasing/service.ts'
import { askAlarm, requestReport } from './service.ts'
import { remindOwner } from './tasks/service.ts'

/** What happens when this feature's alarms are due. */
export const alarms = {
  'reports.ask': ask,
  'reports.chase': async (ctx, tx, alarm) => ended(await chaseOwner(ctx, tx, alarm)),
  'reports.task': async (ctx, tx, alarm) => ended(await remindOwner(ctx, tx, alarm)),
  'reports.escalate': async (ctx, tx, alarm) => ended(await tellAdmin(ctx, tx, alarm)),
} satisfies Partial<AlarmKinds>

async function ask(ctx: Ctx, tx: Tx, alarm: Alarm): Promise<AlarmEnd> {
  return ended(await requestReport(ctx, tx, askAlarm.ref.parse(alarm.ref)))
}

function ended(done: boolean): AlarmEnd {
  return done ? 'done' : 'obsolete'
}
