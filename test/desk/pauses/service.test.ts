import { expect, test } from 'vitest'
import { type Life, aLife } from '../../support/a-life.ts'
import { todoOf } from '../../support/todo.ts'

/** A047 is B10's meeting on Wednesday 25 November at 14:00; M0213 is its secretary, M0140 an administrator. */
const SECRETARY = 'M0213'
const ADMIN = 'M0140'

/** The last text that the bot sent: everything else here is a card. */
function answered({ sent }: Life): string {
  return sent.flatMap(({ content }) => ('text' in content ? [content.text] : [])).at(-1) ?? ''
}

const toBranch = (life: Life) => life.letters('meetings.notice')

test('a secretary holds the own branch’s notice, hears what waits, and resumes it in time', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say(SECRETARY, '暂停')
  expect(answered(life)).toContain('目前没有等待发送的消息。')
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  expect((await toBranch(life)).map(({ ended }) => ended)).toEqual([null])
  await life.say(SECRETARY, '暂停')
  expect(answered(life)).toContain('已暂停，无需再次暂停。')
  expect(answered(life)).toContain('会议通知1条，最早的11月25日14:00过时')
  await life.say(SECRETARY, '恢复')
  expect(answered(life)).toContain('现在发送：会议通知1条')
  expect((await toBranch(life)).map(({ ended }) => ended)).toEqual(['sent'])
})

test('what has lapsed in a pause is named and not sent, and resuming twice is told kindly', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say(ADMIN, '暂停 全院')
  await life.liveUntil('2026-11-26T09:00:00+08:00')
  await life.say(ADMIN, '恢复 全院')
  expect(answered(life)).toMatch(/已过时，不再发送：.*会议通知1条/)
  expect((await toBranch(life)).map(({ ended, code }) => [ended, code])).toEqual([['obsolete', 'paused']])
  await life.say(ADMIN, '恢复 全院')
  expect(answered(life)).toBe('全院的通知和提醒没有暂停，无需恢复。')
})

test('a pause of one branch leaves the others alone', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say(ADMIN, '暂停 B09')
  await life.liveUntil('2026-11-24T12:00:00+08:00')
  expect((await toBranch(life)).map(({ ended }) => ended)).toEqual(['sent'])
})

test('in a pause a cancellation is still told, and whoever acts is still answered', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  await life.say(SECRETARY, '暂停')
  await life.press('M0230', 'attendance.answer', {
    data: { meeting: 'A047', reply: 'leave', place: 'group' },
  })
  await life.book(life.planned.map((one) => ({ ...one, cancelled: '场地维修' })))
  await life.settle()
  expect((await toBranch(life)).map(({ ended }) => ended)).toEqual(['sent', 'sent'])
  expect((await life.letters('attendance.leaveForm')).map(({ ended }) => ended)).toEqual(['obsolete'])
})

test('a pause is one however many press for it, and both ends are in the audit', async () => {
  await using life = await aLife({ only: [] })
  await Promise.all(Array.from({ length: 20 }, () => life.hear(SECRETARY, '暂停')))
  // A minute later, for so much in one is a flood.
  await life.db.deleteFrom('desk_talks').execute()
  await Promise.all(Array.from({ length: 20 }, () => life.hear(SECRETARY, '恢复')))
  const pauses = await life.db.selectFrom('desk_pauses').select(['scope', 'ended_at']).execute()
  expect(pauses).toMatchObject([{ scope: 'B10', ended_at: expect.anything() }])
  const audit = await life.db
    .selectFrom('roster_audit')
    .select('act')
    .where('act', 'like', 'desk.%')
    .execute()
  expect(audit.map(({ act }) => act)).toEqual(['desk.pause', 'desk.resume'])
})

test('a member without the right is told who has it', async () => {
  await using life = await aLife({ only: [] })
  await life.say('M0230', '暂停')
  expect(JSON.stringify(life.sent.at(-1))).toContain(
    '这项操作需要支部书记或学院管理员办理。如需协助，可点此转达。',
  )
  await life.say('M0230', '暂停')
  expect(answered(life)).toBe('暂停和恢复消息需要该支部的书记或学院管理员办理。')
  expect(await life.db.selectFrom('desk_pauses').select('id').execute()).toEqual([])
})

test('a pause that runs stands among the to-dos of those who may end it, and ends there with one press', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say(SECRETARY, '暂停')
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  for (const who of [SECRETARY, ADMIN])
    expect(await todoOf(life, who)).toContain('消息已暂停：本科二支部，自11月20日09:00起')
  for (const who of ['M0230', 'M0001']) expect(await todoOf(life, who)).not.toContain('消息已暂停')
  const press = { data: { scope: 'B10' } }
  for (const who of ['M0230', 'M0001'])
    expect(await life.press(who, 'desk.resume', press)).toContain('需要该支部的书记或学院管理员办理')
  expect((await toBranch(life)).map(({ ended }) => ended)).toEqual([null])

  expect(await life.press(SECRETARY, 'desk.resume', press)).toBe('已恢复：本科二支部的通知和提醒。')
  expect(await life.press(ADMIN, 'desk.resume', press)).toBe('本科二支部的通知和提醒没有暂停，无需恢复。')
  await life.settle()
  expect(answered(life)).toContain('现在发送：会议通知1条')
  expect((await toBranch(life)).map(({ ended }) => ended)).toEqual(['sent'])
  expect(await todoOf(life, ADMIN)).not.toContain('消息已暂停')
})

test('a pause of the college is shown to administrators only', async () => {
  await using life = await aLife({ only: [], now: '2026-11-20T09:00:00+08:00' })
  await life.say(ADMIN, '暂停 全院')
  expect(await todoOf(life, ADMIN)).toContain('消息已暂停：全院')
  expect(await todoOf(life, SECRETARY)).not.toContain('消息已暂停')
  expect(await life.press(SECRETARY, 'desk.resume', { data: { scope: 'college' } })).toContain('需要')
})
