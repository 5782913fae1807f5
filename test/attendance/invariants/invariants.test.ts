import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followRoster, repliesOf, rollOf } from '../../../src/attendance/service.ts'
import { LetterId } from '../../../src/ids.ts'
import { handleClick } from '../../../src/inbox/service.ts'
import { receiverOf } from '../../../src/letters/rules.ts'
import { registry } from '../../../src/router.ts'
import { EXEMPT_STATUS } from '../../../src/roster/types.ts'
import type { Life } from '../../support/a-life.ts'
import { college } from '../../support/demo-college.ts'
import {
  aMorning,
  at,
  letFallDue,
  madeOf,
  MEETING,
  type Press,
  type Pressed,
  pressAll,
  pressedLife,
  SECRETARY,
  stateOf,
} from './life.ts'
import { EXEMPT, Model, OWN, ROSTER, SECRETARYS, type Tally, type Time } from './model.ts'

const of = (branch: string) =>
  college.members
    .filter((one) => one.branch === branch && !EXEMPT_STATUS.includes(one.status))
    .map(({ id }) => String(id))
/** The secretary and the deputy keep their offices, or others would decide. */
const LEADERS = [SECRETARY, 'M0324']
const MEMBERS = of('B13').filter((who) => !LEADERS.includes(who))
const OUTSIDERS = of('B10').slice(20, 30)
const EVERYBODY = [...MEMBERS, ...OUTSIDERS, EXEMPT]
/** So many press at once. */
const CROWD = 50

const deed = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<string>(...OWN) },
    { weight: 2, arbitrary: fc.constantFrom<string>(...SECRETARYS) },
  ),
  crash: fc.constantFrom('thrown' as const, 'cut' as const, ...Array.from({ length: 30 }, () => null)),
  twice: fc.constantFrom(true, ...Array.from({ length: 5 }, () => false)),
})
const QUIET = { kind: 'join', crash: null, twice: false }
const crowdOf = (least: number, most: number) =>
  fc
    .tuple(
      fc.shuffledSubarray(EVERYBODY, { minLength: least, maxLength: most }),
      fc.array(deed, { minLength: most, maxLength: most }),
    )
    .map(([people, deeds]) => people.map((who, n): Press => ({ who, ...(deeds[n] ?? QUIET) })))
const presses = fc.oneof(
  { weight: 5, arbitrary: crowdOf(1, 12) },
  { weight: 1, arbitrary: crowdOf(CROWD, CROWD) },
)
const change = fc.record({ who: fc.constantFrom(...EVERYBODY), change: fc.constantFrom<string>(...ROSTER) })
const roster = fc.array(change, { minLength: 1, maxLength: 8 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ presses }) },
  { weight: 1, arbitrary: fc.record({ roster, follow: fc.boolean() }) },
)
const steps = fc.array(step, { maxLength: 3 })
const day = fc.record({
  ...{ morning: steps, onTime: steps, late: steps, after: steps },
  ...{ closing: crowdOf(CROWD, CROWD), rest: fc.boolean() },
})
type Change = { who: string; change: string }
type Step = { presses: Press[] } | { roster: Change[]; follow: boolean }

/** The times at which a stretch of the day begins; its steps are ten seconds apart. */
const TIMES = { morning: '10:01:00', onTime: '13:50:00', late: '14:20:00', after: '16:10:30' }

type Run = Pressed & { model: Model }

async function take(run: Run, one: Step, now: Time): Promise<void> {
  if ('presses' in one) {
    await pressAll(run, one.presses, now)
    for (const press of one.presses) run.model.does(press, madeOf(press, now))
    return
  }
  for (const each of one.roster) {
    await changeRoster(run.life, each)
    run.model.roster(each.who, each.change)
  }
  if (!one.follow) return
  run.life.ctx.set(`2026-11-27T${now}+08:00`)
  await followRoster(run.life.ctx)
  run.model.follow()
}

const CHANGES: Record<string, object> = {
  leaves: { left_on: '2026-11-26' },
  returns: { left_on: null },
  exempt: { status: '长期不便参会' },
  counts: { status: '在册在岗' },
  movesOut: { branch_id: 'B10' },
  movesIn: { branch_id: 'B13' },
}

async function changeRoster({ db, ctx }: Life, { who, change }: Change): Promise<void> {
  const row = CHANGES[change]
  if (row !== undefined) {
    await db.updateTable('roster_members').set(row).where('id', '=', who).execute()
    return
  }
  const asked = { member_id: who, branch_id: 'B13', class: '离退休', approval: '', proposed_by: SECRETARY }
  const days = { from_on: '2026-11-01', until_on: null, proposed_at: ctx.now() }
  await db
    .insertInto('attendance_exemptions')
    .values({ ...asked, ...days, state: 'approved', decided_by: SECRETARY, decided_at: ctx.now() })
    .execute()
}

type Plan = { [P in keyof typeof TIMES]: Step[] } & { closing: Press[]; rest: boolean }

async function liveThrough(life: Life, plan: Plan): Promise<void> {
  const run = { ...(await pressedLife(life)), model: new Model([...MEMBERS, ...LEADERS], OUTSIDERS) }
  const { model } = run
  const stretch = async (name: keyof typeof TIMES) => {
    for (const [n, one] of plan[name].entries()) await take(run, one, later(TIMES[name], n * 10))
    await judge(run)
  }
  await stretch('morning')
  await letFallDue(life, '13:45:00')
  model.freeze()
  await judge(run)
  await stretch('onTime')
  await stretch('late')
  // The last ones press while the roll is closed: the close comes before some of them.
  const closing = plan.closing.map((one) => ({ ...one, kind: 'checkInLate' }))
  life.ctx.set(at('16:10:00'))
  await Promise.all([pressAll(run, closing, '16:10:00'), letFallDue(life, '16:10:00')])
  for (const one of closing) model.does(one, madeOf(one, '16:10:00'))
  model.close()
  await stretch('after')
  if (plan.rest) {
    await pressAll(run, [{ who: SECRETARY, kind: 'rest', crash: null, twice: true }], '16:20:00')
    model.rest('absent')
  }
  await judge(run)
  await deliverAgain(run)
}

function later(time: Time, seconds: number): Time {
  return Temporal.PlainTime.from(time).add({ seconds }).toString()
}

/** The handbook's invariants, and the same counts wherever they are shown. */
async function judge({ life, model }: Run): Promise<void> {
  const tally = model.tally()
  const { expected, present, late, leave, absent, unconfirmed } = tally
  if (model.isClosed) expect(present + leave + absent + unconfirmed).toBe(expected)
  expect(late).toBeLessThanOrEqual(present)
  expect(await life.act((tx) => rollOf(tx, MEETING))).toEqual(tally)
  expect(await life.act((tx) => repliesOf(tx, MEETING))).toEqual(model.replies())
  const figures = await life.db.selectFrom('pub_attendance').selectAll().execute()
  expect(figures).toMatchObject([{ due: expected, present, late, leave, absent, unconfirmed }])
  await judgeList(life, model)
  expect(await shownCounts(life)).toEqual(model.isFrozen ? shownOf(tally, model.isClosed) : null)
}

/** Everybody has one place on the list, and whoever dropped out keeps what they said. */
async function judgeList({ db }: Life, model: Model): Promise<void> {
  const rows = await db
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_replies as r', (join) =>
      join.onRef('r.meeting_id', '=', 'd.meeting_id').onRef('r.member_id', '=', 'd.member_id'),
    )
    .select(['d.member_id', 'd.standing', 'r.reply'])
    .execute()
  const kept = new Map(rows.map((row) => [row.member_id, [row.standing, row.reply]]))
  const wanted = [...model.people].filter(([, { role }]) => role !== null)
  expect(kept).toEqual(new Map(wanted.map(([who, { role, reply }]) => [who, [role, reply]])))
}

/** What the card in the group says; null before there is one. */
async function shownCounts({ ctx, db, act }: Life): Promise<Record<string, number> | null> {
  const sent = db.selectFrom('letters_letters').select(['id', 'ref', 'receiver'])
  const row = await sent.where('kind', '=', 'attendance.checkin').executeTakeFirst()
  if (row === undefined) return null
  const letter = { id: LetterId.parse(row.id), kind: 'attendance.checkin', ref: row.ref } as const
  const to = receiverOf(row.receiver)
  const card = await act((tx) =>
    registry.letters.kinds['attendance.checkin'].render(ctx, tx, { ...letter, to }),
  )
  const counts = JSON.stringify(card).matchAll(/(应到|已签到|实到|请假|缺席|待核实|列席)(\d+)/g)
  return Object.fromEntries([...counts].map(([, name = '', count]) => [name, Number(count)]))
}

/** The same, as it has to be. */
function shownOf(tally: Tally, isClosed: boolean): Record<string, number> {
  const { expected: 应到, present, leave: 请假, absent: 缺席, unconfirmed: 待核实, observers: 列席 } = tally
  if (!isClosed) return { 应到, 已签到: present }
  if (present + 缺席 === 0 && 待核实 > 0) return { 应到 }
  const missing = 待核实 > 0 && 缺席 === 0 ? {} : { 缺席 }
  return { 应到, 实到: present, 请假, ...missing, ...(待核实 > 0 && { 待核实 }), ...(列席 > 0 && { 列席 }) }
}

/** What the platform delivers once more, in a crowd, changes nothing. */
async function deliverAgain({ life, clicks }: Run): Promise<void> {
  const before = await stateOf(life)
  for (let from = 0; from < clicks.length; from += CROWD) {
    const some = clicks.slice(from, from + CROWD)
    await Promise.all(some.map((click) => handleClick(life.ctx, registry.letters, click)))
  }
  expect(await stateOf(life)).toEqual(before)
}

test('whatever a crowd presses, whatever is lost on the way or comes twice, and whoever comes and goes: the counts are right', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (plan) => {
      await using life = await aMorning()
      await liveThrough(life, plan)
    }),
    { numRuns: 8 },
  )
}, 300_000)
