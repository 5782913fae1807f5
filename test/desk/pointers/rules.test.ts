import { expect, test } from 'vitest'
import { pointerIn } from '../../../src/desk/pointers/rules.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import type { Letter } from '../../../src/letters/types.ts'

const cases = {
  silent: ['谁没反馈', '还有谁没反馈？', '谁还没回复', '哪些人没有报名', '未反馈名单', '没反馈的人'],
  nudge: ['催一下', '催办', '提醒一下大家', '再催一下未反馈的同志', '催催'],
  roll: ['名单', '应到名单', '参会人员名单', '查看请假名单'],
  checkIn: ['签到', '我要签到', '怎么签到？', '补签'],
  leaveBack: ['取消请假', '撤回请假'],
} as const

const all = Object.entries(cases).flatMap(([pointer, texts]) => texts.map((text) => [text, pointer] as const))

test.each(all)('“%s” is answered: %s', (text, pointer) => {
  expect(pointerIn({ text, about: null })).toBe(pointer)
})

test.each(['主题党日签到了21人', '名单已报送学院', '谁来主持', '催办事项已完成', '会议', '延期'])(
  '“%s” is something else',
  (text) => {
    expect(pointerIn({ text, about: null })).toBeNull()
  },
)

test('to a request for a report 延期 means the report', () => {
  const id = LetterId.parse('00000000-0000-4000-8000-000000000000')
  const about: Letter = { id, kind: 'reports.chase', ref: 'R-A044', to: { person: MemberId.parse('M0213') } }
  expect(['延期', '申请延期', '可以晚点交吗'].map((text) => pointerIn({ text, about }))).toEqual(
    Array(3).fill('reportLater'),
  )
})
