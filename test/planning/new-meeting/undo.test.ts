import { expect, test } from 'vitest'
import { dutiesToday } from '../../../src/measures/service.ts'
import type { Card } from '../../../src/cards/card.ts'
import { BranchId, LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { buttonsOf, called, DEPUTY, SECRETARY, press, shown } from './desk.ts'

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

/** The newest card about putting a matter before whoever may. */
async function relayCard(life: Life, kind: 'desk.relay' | 'desk.relayed', to: string): Promise<Card> {
  const row = (await life.letters(kind)).findLast(({ receiver }) => receiver === `person:${to}`)
  if (row === undefined) throw new Error(`no ${kind} to ${to}`)
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: { person: MemberId.parse(to) } }
  const rendering = await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter))
  if ('text' in rendering) throw new Error(rendering.text)
  return rendering
}

async function pressOn(life: Life, who: string, card: Card): Promise<string> {
  const button = [...buttonsOf(card).values()].at(-1)
  if (button === undefined) throw new Error('nothing to press')
  return life.press(who, button.action, { data: button.data })
}

test('whoever has left the office puts it before whoever holds it now, who takes the record back', async () => {
  const { life, before } = await aRecord()
  await using _ = life
  const passed = life.db.updateTable('roster_offices').set({ until: '2026-11-22' })
  await passed.where('member_id', '=', SECRETARY).execute()
  expect(await press(life, SECRETARY, '撤销补录')).toMatch(/^撤销补录需要.*可在与我的私聊中点“转达”。$/)
  expect((await called(life)).map(({ state }) => state)).toEqual(['ended'])
  const offer = await relayCard(life, 'desk.relay', SECRETARY)
  expect(JSON.stringify(offer)).toContain('事项：主题党日')
  expect(await pressOn(life, SECRETARY, offer)).toMatch(/^已转达给/)
  const asked = await relayCard(life, 'desk.relayed', DEPUTY)
  expect(JSON.stringify(asked)).toMatch(/请您办理：主题党日的补录撤销。.*撤销补录/)
  expect(await pressOn(life, DEPUTY, asked)).toBe('已撤销补录。')
  expect(await cadence(life)).toBe(before)
})

test('of what was taken back nothing is put before anybody', async () => {
  const { life } = await aRecord()
  await using _ = life
  const [meeting] = await called(life)
  await press(life, SECRETARY, '撤销补录')
  const data = { draft: meeting?.id }
  expect(await life.press('M0230', 'meetings.undoRecord', { data })).not.toContain('转达')
  expect(await life.letters('desk.relay')).toEqual([])
})
