import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { MeetingId } from '../../src/ids.ts'
import { bookMeetings, cancelMeeting } from '../../src/meetings/service.ts'
import { takeUpMeetings } from '../../src/reports/service.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { reportDue } from '../../src/time/dues.ts'
import { aScene, college, LEADER, past, SECRETARY, textOf } from './setup.ts'

const A047 = college.meetings.filter(({ id }) => id === 'A047')

test('every due instant of the history follows from the rule', async () => {
  const where = { zone: college.settings.timezone, calendar: openCalendar(await loadHolidays()) }
  const reports = past.flatMap(({ end, report }) => (report === null ? [] : [{ end, due: report.dueAt }]))
  expect(reports).toHaveLength(62)
  for (const { end, due } of reports) {
    expect(String(reportDue(end, college.settings.reports.due, where))).toBe(String(due))
  }
})

test('a report of the past that is still due is asked for privately, of whoever writes it', async () => {
  await using scene = await aScene()
  expect((await scene.written()).map(({ kind, receiver }) => [kind, receiver])).toEqual([
    ['reports.after', `person:${LEADER}`],
  ])
  const text = textOf(await scene.card({ kind: 'reports.after', ref: 'A044' }))
  expect(text).toContain('第一党小组')
  expect(text).toContain('11月23日18:00')
  for (const { name } of college.members) expect(text).not.toContain(name)
})

test('a request that stands in a chat from before says what and until when, without names', async () => {
  await using scene = await aScene()
  const text = textOf(await scene.card({ kind: 'reports.request', ref: 'R-A044' }))
  expect(text).toContain('11月23日18:00')
  for (const { name } of college.members) expect(text).not.toContain(name)
})

test('of the past only what is still ahead is set as an alarm, and overdue reports write nothing', async () => {
  await using scene = await aScene(['A044', 'A014', 'A028', 'A020'])
  expect((await scene.alarmsSet()).map(({ key, due }) => [key, local(due)])).toEqual([
    ['reports.chase:R-A044:0', '11-23T10:00'],
    ['reports.chase:R-A014:2', '11-23T18:00'],
    ['reports.chase:R-A044:1', '11-23T18:00'],
    ['reports.chase:R-A044:2', '11-24T18:00'],
    ['reports.escalate:R-A014', '11-24T18:00'],
    ['reports.escalate:R-A044', '11-25T18:00'],
  ])
  expect((await scene.written()).map(({ ref }) => ref)).toEqual(['A044'])
})

test('history is recorded once, whatever its state, with its version and its return reason', async () => {
  await using scene = await aScene(['A020'])
  expect(await scene.request()).toMatchObject({ state: 'returned', late: false, owner_id: 'M0098' })
  expect((await scene.request()).return_reason).toContain('缺少签到照片')
  expect(await scene.versions()).toHaveLength(1)
})

test('a meeting that took place is asked for its report when its roll is closed', async () => {
  await using scene = await aScene([])
  await book(scene)
  const [ask] = (await scene.alarmsSet()).filter(({ kind }) => kind === 'reports.ask')
  if (ask === undefined) throw new Error('no alarm')
  const { ends_at } = await scene.db.selectFrom('meetings_meetings').selectAll().executeTakeFirstOrThrow()
  expect(String(ask.due)).toBe(String(ends_at.add({ minutes: 30 })))
  scene.ctx.set(String(ask.due))
  expect(await scene.runAlarm({ ...ask, kind: 'reports.ask' })).toBe('done')
  expect(await scene.runAlarm({ ...ask, kind: 'reports.ask' })).toBe('obsolete')
  expect(await scene.request()).toMatchObject({
    id: 'R-A047',
    owner_id: SECRETARY,
    state: 'open',
  })
})

test('a cancelled meeting owes no report', async () => {
  await using scene = await aScene([])
  await book(scene)
  const id = MeetingId.parse('A047')
  await scene.run((tx) => cancelMeeting(scene.ctx, tx, { id, reason: '监考冲突', by: SECRETARY }))
  expect(await scene.runAlarm({ kind: 'reports.ask', key: 'reports.ask:A047:v1', ref: 'A047@1' })).toBe(
    'obsolete',
  )
})

test('the alarm of an older plan asks for nothing', async () => {
  await using scene = await aScene([])
  await book(scene)
  expect(await scene.runAlarm({ kind: 'reports.ask', key: 'reports.ask:A047:v0', ref: 'A047@0' })).toBe(
    'obsolete',
  )
})

test('the owner is reminded privately while the report is owed, with words that fit the hour', async () => {
  await using scene = await aScene()
  const chase = { kind: 'reports.chase', key: 'reports.chase:R-A044:0', ref: 'R-A044' } as const
  scene.ctx.set('2026-11-23T10:00:00+08:00')
  expect(await scene.runAlarm(chase)).toBe('done')
  expect((await scene.written()).at(-1)).toMatchObject({
    receiver: `person:${LEADER}`,
    kind: 'reports.chase',
  })
  expect(textOf(await scene.card(chase))).toContain('今天18:00截止')
  scene.ctx.set('2026-11-23T18:00:00+08:00')
  expect(textOf(await scene.card(chase))).toContain('已到截止时间（11月23日18:00）')
  scene.ctx.set('2026-11-24T18:00:00+08:00')
  expect(textOf(await scene.card(chase))).toContain('已超过截止时间1天')
})

test('when the owner has left, the secretary is reminded', async () => {
  await using scene = await aScene()
  await scene.db
    .updateTable('roster_members')
    .set({ left_on: '2026-11-22' })
    .where('id', '=', LEADER)
    .execute()
  await scene.runAlarm({ kind: 'reports.chase', key: 'reports.chase:R-A044:0', ref: 'R-A044' })
  expect((await scene.written()).at(-1)?.receiver).toBe(`person:${SECRETARY}`)
})

test('the administrator in charge hears of it once, and nobody once the report is in', async () => {
  await using scene = await aScene()
  const escalate = { kind: 'reports.escalate', key: 'reports.escalate:R-A044', ref: 'R-A044' } as const
  expect(await scene.runAlarm(escalate)).toBe('done')
  const told = (await scene.written()).filter(({ kind }) => kind === 'reports.escalation')
  expect(told.map(({ receiver }) => receiver)).toEqual(['person:M0140'])
  expect(textOf(await scene.card({ kind: 'reports.escalation', ref: 'R-A044' }))).toContain('本科二支部')
  await scene.db.updateTable('reports_requests').set({ state: 'submitted' }).execute()
  expect(await scene.runAlarm(escalate)).toBe('obsolete')
  expect(await scene.runAlarm({ kind: 'reports.chase', key: 'reports.chase:R-A044:1', ref: 'R-A044' })).toBe(
    'obsolete',
  )
  expect(await scene.isRelevant({ kind: 'reports.chase', ref: 'R-A044' })).toBe(false)
})

test('what comes due in the night is written for the next allowed hour', async () => {
  await using scene = await aScene()
  scene.ctx.set('2026-11-23T23:00:00+08:00')
  await scene.runAlarm({ kind: 'reports.chase', key: 'reports.chase:R-A044:1', ref: 'R-A044' })
  const last = (await scene.written()).at(-1)
  expect(last && local(last.due)).toBe('11-24T07:30')
})

async function book(scene: Awaited<ReturnType<typeof aScene>>): Promise<void> {
  await scene.run(async (tx) => {
    const changed = await bookMeetings(scene.ctx, tx, A047)
    await takeUpMeetings(scene.ctx, tx, changed)
    await takeUpMeetings(scene.ctx, tx, changed)
  })
}

function local(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(5, 16)
}
