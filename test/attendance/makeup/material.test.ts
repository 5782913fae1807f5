import { expect, test } from 'vitest'
import { refreshCards } from '../../../src/letters/renewal/service.ts'
import { registry } from '../../../src/router.ts'
import { aLife } from '../../support/a-life.ts'
import { allUpdated, updatable } from '../../support/stale-cards.ts'
import { todoOf } from '../../support/todo.ts'

const [SECRETARY, ONE] = ['M0213', 'M0230']
const data = { meeting: 'A047' }

/** M0230 was absent, and is asked to learn from the record. */
async function anAsking() {
  const life = await aLife({ only: ['A047'], now: '2026-11-25T13:50:00+08:00' })
  await life.press('M0231', 'attendance.checkIn', { data })
  await life.liveUntil('2026-11-25T16:15:00+08:00')
  await life.press(SECRETARY, 'attendance.mark', { data: { ...data, member: ONE, mark: 'absent' } })
  await life.press(SECRETARY, 'attendance.markRest', { data: { ...data, mark: 'present' } })
  const handIn = { data: { request: 'R-A047' }, form: { content: '传达学习全会精神，讨论明年计划。' } }
  await life.press(SECRETARY, 'reports.handIn', handIn)
  expect(await life.press(SECRETARY, 'attendance.arrangeMakeup', { data, form: { given: '' } })).toBe(
    '已安排1人补学，最晚12月9日提交。',
  )
  await life.settle()
  return life
}

test('the record is the material unless another is given, and what is open stands in 待办 until it is written', async () => {
  await using life = await anAsking()
  const received = () => JSON.stringify(life.sent.filter(({ to }) => to.id === `ou_${ONE}`).at(-1)?.content)
  expect(received()).toContain('传达学习全会精神，讨论明年计划。')
  expect(await todoOf(life, ONE)).toContain('补学待提交：第四季度支部党员大会，最晚12月9日')
  expect(await life.press(ONE, 'attendance.openMakeup', { data })).toBe('补学资料已发到与您的私聊。')
  await life.settle()
  expect(received()).toContain('传达学习全会精神，讨论明年计划。')
  // One reminder, the working day before the last; nothing after that.
  await life.liveUntil('2026-12-08T12:00:00+08:00')
  const reminders = await life.letters('attendance.makeupDue')
  expect(reminders.map(({ ended }) => ended)).toEqual(['sent'])
  expect(await life.press(ONE, 'attendance.makeUp', { data, form: { words: '有收获' } })).toBe(
    '已提交，计为补学。',
  )
  expect(await todoOf(life, ONE)).not.toContain('补学')
  await life.say(ONE, '我的记录')
  await life.settle()
  expect(received()).toContain('应到1次：实到0，请假0，缺席1；其中已补学1。')
  expect(received()).toContain('缺席，已补学')
})

test('a corrected roll updates the card that was sent, and on day 13 no third card follows', async () => {
  await using life = await anAsking()
  await allUpdated(life)
  await life.press(SECRETARY, 'attendance.mark', { data: { ...data, member: ONE, mark: 'present' } })
  expect(await updatable(life, '2026-11-25T16:20:00+08:00')).toContain('attendance.makeup')
  await life.press(SECRETARY, 'attendance.mark', { data: { ...data, member: ONE, mark: 'absent' } })
  await life.liveUntil('2026-12-08T17:00:00+08:00')
  await refreshCards(life.ctx, registry.letters)
  await life.settle()
  const kinds = (await life.letters()).filter(({ kind }) => kind.startsWith('attendance.makeup'))
  expect(kinds.map(({ kind }) => kind)).toEqual(['attendance.makeup', 'attendance.makeupDue'])
})
