import { expect, test } from 'vitest'
import { repliesOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { press } from '../press.ts'
import {
  MEETING,
  SECRETARY,
  CROWD,
  ONE,
  TWO,
  THREE,
  ask,
  explain,
  JOIN,
  decide,
  cards,
  theCard,
  button,
  nameOf,
} from './cards.ts'

test('a crowd of twenty asking at once stands on one card, a line each', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await Promise.all(CROWD.map((who) => press(life, who, ask())))
  const card = await theCard(life)
  expect(card).toMatchObject({ key: `${MEETING}:1:${SECRETARY}`, to: SECRETARY, isRelevant: true })
  for (const who of CROWD) expect(card.lines).toContain(`${nameOf(life, who)}，事假`)
  expect(card.lines).toHaveLength(21)
  expect(card.buttons.filter(({ text }) => text === '同意')).toHaveLength(20)
  expect(await press(life, SECRETARY, await button(life, '全部同意'))).toBe(
    '已同意20份请假，将逐一告知本人。',
  )
  const after = await theCard(life)
  expect(after.lines).toContain(`${nameOf(life, ONE)}，事假，已同意`)
  expect(after.buttons.map(({ text }) => text)).not.toContain('同意')
  expect(await life.written('attendance.leaveDecided')).toHaveLength(20)
})

test('more than there is room for: the rest are counted, and move up when those above are decided', async () => {
  await using life = await aCollege({ only: [MEETING] })
  const all = Array.from({ length: 24 }, (_, index) => `M0${215 + index}`)
  for (const who of all) await press(life, who, ask())
  const before = await theCard(life)
  const shown = before.buttons.filter(({ text }) => text === '同意')
  expect(shown).toHaveLength(20)
  expect(before.lines).toContain('另有4份待批，处理以上各份后显示。')
  expect(await press(life, SECRETARY, await button(life, '全部同意'))).toBe(
    '已同意20份请假，将逐一告知本人。',
  )
  const after = (await theCard(life)).buttons.filter(({ text }) => text === '同意')
  expect(after.map(({ data }) => data['member'])).toEqual(all.slice(20))
})

test('long explanations take their room: fewer lines, and none of them cut', async () => {
  await using life = await aCollege({ only: [MEETING] })
  const note = '事'.repeat(200)
  for (const who of CROWD) {
    await press(life, who, ask())
    await press(life, who, explain(note))
  }
  const card = await theCard(life)
  const shown = card.buttons.filter(({ text }) => text === '同意').length
  expect(shown).toBeGreaterThanOrEqual(10)
  expect(shown).toBeLessThan(20)
  expect(card.lines.filter((line) => line.endsWith(note))).toHaveLength(shown)
  expect(card.lines).toContain(`另有${20 - shown}份待批，处理以上各份后显示。`)
})

test('全部同意 pressed twice grants once, and never what was not shown', async () => {
  await using life = await aCollege({ only: [MEETING] })
  for (const who of [ONE, TWO]) await press(life, who, ask())
  const all = await button(life, '全部同意')
  await press(life, THREE, ask())
  await press(life, TWO, ask('健康'))
  const [first, second] = [await press(life, SECRETARY, all), await press(life, SECRETARY, all)]
  expect([first, second]).toEqual(['已同意1份请假，将逐一告知本人。', '这些请假已处理，无需再点。'])
  const { lines } = await theCard(life)
  expect(lines).toContain(`${nameOf(life, ONE)}，事假，已同意`)
  expect(lines).toContain(`${nameOf(life, TWO)}，健康`)
  expect(lines).toContain(`${nameOf(life, THREE)}，事假`)
  expect(await life.written('attendance.leaveDecided')).toHaveLength(1)
})

test('twenty presses of 全部同意 at once grant each leave once', async () => {
  await using life = await aCollege({ only: [MEETING] })
  for (const who of [ONE, TWO, THREE]) await press(life, who, ask())
  const all = await button(life, '全部同意')
  const toasts = await Promise.all(Array.from({ length: 20 }, () => press(life, SECRETARY, all)))
  expect(toasts.filter((text) => text.startsWith('已同意'))).toHaveLength(1)
  expect(await life.written('attendance.leaveDecided')).toHaveLength(3)
})

test('asking, withdrawing and asking again changes the line, and adds no card', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask())
  await press(life, ONE, explain('搬家'))
  expect((await theCard(life)).lines).toContain(`${nameOf(life, ONE)}，事假\n说明：搬家`)
  await press(life, ONE, JOIN)
  expect(await theCard(life)).toMatchObject({ isRelevant: false, buttons: [] })
  expect((await theCard(life)).lines).toContain(`${nameOf(life, ONE)}，本人已撤回`)
  await press(life, ONE, ask('其他'))
  expect(await theCard(life)).toMatchObject({ isRelevant: true })
  expect((await theCard(life)).lines.slice(1)).toEqual([`${nameOf(life, ONE)}，其他`])
})

test('what comes while something waits joins its card; where all is decided it gets a new one', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask())
  await press(life, TWO, ask())
  await press(life, SECRETARY, decide(ONE))
  await press(life, THREE, ask())
  expect(await cards(life)).toHaveLength(1)
  for (const who of [TWO, THREE]) await press(life, SECRETARY, decide(who, 'refused'))
  await press(life, TWO, ask('其他'))
  const [old, fresh] = await cards(life)
  expect(fresh).toMatchObject({ key: `${MEETING}:2:${SECRETARY}`, isRelevant: true })
  expect(fresh?.lines.slice(1)).toEqual([`${nameOf(life, TWO)}，其他`])
  expect(old?.isRelevant).toBe(false)
  expect(old?.lines).toContain(`${nameOf(life, ONE)}，事假，已同意`)
  expect(old?.lines.join()).not.toContain(nameOf(life, TWO))
})

test('a decision that comes after a withdrawal, or for what was changed since, decides nothing', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask())
  const approve = await button(life, '同意', ONE)
  await press(life, ONE, JOIN)
  expect(await press(life, SECRETARY, approve)).toBe('这份请假已处理或已撤回。')
  await press(life, ONE, ask('健康'))
  expect(await press(life, SECRETARY, approve)).toBe('这份请假刚有变动，请看更新后的内容再审批。')
  expect(await life.written('attendance.leaveDecided')).toEqual([])
  expect(await life.act((tx) => repliesOf(tx, MeetingId.parse(MEETING)))).toMatchObject({ leave: 1 })
})

test('a decision may be changed until the start, and the person is told anew', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask())
  await press(life, SECRETARY, decide(ONE))
  const change = await button(life, '改为不同意', ONE)
  expect(await press(life, SECRETARY, change)).toBe('已记录，将告知本人。')
  expect(await press(life, SECRETARY, change)).toBe('这份请假已按此办理，无需再点。')
  const told = await life.written('attendance.leaveDecided')
  expect(told).toHaveLength(2)
  expect(told.at(-1)?.shows).toContain('您的请假暂未通过')
  expect((await theCard(life)).lines).toContain(`${nameOf(life, ONE)}，事假，未同意`)
  const back = await button(life, '改为同意', ONE)
  life.ctx.set('2026-11-25T14:00:00+08:00')
  expect(await press(life, SECRETARY, back)).toBe('会议已开始，审批结果不能再改。')
  expect((await theCard(life)).buttons).toEqual([])
})
