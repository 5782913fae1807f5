import { expect, test } from 'vitest'
import { aLife } from '../../support/a-life.ts'
import {
  ADMIN,
  ASSEMBLY,
  buttonsOf,
  called,
  cardTo,
  DEPUTY,
  LEADER,
  MEMBER,
  mention,
  press,
  SECRETARY,
  shown,
} from './desk.ts'

const aQuietLife = () => aLife({ only: [] })

test.each([
  ['a member', MEMBER, ASSEMBLY, 'mayNot'],
  ['the leader of a group for the branch', LEADER, ASSEMBLY, 'mayNot'],
  ['the leader of a group for it', LEADER, '开会 下周三下午两点 党小组会', 'branch B10G2'],
  ['somebody of the committee', DEPUTY, ASSEMBLY, 'branch B10'],
  ['the secretary for another branch', SECRETARY, '开会 下周三下午两点 自动化系 党课', 'mayNot'],
  ['an administrator for a branch by name', ADMIN, '开会 下周三下午两点 本科二支部 党课', 'branch B10'],
  ['an administrator who names none', ADMIN, '开会 下周三下午两点 党课', 'form'],
  ['an administrator for the college', ADMIN, '开会 下周三下午两点 支部书记例会', 'form'],
])('%s', async (...[, who, text, outcome]) => {
  await using life = await aQuietLife()
  await life.say(who, text)
  // What somebody else calls is offered 转达 first.
  const offers = outcome === 'mayNot' ? [{ receiver: `person:${who}` }] : []
  expect(await life.letters('desk.relay')).toMatchObject(offers)
  if (outcome === 'mayNot') await life.say(who, text)
  const said = await shown(life, who)
  const kinds: Record<string, string> = {
    mayNot: '安排会议需要本支部书记、支委、党小组组长（本组）或学院管理员办理。',
    form: '请选择为谁安排会议。',
    'branch B10': '["范围","本科二支部"]',
    'branch B10G2': '["范围","本科二支部第二党小组"]',
  }
  expect(said).toContain(kinds[outcome])
})

test('in the chat of a branch that branch is meant, and the answer is private', async () => {
  await using life = await aQuietLife()
  await mention(life, ADMIN, { chat: 'oc_fx_B10', text: '开会 下周三下午两点 党课' })
  expect(await shown(life, ADMIN)).toContain('["范围","本科二支部"]')
  expect(await life.letters('meetings.convene')).toMatchObject([{ receiver: `person:${ADMIN}` }])
  for (const id of ['om_1', 'om_2'])
    await mention(life, SECRETARY, { chat: 'oc_fx_B09', text: '开会 下周三下午两点 党课', id })
  expect(await shown(life, SECRETARY)).toContain('办理')
})

test('what an administrator calls in the secretaries’ chat is for them, what a secretary calls there for the own branch', async () => {
  await using life = await aQuietLife()
  const chat = 'oc_fx_secretaries'
  await mention(life, ADMIN, { chat, text: '开会 下周三下午两点 支部书记例会' })
  expect(await shown(life, ADMIN)).toContain('["范围","全体支部书记"]')
  await mention(life, SECRETARY, { chat, text: '开会 下周三下午两点 党课' })
  expect(await shown(life, SECRETARY)).toContain('["范围","本科二支部"]')
})

test('nobody else can press on a draft, nor its owner once the office has ended', async () => {
  await using life = await aQuietLife()
  await life.say(SECRETARY, ASSEMBLY)
  const confirm = buttonsOf(await cardTo(life, SECRETARY)).get('确认')
  for (const action of ['meetings.book', 'meetings.editDraft', 'meetings.dropDraft']) {
    expect(await life.press(DEPUTY, action, { data: confirm?.data ?? {} })).toBe('这次安排已处理完毕。')
  }
  await life.db.deleteFrom('roster_offices').where('member_id', '=', SECRETARY).execute()
  expect(await press(life, SECRETARY, '取消').catch(() => 'no button')).toBe('no button')
  expect(await life.press(SECRETARY, 'meetings.book', { data: confirm?.data ?? {} })).toContain(
    '安排会议需要',
  )
  expect(await called(life)).toEqual([])
})
