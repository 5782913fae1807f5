import { expect, test } from 'vitest'
import { dryRun } from '../../jobs/dry-run.ts'
import type { MeetingType } from '../../config/college.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { buttonsOf, cardOf, linesOf, MEMBER, SECRETARY } from './overview/shown.ts'

const on = (time: string) => `2026-11-25T${time}:00+08:00`
const HALF_AN_HOUR = Temporal.Duration.from('PT30M')

type Wanted = { confirm: Temporal.Duration | null; type?: Temporal.Duration | null }

/** A college that lets whoever joins be told once more; A047 is booked then, and announced. */
async function wanting({ confirm, type }: Wanted): Promise<Life> {
  const life = await aLife({ only: [] })
  const { settings } = life.ctx
  const changed = (one: MeetingType): MeetingType =>
    one.name === '支部党员大会' && type !== undefined ? { ...one, reminders: { confirm: type } } : one
  const reminders = { ...settings.reminders, confirm }
  Object.assign(life.ctx, { settings: { ...settings, reminders, types: settings.types.map(changed) } })
  await life.book(life.college.meetings.filter(({ id }) => id === 'A047'))
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  return life
}

const answer = (life: Life, who: string, reply: 'join' | 'leave') =>
  life.press(who, 'attendance.answer', { data: { meeting: 'A047', reply, place: 'group' } })
const told = async (life: Life) =>
  (await life.letters('attendance.confirm')).map(({ receiver, ended }) => [receiver, ended])

test('whoever joins gets one word half an hour before the start, and nobody else', async () => {
  await using life = await wanting({ confirm: HALF_AN_HOUR })
  for (const who of [MEMBER, 'M0231', 'M0232']) await answer(life, who, 'join')
  await life.press('M0232', 'attendance.category', { data: { meeting: 'A047', category: '公务' } })
  await life.liveUntil(on('13:29'))
  expect(await told(life)).toEqual([])
  await life.liveUntil(on('13:31'))
  expect(await told(life)).toEqual([
    [`person:${MEMBER}`, 'sent'],
    ['person:M0231', 'sent'],
  ])
  const card = await cardOf(life, MEMBER, 'attendance.confirm')
  expect(linesOf(card)[0]).toMatch(/^提醒：第四季度支部党员大会将于14:00开始，地点.+。到场后请签到。$/)
  expect([...buttonsOf(card).keys()]).toEqual(['改为请假'])
})

test('whoever cannot come after all says so on it', async () => {
  await using life = await wanting({ confirm: HALF_AN_HOUR })
  await answer(life, MEMBER, 'join')
  await life.liveUntil(on('13:40'))
  const button = buttonsOf(await cardOf(life, MEMBER, 'attendance.confirm')).get('改为请假')
  await life.press(MEMBER, button?.action ?? '', { data: { ...button?.data } })
  const card = await cardOf(life, MEMBER, 'attendance.confirm')
  expect([...buttonsOf(card).keys()]).toContain('公务')
})

test('nobody is told of a meeting that was moved away, cancelled, or whose notice was taken back', async () => {
  const off = { moved: { start: '2026-11-26T14:00' }, cancelled: { cancelled: '场地维修' } }
  for (const over of [off.moved, off.cancelled]) {
    await using life = await wanting({ confirm: HALF_AN_HOUR })
    await answer(life, MEMBER, 'join')
    const planned = life.college.meetings.filter(({ id }) => id === 'A047')
    const start = 'start' in over ? Temporal.PlainDateTime.from(over.start) : undefined
    await life.book(planned.map((one) => ({ ...one, ...over, start: start ?? one.start })))
    await life.liveUntil(on('13:50'))
    expect(await told(life)).toEqual([])
  }
  await using life = await wanting({ confirm: HALF_AN_HOUR })
  await answer(life, MEMBER, 'join')
  await life.db.updateTable('meetings_meetings').set({ withdrawn: 1 }).where('id', '=', 'A047').execute()
  await life.liveUntil(on('13:50'))
  expect(await told(life)).toEqual([])
})

test('a type may have it otherwise than the college, and by itself nobody gets it', async () => {
  const cases: [Wanted, number][] = [
    [{ confirm: null }, 0],
    [{ confirm: null, type: HALF_AN_HOUR }, 1],
    [{ confirm: HALF_AN_HOUR, type: null }, 0],
  ]
  for (const [wanted, count] of cases) {
    await using life = await wanting(wanted)
    await answer(life, MEMBER, 'join')
    await life.liveUntil(on('13:40'))
    expect(await told(life)).toHaveLength(count)
  }
})

test('it says why it came, and whoever books a meeting reads when it will', async () => {
  await using life = await wanting({ confirm: HALF_AN_HOUR })
  await answer(life, MEMBER, 'join')
  await life.liveUntil(on('13:40'))
  const [letter] = await life.letters('attendance.confirm')
  const { why } = registry.letters.kinds['attendance.confirm']
  if (typeof why !== 'function') throw new Error('no cause of its own')
  const to = { person: MemberId.parse(MEMBER) }
  const one = {
    id: LetterId.parse(letter?.id),
    kind: 'attendance.confirm',
    ref: letter?.ref ?? '',
    to,
  } as const
  expect(await life.act((tx) => why(life.ctx, tx, one))).toMatchObject({
    because: '您已反馈参加11月25日第四季度支部党员大会',
    rule: { says: '学院设定会前30分钟提醒已反馈参加的同志', key: 'reminders.confirm' },
  })
  await life.say(SECRETARY, '开会 12月9日下午两点 支部党员大会 信息楼305 议题：学习')
  expect(JSON.stringify(await cardOf(life, SECRETARY, 'meetings.convene'))).toContain(
    '已反馈参加的人将于12月9日13:30各收到一次会前提醒。',
  )
})

test('it stands in the preview of what will be sent', async () => {
  await using life = await wanting({ confirm: HALF_AN_HOUR })
  await answer(life, MEMBER, 'join')
  const until = Temporal.Instant.from(on('15:00'))
  const { sendings } = await dryRun(life.ctx, registry, { until, patienceMs: 60_000 })
  const found = sendings.filter(({ kind }) => kind === 'attendance.confirm')
  expect(found).toMatchObject([{ to: { person: MEMBER }, subject: '11月25日第四季度支部党员大会' }])
  expect(found[0]?.at.equals(Temporal.Instant.from(on('13:30')))).toBe(true)
})
