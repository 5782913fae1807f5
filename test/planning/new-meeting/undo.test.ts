import { expect, test } from 'vitest'
import { dutiesToday } from '../../../src/measures/service.ts'
import { BranchId } from '../../../src/ids.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { called, SECRETARY, press, shown } from './desk.ts'

const B10 = BranchId.parse('B10')
const cadence = (life: Life) => life.act(async (tx) => JSON.stringify(await dutiesToday(life.ctx, tx, B10)))

async function aRecord() {
  const life = await aLife({ only: [] })
  const before = await cadence(life)
  await life.say(SECRETARY, '开会 11月20日14:00 主题党日')
  await press(life, SECRETARY, '确认补录')
  return { life, before }
}

test('a record that was written by mistake is taken back, counts for nothing, and its card says so', async () => {
  const { life, before } = await aRecord()
  await using _ = life
  expect(await cadence(life)).not.toBe(before)
  expect(await press(life, SECRETARY, '撤销补录')).toBe('已撤销补录。')
  expect(await cadence(life)).toBe(before)
  expect(await shown(life, SECRETARY)).toMatch(/补录已撤销：主题党日.*这条补录已撤销，不计入组织生活记录。/)
  expect(await shown(life, SECRETARY)).not.toContain('撤销补录"')
  expect((await called(life)).map(({ state }) => state)).toEqual(['cancelled'])
})

test('of twenty presses one takes it back, and the others are told that it is done', async () => {
  const { life } = await aRecord()
  await using _ = life
  const [meeting] = await called(life)
  const data = { draft: meeting?.id }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => life.press(SECRETARY, 'meetings.undoRecord', { data })),
  )
  expect(answers.filter((answer) => answer === '已撤销补录。')).toHaveLength(1)
  expect(answers.filter((answer) => answer === '这次安排已处理完毕。')).toHaveLength(19)
})

test('a member, and the secretary of another branch, take no record back', async () => {
  const { life } = await aRecord()
  await using _ = life
  const [meeting] = await called(life)
  for (const who of ['M0230', 'M0001']) {
    const answer = await life.press(who, 'meetings.undoRecord', { data: { draft: meeting?.id } })
    expect(answer).toContain('需要本支部书记')
  }
  expect((await called(life)).map(({ state }) => state)).toEqual(['ended'])
})
