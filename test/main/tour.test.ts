import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../../src/main/demo/stage.ts'
import { OPENS } from '../../src/main/demo/facts.ts'
import { tour } from '../../src/main/demo/tour.ts'
import type { ShownMessage } from '../../src/sandbox/control-client.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ port: 0, page: false })
  await stage.timeController.advanceTo(OPENS)
})

afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

test('the seven stops of the tour work as they are told, each with at most three taps', async () => {
  const { college, timeController, sandbox } = stage
  const [digest, report, review, inspection, answer, reminder, checkin, ...more] = tour(college)
  if (!digest || !report || !review || !inspection || !answer || !reminder || !checkin)
    throw new Error('there are not seven stops')
  expect(more).toEqual([])
  const { control } = sandbox

  expect(textOf(await cardIn(digest, '第11周周报（11月16日—22日）'))).toContain('个支部共开展组织生活22次')

  const text = '@支部助手 党小组会已开，实到13人，学习了全会精神。'
  await control.say({ as: report.as, chat: report.chat ?? '', text })
  await timeController.settle()
  const confirm = await cardIn({ as: report.as, chat: 'bot' }, '纪实确认')
  expect(await press(report.as, confirm, '提交')).toBe('已提交，谢谢。')

  const hear = async (stop: Where, line: string) => {
    await control.say({ as: stop.as, chat: stop.chat ?? '', text: line })
    await timeController.settle()
  }
  await hear(review, '审核')
  const reading = await cardIn(review, '【审核】')
  expect(textOf(reading)).toMatch(/第1份，共1[23]份/)
  expect(await press(review.as, reading, '通过')).toBe('已通过。')
  expect(await press(review.as, reading, '撤销上一份')).toContain('已撤销')

  await hear(inspection, '督查')
  await press(inspection.as, await cardIn(inspection, '【督查情况】'), '生成计划')
  await timeController.settle()
  const plan = await cardIn(inspection, '【督查计划】')
  expect(await press(inspection.as, plan, '确认')).toBe('已安排14个支部的督查。')

  const notice = await cardIn(answer, '【会议通知】第四季度支部党员大会')
  expect(await press(answer.as, notice, '参加')).toBe('已记录：您将参加。')

  for (let day = 0; day < 2; day += 1) await timeController.advanceTo(timeController.now().add({ hours: 24 }))
  const ask = await cardIn(reminder, '请反馈是否参加会议')
  expect(await press(reminder.as, ask, '参加')).toBe('已记录：您将参加。')
  expect(await titlesIn({ as: answer.as, chat: 'bot' })).not.toContain('第四季度支部党员大会')

  const soon = () => timeController.now().add({ hours: 14 * 24 })
  for (let tap = 0; tap < 2; tap += 1) await timeController.advanceToNext(soon())
  const open = await cardIn(checkin, '【签到】第四季度支部党员大会')
  expect(textOf(open)).toContain('应到41，已签到0')
  expect(await press(checkin.as, open, '签到')).toContain('签到成功')
  expect(textOf(await cardIn(checkin, '【签到】第四季度支部党员大会'))).toContain('应到41，已签到1')
})

type Where = { as: string; chat?: string | undefined }

async function cardIn({ as, chat = '' }: Where, title: string): Promise<ShownMessage> {
  const all = await stage.sandbox.control.messages(chat, as)
  const found = all.findLast((message) => textOf(message).includes(title))
  if (found === undefined) throw new Error(`no card ${title}`)
  return found
}

async function titlesIn({ as, chat = '' }: Where): Promise<string> {
  return (await stage.sandbox.control.messages(chat, as)).map(textOf).join('\n')
}

async function press(as: string, { message_id }: ShownMessage, text: string): Promise<string> {
  const { toast, error } = await stage.sandbox.control.press({ as, message: message_id, text })
  return error?.text ?? String(toast?.['content'])
}

function textOf({ card, text }: ShownMessage): string {
  return JSON.stringify(card ?? text ?? '')
}
