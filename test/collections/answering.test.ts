import { expect, test } from 'vitest'
import { aLife } from '../support/a-life.ts'
import {
  ADMIN,
  buttonsOf,
  cardOf,
  compose,
  DEPUTY,
  MEMBER,
  newest,
  press,
  SECRETARY,
  shown,
} from './people.ts'
import { branchesAsked, membersAsked } from './running.ts'

const ask = { kind: 'collections.ask', who: SECRETARY } as const
const board = (life: Parameters<typeof shown>[0]) => shown(life, 'collections.board', ADMIN)

test('the card that asks holds the form: one press answers, and the answer may be changed until the deadline', async () => {
  await using life = await branchesAsked()
  expect(await press(life, { ...ask, button: '提交', form: { q1: '很多', q2: '王芳' } })).toContain(
    '“报名人数”须填数字',
  )
  expect(await press(life, { ...ask, button: '提交', form: { q1: '十二', q2: '王芳' } })).toBe(
    '已提交，谢谢。',
  )
  const done = await shown(life, 'collections.ask', SECRETARY)
  expect(done).toContain('已提交：')
  expect(done).toContain('["报名人数","12"]')
  expect(await press(life, { ...ask, button: '更新', form: { q1: '12', q2: '王芳' } })).toBe(
    '已提交，内容没有变化。',
  )
  expect(await press(life, { ...ask, button: '更新', form: { q1: '13', q2: '王芳' } })).toBe('已提交，谢谢。')
  expect(await board(life)).toContain('已提交1/14。')
  expect(await board(life)).toContain('["报名人数","合计13"]')

  life.ctx.set('2026-11-27T17:00:01+08:00')
  const [update] = buttonsOf(await cardOf(life, 'collections.ask', SECRETARY))
  expect(update).toBeUndefined()
})

test('who presses 更新 on a card from before the deadline hears that the answer stands', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q1: '12' } })
  const [update] = buttonsOf(await cardOf(life, 'collections.ask', SECRETARY))
  if (update === undefined) throw new Error('no button')
  life.ctx.set('2026-11-27T17:00:01+08:00')
  const form = { q1: '99' }
  expect(await life.press(SECRETARY, update.action, { data: update.data, form })).toContain(
    '原来提交的内容有效',
  )
  expect(await board(life)).toContain('合计12')
})

test('what comes after the deadline is taken, and marked as late', async () => {
  await using life = await branchesAsked()
  await life.liveUntil('2026-11-27T18:00:00+08:00')
  expect(await board(life)).toContain('已到截止时间，仍可补交')
  expect(await press(life, { ...ask, button: '提交', form: { q1: '12' } })).toBe('已提交，谢谢。')
  expect(await board(life)).toContain('已提交1/14，其中补交1。')
  expect(await board(life)).toContain('已补交 11月27日18:00')
})

test('a single choice is answered by one press on its option', async () => {
  await using life = await membersAsked()
  const of = { kind: 'collections.ask', who: MEMBER } as const
  expect(buttonsOf(await cardOf(life, 'collections.ask', MEMBER)).map(({ text }) => text)).toEqual([
    '参加',
    '不参加',
  ])
  expect(await press(life, { ...of, button: '参加' })).toBe('已提交，谢谢。')
  expect(await press(life, { ...of, button: '不参加' })).toBe('已提交，谢谢。')
  expect(await shown(life, 'collections.board', SECRETARY)).toContain('["是否参加","参加 0，不参加 1"]')
})

test('a branch is answered for by its committee, a person by nobody else', async () => {
  await using life = await branchesAsked()
  expect(await press(life, { ...ask, by: MEMBER, button: '提交', form: { q1: '1' } })).toContain(
    '由被收集的支部',
  )
  expect(await press(life, { ...ask, by: ADMIN, button: '提交', form: { q1: '1' } })).toContain(
    '由被收集的支部',
  )
  expect(await press(life, { ...ask, by: DEPUTY, button: '提交', form: { q1: '1' } })).toBe('已提交，谢谢。')
  await using members = await membersAsked()
  const of = { kind: 'collections.ask', who: MEMBER, button: '参加' } as const
  expect(await press(members, { ...of, by: SECRETARY })).toContain('由被收集的支部')
})

test('whoever holds the office on the day is asked, reminded, and finds it in 待办', async () => {
  await using life = await branchesAsked()
  await life.db
    .updateTable('roster_offices')
    .set({ until: '2026-11-24' })
    .where('member_id', '=', SECRETARY)
    .where('office', '=', '支部书记')
    .execute()
  await life.liveUntil('2026-11-27T12:00:00+08:00')
  const reminded = (await life.letters('collections.remind')).map(({ receiver }) => receiver)
  expect(reminded).toHaveLength(14)
  expect(reminded).toContain(`person:${DEPUTY}`)
  expect(reminded).not.toContain(`person:${SECRETARY}`)
  await life.say(DEPUTY, '待办')
  expect(await shown(life, 'desk.todo', DEPUTY)).toContain('收集待填写：报名人数、联系人，11月27日17:00截止')
})

test('one reminder comes before the deadline, to those who have not answered, and none after', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q1: '12' } })
  await life.liveUntil('2026-12-02T12:00:00+08:00')
  const reminded = await life.letters('collections.remind')
  expect(reminded).toHaveLength(13)
  expect(reminded.map(({ receiver }) => receiver)).not.toContain(`person:${SECRETARY}`)
  expect(await life.letters('reports.chase')).toEqual([])
  expect(await life.letters('reports.escalation')).toEqual([])
})

test('a member sees the own answer alone, and no card of the collection goes to a group', async () => {
  await using life = await membersAsked()
  await press(life, { kind: 'collections.ask', who: MEMBER, button: '不参加' })
  expect(await shown(life, 'collections.ask', 'M0223')).not.toContain('已提交')
  const receivers = (await life.letters()).filter(({ kind }) => kind.startsWith('collections.'))
  expect(receivers.every(({ receiver }) => receiver.startsWith('person:'))).toBe(true)
  await expect(newest(life, 'collections.board', MEMBER)).rejects.toThrow('has no collections.board')
})

test('what one card cannot hold is filled in on a chain of cards, and answered as any other', async () => {
  await using life = await aLife({ only: [] })
  const questions = Array.from({ length: 12 }, (_, n) => `第${n + 1}问`)
  await life.say(ADMIN, `收集 各支部 周五17:00前 大表\n${questions.join('\n')}`)
  await compose(life, ADMIN, '开始')
  await life.settle()
  expect(buttonsOf(await cardOf(life, 'collections.ask', SECRETARY)).map(({ text }) => text)).toEqual([
    '去填写',
  ])
  await press(life, { ...ask, button: '去填写' })
  await life.settle()
  const chain = { kind: 'reports.confirm', who: SECRETARY } as const
  expect((await cardOf(life, 'reports.confirm', SECRETARY)).title).toBe('填写确认')
  await press(life, { ...chain, button: '下一页', form: { q1: '甲' } })
  await press(life, { ...chain, button: '下一页', form: { q9: '乙' } })
  await press(life, { ...chain, button: '提交' })
  const done = await cardOf(life, 'collections.ask', SECRETARY)
  expect(JSON.stringify(done)).toContain('[["第1问","甲"],["第9问","乙"]]')
  expect(buttonsOf(done).map(({ text }) => text)).toEqual(['修改'])
  expect(await board(life)).toContain('已提交1/14。')
})

test('what was answered stands in no log, no letter, no board, and on nobody else’s card', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q1: '12', q2: '密文样本' } })
  await life.liveUntil('2026-11-27T18:00:00+08:00')
  await press(life, { kind: 'collections.board', who: ADMIN, button: '截止' })
  const kept = await Promise.all(
    (['roster_audit', 'letters_letters', 'alarms_alarms', 'letters_cards'] as const).map((table) =>
      life.db.selectFrom(table).selectAll().execute(),
    ),
  )
  expect(JSON.stringify(kept)).not.toContain('密文样本')
  expect(await board(life)).not.toContain('密文样本')
  expect(await shown(life, 'collections.ask', 'M0075')).not.toContain('密文样本')
  expect(await shown(life, 'collections.ask', SECRETARY)).toContain('密文样本')
})
