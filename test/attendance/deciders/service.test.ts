import { expect, test } from 'vitest'
import { leavesToDecide } from '../../../src/attendance/service.ts'
import { MemberId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { press, type Registry } from '../press.ts'

/** B10's secretary, its deputy, a member of its committee without either office, and a plain member. */
const [SECRETARY, DEPUTY, COMMITTEE, MEMBER] = ['M0213', 'M0214', 'M0215', 'M0230']

const ask = (category = '事假') => ({ name: 'attendance.category', data: { meeting: 'A047', category } })
const decide = (member: string, verdict = 'approved') => ({
  name: 'attendance.decide',
  data: { meeting: 'A047', member, verdict },
})
const NOT_THEIRS = '这项操作需要支部书记办理。'
const DONE = '已记录，将告知本人。'

const listed = async (life: Registry, by: string) =>
  (await life.act((tx) => leavesToDecide(life.ctx, tx, MemberId.parse(by)))).map(({ who }) => who)

test('the deputy decides and reads nothing as a rule, and whatever waits where the college says always', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, MEMBER, ask())
  expect([await listed(life, SECRETARY), await listed(life, DEPUTY)]).toEqual([[MEMBER], []])
  expect(await press(life, DEPUTY, decide(MEMBER))).toBe(NOT_THEIRS)
  const { settings } = life.ctx
  Object.assign(life.ctx, { settings: { ...settings, leave: { ...settings.leave, deputy: 'always' } } })
  expect([await listed(life, SECRETARY), await listed(life, DEPUTY)]).toEqual([[MEMBER], [MEMBER]])
  expect(await press(life, COMMITTEE, decide(MEMBER))).toBe(NOT_THEIRS)
  expect(await press(life, DEPUTY, decide(MEMBER))).toBe(DONE)
})

test('while the secretary is on leave from that meeting the deputy decides, on the secretary’s own too', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await press(life, SECRETARY, ask('公务'))
  await press(life, MEMBER, ask())
  expect(await listed(life, DEPUTY)).toEqual([MEMBER])
  expect(await press(life, DEPUTY, decide(MEMBER))).toBe(DONE)
})

test('without an account the secretary is away', async () => {
  await using life = await aCollege({ only: ['A047'] })
  await life.db.updateTable('roster_members').set({ open_id: null }).where('id', '=', SECRETARY).execute()
  await press(life, MEMBER, ask())
  const [asked] = await life.written('attendance.leavesAsked')
  expect(asked?.receiver).toBe(`person:${DEPUTY}`)
  expect(await press(life, DEPUTY, decide(MEMBER))).toBe(DONE)
})

test('an administrator decides on the secretary’s own, and on nobody else’s of a branch that is led', async () => {
  await using life = await aCollege({ only: ['A047'] })
  for (const who of [SECRETARY, MEMBER]) await press(life, who, ask())
  expect(await press(life, 'M0140', decide(MEMBER))).toBe(NOT_THEIRS)
  expect(await press(life, 'M0140', decide(SECRETARY))).toBe(DONE)
})
