import type { PlannedMeeting } from '../../config/college.ts'
import { runAlarm, takeDueAlarms } from '../../src/alarms/service.ts'
import type { AlarmKinds } from '../../src/alarms/types.ts'
import { alarms as attendanceAlarms } from '../../src/attendance/alarm.ts'
import { letters } from '../../src/attendance/letter.ts'
import { recordPastRoll, takeUpMeetings } from '../../src/attendance/service.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { alarms as reportAlarms } from '../../src/reports/alarm.ts'
import { transact } from '../../src/db/transact.ts'
import { LetterId } from '../../src/ids.ts'
import { receiverOf } from '../../src/letters/rules.ts'
import { alarms as meetingAlarms } from '../../src/meetings/alarm.ts'
import { bookMeetings, recordPast } from '../../src/meetings/service.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { aCtx, type TestCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { college, demoPast } from '../support/demo-college.ts'

export const MONDAY = '2026-11-23T09:00:00+08:00'

/** The demo college on a database of its own; `only` leaves the other meetings unbooked, `past` brings the history. */
export async function aCollege(over: { now?: string; only?: string[]; past?: boolean } = {}) {
  await using opening = new AsyncDisposableStack()
  const { now = MONDAY, only, past = false } = over
  const planned = college.meetings.filter(({ id }) => only?.includes(id) ?? true)
  const fill = async (empty: Db) => {
    const ctx = await aCtx(empty, now)
    await transact(ctx, (tx) => acceptCollege(ctx, tx, college))
    await bookAll(ctx, planned)
    if (past) await bookPast(ctx)
  }
  const db = opening.use(await aDatabase({ parts: ['college', now, only, past], fill }))
  const ctx = await aCtx(db, now)
  const act = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)
  const opened = opening.move()
  return {
    db,
    ctx,
    college,
    act,
    book: (meetings = planned) => bookAll(ctx, meetings),
    planned,
    liveUntil: (moment: string) => liveUntil({ db, ctx }, moment),
    written: (kind: keyof typeof letters) => written({ db, ctx }, kind),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function bookAll(ctx: TestCtx, meetings: readonly PlannedMeeting[]): Promise<void> {
  return transact(ctx, async (tx) => takeUpMeetings(ctx, tx, await bookMeetings(ctx, tx, meetings)))
}

async function bookPast(ctx: TestCtx): Promise<void> {
  for (const past of await demoPast()) {
    await transact(ctx, (tx) => recordPast(ctx, tx, past))
    await transact(ctx, (tx) => recordPastRoll(ctx, tx, past))
  }
}

type Where = { db: Db; ctx: TestCtx }

/** Lives until that moment: runs each alarm when it is due. */
async function liveUntil({ db, ctx }: Where, moment: string) {
  for (;;) {
    const end = Temporal.Instant.from(moment)
    const open = await db
      .selectFrom('alarms_alarms')
      .select('due')
      .where('ended', 'is', null)
      .orderBy('due')
      .execute()
    const next = open[0]?.due
    if (next === undefined || Temporal.Instant.compare(next, end) > 0) break
    if (Temporal.Instant.compare(next, ctx.now()) > 0) ctx.set(next.toString())
    // The reports set no alarms of their own here.
    const kinds = {
      ...meetingAlarms,
      ...attendanceAlarms,
      'reports.recount': reportAlarms['reports.recount'],
    } as AlarmKinds
    for (const id of await takeDueAlarms(ctx)) await runAlarm(ctx, kinds, id)
  }
  ctx.set(moment)
}

/** The letters of a kind, in order of writing, as their keys, receivers and drawings of this moment. */
async function written({ db, ctx }: Where, kind: keyof typeof letters) {
  const rows = await db
    .selectFrom('letters_letters')
    .select(['id', 'key', 'ref', 'receiver'])
    .where('kind', '=', kind)
    .orderBy('seq')
    .execute()
  return Promise.all(
    rows.map(async ({ id, key, ref, receiver }) => {
      const letter = { id: LetterId.parse(id), kind, ref, to: receiverOf(receiver) }
      const { isRelevant, render } = letters[kind]
      return transact(ctx, async (tx) => ({
        key,
        receiver,
        isRelevant: await isRelevant(ctx, tx, letter),
        shows: JSON.stringify(await render(ctx, tx, letter)),
      }))
    }),
  )
}
