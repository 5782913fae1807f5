import type { PastMeeting } from '../../config/history.ts'
import { importHistory } from '../../jobs/import-history.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { letters as kinds } from '../../src/digest/letter.ts'
import { makeBranchRow, makeCollegeDigest, openWeek, takeDueWeeks } from '../../src/digest/service.ts'
import type { MeetingFact, ReportFact, RollFact, Week } from '../../src/digest/types.ts'
import { ChatId, LetterId } from '../../src/ids.ts'
import type { Rendering, Letter } from '../../src/letters/types.ts'
import { bookMeetings } from '../../src/meetings/service.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { college, demoPast } from '../support/demo-college.ts'

export const past: readonly PastMeeting[] = await demoPast()

/** The day since which the demo college’s past is whole. */
const SINCE = Temporal.PlainDate.from('2026-11-01')

export const MONDAY = Temporal.Instant.from('2026-11-23T08:30:00+08:00')

/** The demo college with these meetings of its past, their rolls and reports; on Monday at 08:30. */
export async function aScene(meetings: readonly PastMeeting[] = past) {
  const fill = async (empty: Db) => {
    const ctx = await aCtx(empty, MONDAY.toString())
    await transact(ctx, async (tx) => {
      await acceptCollege(ctx, tx, college)
      await bookMeetings(ctx, tx, college.meetings)
    })
    await importHistory(ctx, { meetings: [...meetings], since: SINCE })
  }
  const db = await aDatabase({ parts: ['digest', meetings], fill })
  const ctx = await aCtx(db, MONDAY.toString())
  const run = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)
  /** What a job does: every branch's row, then the college's digest. */
  const makeDue = async () => {
    const weeks = await takeDueWeeks(ctx)
    for (const { key, branches } of weeks) {
      for (const branch of branches) await makeBranchRow(ctx, key, branch)
      await makeCollegeDigest(ctx, key)
    }
    return weeks
  }
  const makeAt = async (at: Temporal.Instant) => {
    ctx.set(at.toString())
    await openWeek(ctx, at)
    return makeDue()
  }
  const letters = () =>
    db
      .selectFrom('letters_letters')
      .select(['key', 'kind', 'ref', 'receiver'])
      .where('kind', '=', 'digest.college')
      .orderBy('seq')
      .execute()
  const render = (ref: string): Promise<Rendering> => {
    const to = { chat: ChatId.parse('oc_fx_college') }
    const letter: Letter = { id: LetterId.parse(crypto.randomUUID()), kind: 'digest.college', ref, to }
    return run((tx) => kinds['digest.college'].render(ctx, tx, letter))
  }
  return {
    db,
    ctx,
    run,
    makeDue,
    makeAt,
    letters,
    render,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

/** Week 47 of 2026, as the demo's first digest counts it. */
export const week47: Week = {
  key: 'digest-COL1-2026-W47',
  week: '2026-W47',
  from: Temporal.Instant.from('2026-11-16T00:00:00+08:00'),
  to: Temporal.Instant.from('2026-11-23T00:00:00+08:00'),
  dueAt: MONDAY,
  ended: false,
  attempts: 0,
}

/** A branch's meeting on Wednesday of week 47, held, with everybody present. */
export function aMeeting(over: Partial<MeetingFact> = {}): MeetingFact {
  return {
    types: ['主题党日'],
    title: '主题党日',
    ofGroup: false,
    startsAt: Temporal.Instant.from('2026-11-18T14:00:00+08:00'),
    endsAt: Temporal.Instant.from('2026-11-18T15:30:00+08:00'),
    state: 'ended',
    roll: aRoll(),
    ...over,
  }
}

/** A roll of twenty who all came, closed on that Wednesday. */
export function aRoll(over: Partial<RollFact> = {}): RollFact {
  const closedAt = Temporal.Instant.from('2026-11-18T16:00:00+08:00')
  return { expected: 20, present: 20, leave: 0, absent: 0, unconfirmed: 0, closedAt, ...over }
}

/** A report due on Friday of week 47, handed in in time. */
export function aReport(over: Partial<ReportFact> = {}): ReportFact {
  const dueAt = Temporal.Instant.from('2026-11-20T18:00:00+08:00')
  return { dueAt, state: 'submitted', late: false, submitted: true, ...over }
}
