import { expect, test } from 'vitest'
import { choicesFor, meantIn } from '../../src/collections/recipients/rules.ts'
import { BranchId, GroupId, MessageId } from '../../src/ids.ts'
import type { Branch, Group, Rights } from '../../src/roster/types.ts'
import { beginCollection } from '../../src/collections/composing/service.ts'
import { aLife } from '../support/a-life.ts'
import { ADMIN, LINE, MEMBER, newest, SECRETARY } from './people.ts'
import { MemberId, ChatId } from '../../src/ids.ts'

const [B01, B10] = [BranchId.parse('B01'), BranchId.parse('B10')]
const branchOf = (id: BranchId, short: string): Branch => ({
  ...{ id, short, name: `${short}党支部`, kind: 'student', chat: null, active: true },
})
const roster = {
  branches: [branchOf(B01, '自动化系'), branchOf(B10, '本科二')],
  groups: [{ id: GroupId.parse('B10G1'), branch: B10, name: '第一党小组', chat: null }] satisfies Group[],
}
const nothing: Rights = {
  ...{ admin: false, committee: false, secretaryOf: [], leads: [], branchCommitteeOf: [], leaderOf: [] },
  inspects: [],
}
const keysOf = (rights: Partial<Rights>) =>
  choicesFor({ ...nothing, ...rights }, roster).map(({ key, branch }) => [key, branch])

test('an administrator collects for the college, a secretary or deputy for the own branch, and nobody else', () => {
  expect(keysOf({ admin: true })).toEqual([
    ['branches', null],
    ['secretaries', null],
    ['members', null],
    ['committee', null],
    ['list', null],
    ['branch:B01', null],
    ['branch:B10', null],
  ])
  const own = [
    ['branch:B10', 'B10'],
    ['group:B10G1', 'B10'],
    ['list:B10', 'B10'],
  ]
  expect(keysOf({ leads: [B10], branchCommitteeOf: [B10] })).toEqual(own)
  expect(keysOf({ admin: true, leads: [B10] })).toEqual(expect.arrayContaining(own))
  for (const rights of [
    { committee: true },
    { branchCommitteeOf: [B10] },
    { leaderOf: [GroupId.parse('B10G1')] },
    { inspects: [B10] },
  ])
    expect(keysOf(rights)).toEqual([])
})

test.each([
  [{ admin: true }, '各支部', 'branches'],
  [{ admin: true }, '全体党员', 'members'],
  [{ admin: true }, '本科二支部', 'branch:B10'],
  [{ leads: [B10] }, '全体党员', 'branch:B10'],
  [{ leads: [B10] }, '本支部', 'branch:B10'],
  [{ admin: true, leads: [B10] }, '全体党员', 'members'],
  [{ leads: [B10] }, '各支部', null],
  [{ leads: [B10] }, '自动化系', null],
  [{ leads: [B01, B10] }, '本支部', null],
])('%o means by %s: %s', (rights, text, key) => {
  const choices = choicesFor({ ...nothing, ...rights }, roster)
  const meant = meantIn(`${text}报名`, { choices, branches: roster.branches })
  expect(meant).toEqual(key === null ? null : { key, rest: '报名' })
})

test('who may not is told who may, and what is said in a group is answered privately', async () => {
  await using life = await aLife({ only: [] })
  await life.say(MEMBER, LINE)
  expect(JSON.stringify(await newest(life, 'desk.relay', MEMBER))).toContain('可点此转达')
  await life.say(MEMBER, LINE)
  expect(await newest(life, 'collections.compose', MEMBER)).toEqual({
    text: '发起收集由学院管理员或支部书记、副书记办理。',
  })
  const said = {
    ...{ who: MemberId.parse(ADMIN), chat: ChatId.parse('oc_fx_B10'), inGroup: true, text: '', words: '' },
    ...{
      pictures: [],
      files: [],
      isFile: false,
      isUseless: false,
      messageId: MessageId.parse('om_group'),
      at: life.ctx.now(),
    },
    ...{ about: null, buttons: [] },
  }
  await life.act((tx) => beginCollection(life.ctx, tx, said))
  const receivers = (await life.letters('collections.compose')).map(({ receiver }) => receiver)
  expect(receivers).toEqual([`person:${MEMBER}`, `person:${ADMIN}`])
  await life.say(SECRETARY, LINE)
  const card = JSON.stringify(await newest(life, 'collections.compose', SECRETARY))
  expect(card).toContain('这个对象由学院管理员或该支部书记收集')
  expect(card).not.toContain('"开始"')
})
