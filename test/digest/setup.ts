import type { PastMeeting } from '../../config/history.ts'
import { importHistory } from '../../jobs/import-history.ts'
import type { Db, Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { lettersOf } from '../../src/digest/letter.ts'
import { makeBranchPart, makeCollegeDigest, openWeek, takeDueWeeks } from '../../src/digest/service.ts'
import type { DutyLine, Part, Snapshot, Week } from '../../src/digest/types.ts'
import type { Figures } from '../../src/measures/types.ts'
import { ChatId, LetterId, MemberId } from '../../src/ids.ts'
import type { Rendering, Letter } from '../../src/letters/types.ts'
import { bookMeetings } from '../../src/meetings/service.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { college, demoPast } from '../support/demo-college.ts'

export const past: readonly PastMeeting[] = await demoPast()

/** The day since which the demo college’s past is whole. */
const SINCE = Temporal.PlainDate.from('2026-11-01')

const kinds = lettersOf({})

export const MONDAY = Temporal.Instant.from('2026-11-23T08:30:00+08:00')

/** The demo college with these meetings of its past, their rolls and reports; on Monday at 08:30. */
export async function aScene(meetings: readonly PastMeeting[] = past) {
  const fill = async (empty: Db) => {
    const ctx = await aCtx(empty, MONDAY.toString())
    await transact(ctx, async (tx) => {
      await acceptCollege(ctx, tx, college)
      await bookMeetings(ctx, tx, college.meetings)
    })
    await importHistory(ctx, { meetings: [...meetings], since: SINCE, steps: [] })
  }
  const db = await aDatabase({ parts: ['digest', meetings], fill })
  const ctx = await aCtx(db, MONDAY.toString())
  const run = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)
  /** What a job does: every branch's row, then the college's digest. */
  const makeDue = async () => {
    const weeks = await takeDueWeeks(ctx)
    for (const { key, branches } of weeks) {
      for (const branch of branches) await makeBranchPart(ctx, key, branch)
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
  const render = (ref: string, who?: string): Promise<Rendering> => {
    const to = who === undefined ? { chat: ChatId.parse('oc_fx_college') } : { person: MemberId.parse(who) }
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

const FIGURES: Figures = {
  ...{ planned: 1, held: 1, moved: 0, cancelled: 0, adjourned: 0, open: 0 },
  ...{ due: 20, present: 20, late: 0, leave: 0, absent: 0, unconfirmed: 0, unrecorded: 0, fresh: 0 },
  ...{ observers: 0, hours: 0, makeupsAsked: 0, makeupsMade: 0 },
  ...{ reportsDue: 0, reportsOnTime: 0, reportsLate: 0, reportsMissing: 0, reportsReturned: 0 },
  ...{ visitsPlanned: 0, visitsMade: 0, visitsConfirmed: 0, remediesAsked: 0, remediesClosed: 0 },
  ...{ decisionsDue: 0, decisionsDone: 0 },
  rate: 1,
}

/** Figures of one sitting to which twenty came, with the rate that follows from them. */
export function figures(over: Partial<Figures> = {}): Figures {
  const all = { ...FIGURES, ...over }
  const base = all.due - all.leave
  return { ...all, rate: base === 0 ? null : Math.round((all.present / base) * 10_000) / 10_000 }
}

/** Of a branch in which nothing was held. */
export const nothingHeld: Partial<Figures> = { planned: 0, held: 0, due: 0, present: 0 }

/** The part of a branch that held one sitting, to which everybody came, and from which nobody waits for anything. */
export function aPart(
  over: Partial<Omit<Part, 'figures'>> & { figures?: Partial<Figures> | null } = {},
): Part {
  return {
    ...{ id: 'B01', name: '自动化系', place: 0, closed: false, uncounted: null, gaps: [], duties: [] },
    ...{ overdue: 0, returned: 0, toReview: 0, remedies: 0, tasks: 0, passed: 0 },
    ...{ next: { count: 0, first: [] }, adjourned: [], late: { reports: 0 }, earlier: [] },
    ...over,
    figures: over.figures === null ? null : figures(over.figures),
  }
}

/** How the quarter's meeting of all members stands in week 47, two thirds of the quarter not being over. */
export function anAssembly(over: Partial<DutyLine> = {}): DutyLine {
  return {
    ...{ type: '支部党员大会', of: 'branch', months: 3, window: '2026-10+3', isOver: false, isNear: false },
    ...{ required: 1, done: 0, planned: 0, unrecorded: 0 },
    ...over,
  }
}

/** What a digest of week 47 says of these branches. */
export function aSnapshot(branches: readonly Part[], college: Partial<Part> = {}): Snapshot {
  const { week, from, to } = week47
  return {
    version: 1,
    week,
    ...{ from: from.toString(), to: to.toString(), asOf: to.toString(), madeAt: MONDAY.toString() },
    branches: [...branches],
    college: { ...aPart({ id: 'college', name: '学院层面', place: 99, figures: nothingHeld }), ...college },
  }
}
