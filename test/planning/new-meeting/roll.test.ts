import { expect, test } from 'vitest'
import { rollOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aLife } from '../../support/a-life.ts'
import { called, press, SECRETARY } from './desk.ts'

test('who came to a meeting that is booked afterwards is entered in one line, by name', async () => {
  await using life = await aLife({ only: [] })
  await life.say(SECRETARY, '开会 11月20日14:00 主题党日')
  await press(life, SECRETARY, '确认补录')
  const id = MeetingId.parse((await called(life))[0]?.id)
  const counts = () => life.act((tx) => rollOf(tx, id))
  expect(await counts()).toMatchObject({ expected: 41, present: 0, absent: 0, unconfirmed: 41 })
  expect(await press(life, SECRETARY, '到会名单')).toBe('到会名单已发到与您的私聊。')
  const form = { line: '实到40，缺席：M0230' }
  expect(await life.press(SECRETARY, 'attendance.enterRoll', { data: { meeting: id }, form })).toBe(
    '已登记。',
  )
  expect(await counts()).toMatchObject({ present: 40, absent: 1, unconfirmed: 0 })
})
