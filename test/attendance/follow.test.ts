import { expect, test } from 'vitest'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { tasksOf } from '../../jobs/timetable-tasks.ts'
import { expectedMembers, followRoster, repliesOf, rollOf } from '../../src/attendance/service.ts'
import { registry } from '../../src/router.ts'
import { A047, aFollowedLife, alter, answer, join, leave, live, standing } from './follow-life.ts'
import type { FilesLife } from '../jobs/files-life.ts'

const NEW = 'M9001,新来人,ou_fx_9001,B10,B10G1,正式,,,,是,在册在岗,\n'

/** What the timetable starts at night. */
async function nightOf({ ctx, files, db }: FilesLife) {
  const live = await openLiveCalendar(db)
  return tasksOf({ ctx, registry, files, live, heartbeat: async () => undefined }).night
}

const replies = (life: FilesLife, meeting = A047) => life.act((tx) => repliesOf(tx, meeting))
const added = async (life: FilesLife) =>
  (await life.cards('attendance.added')).map(({ to, ref }) => `${to} ${ref}`)

test('a leaver and a joiner between booking and meeting come out right', async () => {
  await using life = await aFollowedLife()
  expect(await replies(life)).toEqual({ expected: 41, join: 0, leave: 0 })
  await answer(life, 'M0230', 'join')
  await leave(life, 'M0230')
  expect(await replies(life)).toEqual({ expected: 40, join: 0, leave: 0 })
  await join(life, NEW)
  expect(await replies(life)).toEqual({ expected: 41, join: 0, leave: 0 })
  expect(await answer(life, 'M9001', 'join')).toBe('已记录：您将参加。')
  await live(life, '2026-11-25T13:50:00+08:00')
  await life.press('M9001', 'attendance.checkIn', { meeting: 'A047' })
  expect(await life.press('M0230', 'attendance.checkIn', { meeting: 'A047' })).toContain('您无需反馈')
  await live(life, '2026-11-25T18:00:00+08:00')
  expect(await life.act((tx) => rollOf(tx, A047))).toMatchObject({ expected: 41, present: 1 })
})

test('who joins after the notice is told once, with what the meeting is, and nobody else is told anything', async () => {
  await using life = await aFollowedLife()
  await join(life, NEW)
  await life.deliver()
  expect(await added(life)).toEqual(['person:M9001 A047/M9001@1'])
  const [card] = await life.cards('attendance.added')
  expect(card?.says).toMatch(/您已列入第四季度支部党员大会的应到名单.*电气楼118.*参加.*请假/)
  await leave(life, 'M9001')
  await join(life, NEW)
  expect(await replies(life)).toMatchObject({ expected: 42 })
  await live(life, '2026-11-23T12:00:00+08:00')
  expect(await added(life)).toHaveLength(1)
})

/** B13's meeting of 27 November is announced on the 24th at 14:00. */
test('who joins before the notice is told by the notice alone', async () => {
  await using life = await aFollowedLife()
  await join(life, 'M9003,新来人,ou_fx_9003,B13,,正式,,,,是,在册在岗,\n')
  expect(await standing(life, 'A065', 'M9003')).toEqual({ M9003: 'due' })
  await live(life, '2026-11-24T15:00:00+08:00')
  expect(await added(life)).toEqual([])
  await join(life, 'M9004,再来人,ou_fx_9004,B13,,正式,,,,是,在册在岗,\n')
  expect(await added(life)).toEqual(['person:M9004 A065/M9004@1'])
})

test('who joins in the load that moves a meeting is told by its new notice alone', async () => {
  await using life = await aFollowedLife()
  await life.edit('college.yaml', (yaml) => yaml.replace('2026-11-25T14:00', '2026-11-26T14:00'))
  await join(life, NEW)
  await live(life, '2026-11-23T12:00:00+08:00')
  expect(await standing(life, 'A047', 'M9001')).toEqual({ M9001: 'due' })
  expect(await added(life)).toEqual([])
})

test('who leaves and comes back keeps the answer, and the leave with its decision', async () => {
  await using life = await aFollowedLife()
  await answer(life, 'M0231', 'join')
  await answer(life, 'M0232', 'leave')
  await life.fillIn('M0232', 'attendance.leave', { data: { meeting: 'A047' }, form: { category: '事假' } })
  const [request] = await life.cards('attendance.leavesAsked')
  expect(request?.says).toContain('同意')
  const lines = [await leave(life, 'M0231'), await leave(life, 'M0232')]
  expect(await standing(life, 'A047', 'M0231', 'M0232')).toEqual({ M0231: 'out', M0232: 'out' })
  expect((await life.cards('attendance.leavesAsked'))[0]?.says).toContain('已不在应到名单中，无需处理')
  await join(life, lines.join(''))
  expect(await replies(life)).toEqual({ expected: 41, join: 1, leave: 1 })
  expect((await life.cards('attendance.leavesAsked'))[0]?.says).toBe(request?.says)
  expect(await added(life)).toEqual([])
})

test('the card of who dropped out says so quietly, and no message is sent', async () => {
  await using life = await aFollowedLife()
  await live(life, '2026-11-24T14:00:00+08:00')
  const asks = async () => (await life.cards('attendance.ask')).find(({ to }) => to === 'person:M0233')
  expect((await asks())?.says).toContain('暂未收到您的反馈')
  const all = (await life.db.selectFrom('letters_letters').select('id').execute()).length
  await alter(life, 'M0233', (line) => line.replace('在册在岗', '长期不便参会'))
  expect((await asks())?.says).toContain('您可不参加本次会议；如能到场，欢迎签到。')
  await leave(life, 'M0233')
  expect((await asks())?.says).toContain('您已不在本次会议的应到名单中，无需反馈。')
  expect((await asks())?.isRelevant).toBe(false)
  const letters = await life.db.selectFrom('letters_letters').select('kind').execute()
  const others = letters.filter(({ kind }) => kind !== 'roster.loaded' && kind !== 'roster.faulty')
  expect(others).toHaveLength(all)
})

test('a move between branches concerns the meetings of both', async () => {
  await using life = await aFollowedLife()
  await answer(life, 'M0234', 'join')
  await alter(life, 'M0234', (line) => line.replace(/B10,B10G\d/, 'B13,'))
  expect(await standing(life, 'A047', 'M0234')).toEqual({ M0234: 'out' })
  expect(await standing(life, 'A065', 'M0234')).toEqual({ M0234: 'due' })
  await alter(life, 'M0234', (line) => line.replace('B13,', 'B10,B10G1'))
  expect(await standing(life, 'A065', 'M0234')).toEqual({ M0234: 'out' })
  expect(await replies(life)).toMatchObject({ expected: 41, join: 1 })
})

const OF_COMMITTEE =
  '  - { id: C001, for: B10, type: 支部委员会, title: 支委会, start: 2026-11-26T16:00, minutes: 60, place: 信息楼102, host: M0213 }\n'

test('who enters the branch’s committee gets its private notice, and who leaves it reads so on the old one', async () => {
  await using life = await aFollowedLife()
  await life.edit('college.yaml', (yaml) => yaml.replace(/^meetings:\n/m, (line) => line + OF_COMMITTEE))
  await life.poll()
  await live(life, '2026-11-23T17:00:00+08:00')
  const notices = async () => (await life.cards('meetings.notice')).filter(({ ref }) => ref === 'C001@1')
  expect(await notices()).toHaveLength(6)
  await alter(life, 'M0217', (line) => line.replace('纪检委员', ''))
  await alter(life, 'M0230', (line) => line.replace(/正式,[^,]*,/, '正式,纪检委员,'))
  const now = await notices()
  expect(now.map(({ to }) => to).at(-1)).toBe('person:M0230')
  expect(now).toHaveLength(7)
  expect(now.at(-1)?.says).toContain('签到于')
  expect(now.find(({ to }) => to === 'person:M0217')?.says).toContain('您已不在本次会议的应到名单中')
  expect(await added(life)).toEqual([])
})

test('an office entered or left counts from its day: the secretaries are those of the meeting', async () => {
  await using life = await aFollowedLife()
  expect(await standing(life, 'A076', 'M0213', 'M0214')).toEqual({ M0213: 'due' })
  await alter(life, 'M0213', (line) => line.replace('2028-10-14', '2026-11-26'))
  await alter(life, 'M0214', (line) => line.replace('副书记,2025-10-15', '支部书记,2026-11-27'))
  expect(await standing(life, 'A076', 'M0213', 'M0214')).toEqual({ M0213: 'out', M0214: 'due' })
})

test('what a load that was cut off left behind is done at night, also the end of a term', async () => {
  await using life = await aFollowedLife()
  await life.db
    .updateTable('roster_offices')
    .set({ until: '2026-11-24' })
    .where('member_id', '=', 'M0213')
    .execute()
  await life.db
    .updateTable('roster_members')
    .set({ left_on: '2026-11-23' })
    .where('id', '=', 'M0235')
    .execute()
  await (await nightOf(life))(life.ctx.now())
  expect(await standing(life, 'A047', 'M0235')).toEqual({ M0235: 'out' })
  expect(await standing(life, 'A076', 'M0213')).toEqual({ M0213: 'out' })
})

test('once the check-in opens the list is frozen, with a line in the log, and a load changes nothing', async () => {
  await using life = await aFollowedLife()
  await live(life, '2026-11-25T13:45:00+08:00')
  const expected = await life.act((tx) => expectedMembers(tx, A047))
  await leave(life, 'M0230')
  await join(life, NEW)
  await life.edit('college.yaml', (yaml) => yaml.replace(/(id: A047\n(?: {4}.*\n)*? {4}place: ).*/, '$1礼堂'))
  await life.poll()
  await followRoster(life.ctx)
  await live(life, '2026-11-25T18:00:00+08:00')
  expect(await life.act((tx) => expectedMembers(tx, A047))).toEqual(expected)
  const lines = life.db
    .selectFrom('roster_audit')
    .select(['actor', 'details', 'at'])
    .where('about', '=', 'A047')
  expect(await lines.where('act', '=', 'attendance.freeze').execute()).toEqual([
    {
      actor: 'clock',
      details: { expected: 41, exempt: 0, observers: 0 },
      at: Temporal.Instant.from('2026-11-25T13:45:00+08:00'),
    },
  ])
})

test('a meeting that is moved after the opening follows the roster again', async () => {
  await using life = await aFollowedLife()
  await live(life, '2026-11-25T13:50:00+08:00')
  await leave(life, 'M0230')
  await life.edit('college.yaml', (yaml) => yaml.replace('2026-11-25T14:00', '2026-11-26T14:00'))
  await life.poll()
  expect(await standing(life, 'A047', 'M0230')).toEqual({ M0230: 'out' })
  await live(life, '2026-11-26T14:00:00+08:00')
  const lines = life.db.selectFrom('roster_audit').select('details').where('act', '=', 'attendance.freeze')
  expect(await lines.where('about', '=', 'A047').execute()).toHaveLength(2)
})
