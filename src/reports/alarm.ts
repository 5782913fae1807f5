import type { Alarm, AlarmEnd, AlarmKinds } from '../alarms/types.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { MeetingId } from '../ids.ts'
import { chaseOwner, tellAdmin } from './chasing/service.ts'
import { askAlarm, markCountsStale, requestReport } from './service.ts'
import { remindOwner } from './tasks/service.ts'

/** What happens when this feature's alarms are due. */
export const alarms = {
  'reports.ask': ask,
  'reports.chase': async (ctx, tx, alarm) => ended(await chaseOwner(ctx, tx, alarm)),
  'reports.task': async (ctx, tx, alarm) => ended(await remindOwner(ctx, tx, alarm)),
  'reports.recount': recount,
  'reports.escalate': async (ctx, tx, alarm) => ended(await tellAdmin(ctx, tx, alarm)),
} satisfies Partial<AlarmKinds>

async function ask(ctx: Ctx, tx: Tx, alarm: Alarm): Promise<AlarmEnd> {
  return ended(await requestReport(ctx, tx, askAlarm.ref.parse(alarm.ref)))
}

/** A roll was corrected: the cards that show its counts follow. */
async function recount(_ctx: Ctx, tx: Tx, { ref }: Alarm): Promise<AlarmEnd> {
  await markCountsStale(tx, MeetingId.parse(ref))
  return 'done'
}

function ended(done: boolean): AlarmEnd {
  return done ? 'done' : 'obsolete'
}
