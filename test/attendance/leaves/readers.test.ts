import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { writeLetters } from '../../../src/letters/service.ts'
import { aCollege } from '../../meetings/college.ts'
import { press } from '../press.ts'
import {
  MEETING,
  SECRETARY,
  DEPUTY,
  ONE,
  TWO,
  ask,
  explain,
  JOIN,
  decide,
  cards,
  theCard,
  nameOf,
} from './cards.ts'

test('what the college’s rule granted is no decision that anybody could change', async () => {
  await using life = await aCollege({ only: [MEETING] })
  for (const who of [ONE, TWO]) await press(life, who, ask())
  await press(life, ONE, ask('公务'))
  const { lines, buttons } = await theCard(life)
  expect(lines).toContain(`${nameOf(life, ONE)}，公务，按学院规定已准`)
  expect(buttons.map(({ data }) => data['member'])).toEqual([TWO, TWO])
  const data = { meeting: MEETING, member: ONE, verdict: 'refused', n: '2' }
  expect(await press(life, SECRETARY, { name: 'attendance.changeDecision', data })).toBe(
    '这份请假已处理或已撤回。',
  )
})

test('when the secretary asks for leave, what waits is put before the deputy too, and each reads only what they may', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask())
  await press(life, SECRETARY, ask('健康'))
  const all = await cards(life)
  expect(all.map(({ key }) => key)).toEqual([`${MEETING}:1:${SECRETARY}`, `${MEETING}:1:${DEPUTY}`])
  const [ofSecretary, ofDeputy] = all.map(({ lines }) => lines)
  expect(ofSecretary?.slice(1)).toEqual([`${nameOf(life, ONE)}，事假`])
  expect(ofDeputy).toContain(`${nameOf(life, ONE)}，事假`)
  expect(ofDeputy).toContain(`${nameOf(life, SECRETARY)}，健康`)
})

test('a secretary who comes after all decides again on what came meanwhile', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, SECRETARY, ask('公务'))
  await press(life, ONE, ask())
  expect((await cards(life)).map(({ to }) => to)).toEqual([DEPUTY])
  await press(life, SECRETARY, JOIN)
  const [ofDeputy, ofSecretary] = await cards(life)
  expect(ofSecretary).toMatchObject({ to: SECRETARY, isRelevant: true })
  expect(ofDeputy?.buttons).toEqual([])
})

test('whoever no longer decides reads no reasons on the card that is left', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask('健康'))
  await press(life, ONE, explain('复诊'))
  await press(life, TWO, ask())
  await press(life, SECRETARY, decide(TWO))
  const offices = life.db.updateTable('roster_offices').set({ until: '2026-11-22' })
  await offices.where('member_id', '=', SECRETARY).execute()
  const { lines, buttons } = await theCard(life)
  expect(lines.join()).not.toMatch(/健康|复诊|事假/)
  expect(lines).toContain(`${nameOf(life, TWO)}，已同意`)
  expect(buttons).toEqual([])
})

test('cards of one request each, as they were sent before, show what is so and still decide', async () => {
  await using life = await aCollege({ only: [MEETING] })
  await press(life, ONE, ask('健康'))
  const ref = `${MEETING}/${ONE}@1`
  const to = { person: MemberId.parse(SECRETARY) }
  await life.act((tx) => writeLetters(life.ctx, tx, [{ key: 'old', kind: 'attendance.leaveAsked', ref, to }]))
  const [before] = await life.written('attendance.leaveAsked')
  expect(before).toMatchObject({ isRelevant: true })
  expect(before?.shows).toContain('申请11月25日第四季度支部党员大会请假，类别：健康。')
  expect(await press(life, SECRETARY, decide(ONE))).toBe('已记录，将告知本人。')
  const [after] = await life.written('attendance.leaveAsked')
  expect(after?.shows).toContain('已同意，并已告知本人。')
  expect((await theCard(life)).lines).toContain(`${nameOf(life, ONE)}，健康，已同意`)
})
