import { expect, test } from 'vitest'
import { rollOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { ask, cards, decide, nameOf, ONE, SECRETARY, theCard, TWO } from '../leaves/cards.ts'
import { press, type Registry } from '../press.ts'

const on = (time: string) => `2026-11-25T${time}:00+08:00`
const answer = (reply: 'join' | 'leave') => ({
  name: 'attendance.answer',
  data: { meeting: 'A047', reply, place: 'group' },
})
const CHECK_IN = { name: 'attendance.checkIn', data: { meeting: 'A047' } }
const LATE = '请假已提交，等待审批。因在反馈截止后提出，记为补假。'
const counts = (life: Registry) => life.act((tx) => rollOf(tx, MeetingId.parse('A047')))

test('after the answers were due leave is taken as late, kindly, and marked so where it is decided', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-24T16:59:00+08:00')
  expect(await press(life, ONE, ask())).toBe('请假已提交，等待审批。')
  await life.liveUntil('2026-11-24T17:00:00+08:00')
  expect(await press(life, TWO, ask())).toBe(LATE)
  const { lines } = await theCard(life)
  expect(lines.slice(1)).toEqual([`${nameOf(life, ONE)}，事假`, `${nameOf(life, TWO)}，事假，补假`])
  expect(await press(life, SECRETARY, decide(TWO))).toBe('已记录，将告知本人。')
  const rows = life.db.selectFrom('attendance_leaves').select(['member_id', 'late']).orderBy('member_id')
  expect(await rows.execute()).toEqual([
    { member_id: ONE, late: false },
    { member_id: TWO, late: true },
  ])
})

test('what the college lets pass passes until the start; from then on the secretary decides on all', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('13:59'))
  expect(await press(life, ONE, ask('公务'))).toBe('您的请假已获同意。')
  await life.liveUntil(on('14:00'))
  expect(await press(life, TWO, ask('公务'))).toBe(LATE)
  expect((await theCard(life)).lines.slice(1)).toEqual([`${nameOf(life, TWO)}，公务，补假`])
})

test('once it has begun nobody says 参加, and leave is taken until the check-in closes', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('14:20'))
  expect(await press(life, ONE, answer('join'))).toBe('会议已开始，反馈已截止。不能到会的，结束前仍可请假。')
  expect((await life.written('meetings.notice'))[0]?.shows).toContain('"text":"请假"')
  expect(await press(life, ONE, answer('leave'))).toContain('还差一步')
  const [form] = await life.written('attendance.leaveForm')
  expect(form).toMatchObject({ receiver: `person:${ONE}`, isRelevant: true })
  expect(form?.shows).toContain('事假')
  expect(form?.shows).not.toContain('改为参加')
  await press(life, ONE, ask())
  expect((await life.written('attendance.leaveForm'))[0]?.shows).toContain('记为补假')
  await life.liveUntil(on('16:09'))
  expect(await press(life, TWO, ask())).toBe(LATE)
  await life.liveUntil(on('16:10'))
  expect(await press(life, 'M0223', ask())).toBe('会议已结束。')
  expect(await counts(life)).toMatchObject({ leave: 2 })
})

test('whoever has come cannot ask for leave, before the start or after it', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('13:50'))
  await press(life, ONE, CHECK_IN)
  const kindly = '您已签到，无需请假。如系误点，请告知支部书记。'
  for (const made of [answer('leave'), ask()]) expect(await press(life, ONE, made)).toBe(kindly)
  await life.liveUntil(on('14:30'))
  for (const made of [answer('leave'), ask('公务')]) expect(await press(life, ONE, made)).toBe(kindly)
  expect(await cards(life)).toEqual([])
})

test('what nobody decided is leave at the close and holds nothing up; a refusal afterwards corrects it', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('14:30'))
  for (const who of [ONE, TWO]) await press(life, who, ask())
  await life.liveUntil(on('16:11'))
  expect(await counts(life)).toMatchObject({ leave: 2 })
  expect(await press(life, SECRETARY, decide(ONE))).toBe('已记录，将告知本人。')
  expect(await press(life, SECRETARY, decide(TWO, 'refused'))).toBe('已记录，将告知本人。')
  expect(await counts(life)).toMatchObject({ leave: 1 })
})

test('twenty who ask late at once stand on one card, all marked', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil(on('14:30'))
  const crowd = Array.from({ length: 20 }, (_, index) => `M0${221 + index}`)
  await Promise.all(crowd.map((who) => press(life, who, ask())))
  expect((await theCard(life)).lines.filter((line) => line.endsWith('，事假，补假'))).toHaveLength(20)
})
