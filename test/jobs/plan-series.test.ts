import { expect, test } from 'vitest'
import type { Series } from '../../config/college.ts'
import { planSeries } from '../../jobs/plan-series.ts'
import { keepTable, readTable } from '../../src/calendar/service.ts'
import { BranchId, MeetingId, MemberId, SeriesId } from '../../src/ids.ts'
import { cancelMeeting, changeMeeting, lockMeeting } from '../../src/meetings/service.ts'
import { takeUpMeetings } from '../../src/planning/service.ts'
import { OF_2027 } from '../calendar/tables.ts'
import { aSeries } from '../meetings/series/lived.ts'
import { aLife, type Life } from '../support/a-life.ts'

const SECRETARY = MemberId.parse('M0213')
const day = aSeries({
  ...{ id: SeriesId.parse('day-B10'), place: '信息楼305' },
  audience: { kind: 'branch', branch: BranchId.parse('B10') },
})
const DECEMBER = MeetingId.parse('day-B10-20261209')
const JANUARY = MeetingId.parse('day-B10-20270113')

/** The meetings of a branch on the wall clock, with what became of them. */
async function planned({ db }: Life): Promise<string[]> {
  const columns = ['id', 'starts_local', 'place', 'state', 'version'] as const
  const rows = await db.selectFrom('meetings_meetings').select(columns).orderBy('id').execute()
  return rows.map(({ id, starts_local, place, state, version }) =>
    [id.slice('day-B10-'.length), starts_local, place, state, `v${version}`].join(' '),
  )
}
const DECEMBER_9 = '20261209 2026-12-09T14:00:00 信息楼305 scheduled v1'
const JANUARY_13 = '20270113 2027-01-13T14:00:00 信息楼305 scheduled v1'

/** B10's secretary holds one occurrence somewhere else. */
async function moveTo(life: Life, id: MeetingId, place: string): Promise<void> {
  await life.act(async (tx) => {
    const old = await lockMeeting(tx, id)
    await changeMeeting(life.ctx, tx, { old, next: { ...old, place }, by: SECRETARY })
    await takeUpMeetings(life.ctx, tx, [id])
  })
}

const join = (life: Life, meeting: MeetingId) =>
  life.press('M0230', 'attendance.answer', { data: { meeting, reply: 'join', place: 'group' } })
const keys = async (life: Life, kind: string) => (await life.letters(kind)).map(({ key }) => key)

test('twenty planners at once, night after night, plan each occurrence once, eight weeks ahead', async () => {
  await using life = await aLife({ only: [] })
  await Promise.all(Array.from({ length: 20 }, () => planSeries(life.ctx, [day])))
  expect(await planned(life)).toEqual([DECEMBER_9, JANUARY_13])
  life.ctx.set('2026-11-24T03:30:00+08:00')
  await planSeries(life.ctx, [day])
  expect(await planned(life)).toEqual([DECEMBER_9, JANUARY_13])
  const booked = life.db.selectFrom('roster_audit').select('about').where('act', 'like', 'meetings.%')
  expect((await booked.execute()).map(({ about }) => about).toSorted()).toEqual([DECEMBER, JANUARY])
  const alarms = life.db.selectFrom('alarms_alarms').select('key').where('kind', '=', 'meetings.notice')
  expect((await alarms.execute()).map(({ key }) => key).toSorted()).toEqual([
    `meetings.notice:${DECEMBER}:v1`,
    `meetings.notice:${JANUARY}:v1`,
  ])
  life.ctx.set('2026-12-17T03:30:00+08:00')
  await planSeries(life.ctx, [day])
  // Eight weeks on is the eleventh of February, whose year has no official table.
  expect((await planned(life)).at(-1)).toBe('20270210 2027-02-10T14:00:00 信息楼305 scheduled v1')
})

test('a day off of an uncovered year is kept by law, and each administrator is told once', async () => {
  await using life = await aLife({ only: [] })
  const first = { ...day, rrule: 'FREQ=MONTHLY;BYMONTHDAY=1', dayOff: 'skip' } satisfies Series
  await planSeries(life.ctx, [first])
  await planSeries(life.ctx, [first])
  expect(await planned(life)).toEqual(['20261201 2026-12-01T14:00:00 信息楼305 scheduled v1'])
  expect(await keys(life, 'calendar.uncovered')).toEqual(
    ['M0140', 'M0141', 'M0142'].map((admin) => `calendar.uncovered:COL1:2027:${admin}`),
  )
})

test('a changed series changes what is to come and nobody touched, by the usual notice', async () => {
  await using life = await aLife({ only: [] })
  const weekly = { ...day, rrule: 'FREQ=WEEKLY;BYDAY=WE', until: Temporal.PlainDate.from('2026-12-16') }
  await planSeries(life.ctx, [weekly])
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  await moveTo(life, DECEMBER, '操场')
  await life.act((tx) =>
    cancelMeeting(life.ctx, tx, { id: MeetingId.parse('day-B10-20261216'), reason: '运动会', by: SECRETARY }),
  )
  const at = Temporal.PlainTime.from('15:00')
  await planSeries(life.ctx, [{ ...weekly, at }])
  await planSeries(life.ctx, [{ ...weekly, at }])
  expect(await planned(life)).toEqual([
    '20261125 2026-11-25T14:00:00 信息楼305 ended v1',
    '20261202 2026-12-02T15:00:00 信息楼305 scheduled v2',
    '20261209 2026-12-09T14:00:00 操场 scheduled v2',
    '20261216 2026-12-16T14:00:00 信息楼305 cancelled v1',
  ])
  await life.settle()
  // Announced on the Friday before: its move is told; nobody has heard of the one after.
  expect(await keys(life, 'meetings.notice')).toEqual([
    'meetings.notice:day-B10-20261125:v1',
    'meetings.notice:day-B10-20261202:v1',
    'meetings.notice:day-B10-20261202:v2',
  ])
})

test('what a series names no more is cancelled, unless somebody answered or changed it: then it is asked', async () => {
  await using life = await aLife({ only: [] })
  await planSeries(life.ctx, [
    { ...day, rrule: 'FREQ=WEEKLY;BYDAY=WE', until: Temporal.PlainDate.from('2026-12-09') },
  ])
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await join(life, MeetingId.parse('day-B10-20261125'))
  await moveTo(life, DECEMBER, '操场')
  await planSeries(life.ctx, [])
  await planSeries(life.ctx, [])
  expect((await planned(life)).map((line) => line.split(' ')[3])).toEqual([
    'scheduled',
    'cancelled',
    'scheduled',
  ])
  const asked = await life.letters('attendance.dropped')
  expect(asked.map(({ ref, receiver }) => `${ref} ${receiver}`).toSorted()).toEqual(
    ['day-B10-20261125', DECEMBER].flatMap((id) =>
      ['M0140', 'M0141', 'M0142'].map((admin) => `${id} person:${admin}`),
    ),
  )
})

test('a series that comes back takes up what it had given up', async () => {
  await using life = await aLife({ only: [] })
  await planSeries(life.ctx, [day])
  await planSeries(life.ctx, [])
  expect((await planned(life)).every((line) => line.includes('cancelled'))).toBe(true)
  await planSeries(life.ctx, [day])
  expect(await planned(life)).toEqual([DECEMBER_9.replace('v1', 'v2'), JANUARY_13.replace('v1', 'v2')])
})

test('the official table moves what is to come, and leaves what a person decided', async () => {
  await using life = await aLife({ only: [] })
  const two = [day, { ...day, id: SeriesId.parse('eve-B10'), at: Temporal.PlainTime.from('19:00') }]
  await planSeries(life.ctx, two)
  await moveTo(life, MeetingId.parse('eve-B10-20270113'), '操场')
  const reading = readTable(`${OF_2027}\n2027-01-13 校庆 放假`)
  if (!reading.ok) throw new Error(reading.faults.map(({ what }) => what).join())
  // The table counts from the moment it is kept, also where it has not been followed yet.
  await life.act((tx) => keepTable(life.ctx, tx, { reading, by: 'file' }))
  await planSeries(life.ctx, two)
  expect((await planned(life)).filter((line) => line.startsWith('2027'))).toEqual([
    '20270113 2027-01-14T14:00:00 信息楼305 scheduled v2',
    '20270113 2027-01-13T19:00:00 操场 scheduled v2',
  ])
})

test('of twenty planners and a person at once, none undoes what the person did', async () => {
  await using life = await aLife({ only: [] })
  await planSeries(life.ctx, [day])
  const changed = { ...day, place: '礼堂' }
  const crowd = Array.from({ length: 20 }, () => planSeries(life.ctx, [changed]))
  await Promise.all([...crowd, moveTo(life, DECEMBER, '操场')])
  const [first, second] = await planned(life)
  expect(first).toMatch(/^20261209 2026-12-09T14:00:00 操场 scheduled v[23]$/)
  expect(second).toBe(JANUARY_13.replace('信息楼305', '礼堂').replace('v1', 'v2'))
})
