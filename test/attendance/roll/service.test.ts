import { expect, test } from 'vitest'
import { press } from '../press.ts'
import { aHeldMeeting, counts, DEPUTY, enter, mark, ONE, OTHER, rest, SECRETARY } from './setup.ts'

const OPEN = { name: 'attendance.roll', data: { meeting: 'A047' } }

test('whoever leads the branch or hosts says who was absent; a member may not', async () => {
  await using life = await aHeldMeeting([ONE, OTHER])
  expect(await counts(life)).toMatchObject({ present: 39, absent: 0, unconfirmed: 2 })
  expect(await press(life, ONE, mark(ONE, 'present'))).toBe('这项操作需要支部书记或主持人办理。')
  expect(await press(life, SECRETARY, mark(ONE, 'absent'))).toBe('已登记。')
  expect(await press(life, DEPUTY, mark(OTHER, 'leave'))).toBe('已登记。')
  expect(await counts(life)).toMatchObject({ present: 39, leave: 1, absent: 1, unconfirmed: 0 })
  const [card] = await life.written('attendance.checkin')
  expect(card?.shows).toContain('应到41，实到39，请假1，缺席1。感谢参加。')
})

test('one button marks all that remain, once, and twenty presses at once are one', async () => {
  await using life = await aHeldMeeting([ONE, OTHER])
  const toasts = await Promise.all(Array.from({ length: 20 }, () => press(life, SECRETARY, rest('absent'))))
  expect(toasts.filter((text) => text === '已登记。')).toHaveLength(1)
  expect(toasts.filter((text) => text === '没有需要登记的变化。')).toHaveLength(19)
  expect(await counts(life)).toMatchObject({ absent: 2, unconfirmed: 0 })
  const changes = await life.db.selectFrom('attendance_mark_changes').select(['member_id']).execute()
  expect(changes.map(({ member_id }) => member_id)).toEqual([ONE, OTHER])
})

test('a slip is taken back within the hour by whoever made it; later it is a correction, with a reason', async () => {
  await using life = await aHeldMeeting([ONE])
  await press(life, DEPUTY, mark(ONE, 'absent'))
  expect(await press(life, DEPUTY, mark(ONE, 'present'))).toBe('已登记。')
  life.ctx.set('2026-11-25T17:20:00+08:00')
  expect(await press(life, DEPUTY, mark(ONE, 'absent'))).toContain('由学院管理员更正')
  expect(await press(life, SECRETARY, mark(ONE, 'absent'))).toBe('更正已登记的人员，请写明原因后再提交。')
  expect(await press(life, SECRETARY, enter('缺席：M0230', '签到有误'))).toBe('已登记。')
  const kept = await life.db
    .selectFrom('attendance_mark_changes')
    .select(['was', 'became', 'by_id', 'reason'])
    .orderBy('id')
    .execute()
  expect(kept).toEqual([
    { was: null, became: 'absent', by_id: DEPUTY, reason: null },
    { was: 'absent', became: 'present', by_id: DEPUTY, reason: null },
    { was: 'present', became: 'absent', by_id: SECRETARY, reason: '签到有误' },
  ])
})

test('the secretary corrects within 72 hours of the close, an administrator afterwards', async () => {
  await using life = await aHeldMeeting([ONE])
  await press(life, SECRETARY, mark(ONE, 'absent'))
  life.ctx.set('2026-11-28T14:10:00+08:00')
  expect(await press(life, SECRETARY, enter('请假：M0230', '补了假条'))).toBe('已登记。')
  life.ctx.set('2026-11-28T16:11:00+08:00')
  expect(await press(life, SECRETARY, enter('缺席：M0230', '说错了'))).toContain('超过72小时')
  expect(await press(life, 'M0140', enter('缺席：M0230', '核实过'))).toBe('已登记。')
  expect(await counts(life)).toMatchObject({ leave: 0, absent: 1 })
})

test('who is to be confirmed may be settled at any time: nothing that was said changes', async () => {
  await using life = await aHeldMeeting([ONE])
  life.ctx.set('2026-12-20T10:00:00+08:00')
  expect(await press(life, SECRETARY, mark(ONE, 'present'))).toBe('已登记。')
})

test('a line is taken whole or not at all, and what could not be taken is there to be mended', async () => {
  await using life = await aHeldMeeting([ONE, OTHER])
  const one = life.college.members.find(({ id }) => id === ONE)?.name ?? ''
  const wrong = `请假：${one}，缺席：张三丰`
  expect(await press(life, SECRETARY, enter(wrong))).toBe('应到名单中没有：张三丰。请核对姓名后再登记。')
  expect(await counts(life)).toMatchObject({ leave: 0, unconfirmed: 2 })
  await press(life, SECRETARY, OPEN)
  expect((await life.written('attendance.roll'))[0]?.shows).toContain(wrong)
  expect(await press(life, SECRETARY, enter(`实到40，请假：${one}`))).toBe('已登记。')
  expect(await counts(life)).toMatchObject({ present: 40, leave: 1, unconfirmed: 0 })
  expect((await life.written('attendance.roll'))[0]?.shows).not.toContain('张三丰')
})

test('a roll is read by those who look after it; an administrator’s look is written down', async () => {
  await using life = await aHeldMeeting([ONE])
  expect(await press(life, ONE, OPEN)).toBe('这项操作需要支部书记或主持人办理。')
  expect(await press(life, SECRETARY, OPEN)).toBe('到会名单已发到与您的私聊。')
  expect(await press(life, 'M0140', OPEN)).toBe('到会名单已发到与您的私聊。')
  const looks = life.db.selectFrom('roster_audit').select('actor').where('act', '=', 'attendance.readByName')
  expect(await looks.execute()).toEqual([{ actor: 'M0140' }])
})

test('before the close nothing is marked by hand', async () => {
  await using life = await aHeldMeeting([ONE])
  await life.db.updateTable('attendance_rolls').set({ state: 'open', closed_at: null }).execute()
  expect(await press(life, SECRETARY, mark(ONE, 'absent'))).toBe('签到结束后才能登记到会情况。')
})
