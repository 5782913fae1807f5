import { expect, test } from 'vitest'
import type { Life } from '../support/a-life.ts'
import { ADMIN, buttonsOf, cardOf, DEPUTY, MEMBER, press, SECRETARY, shown } from './people.ts'
import { branchesAsked, membersAsked } from './running.ts'

const ask = { kind: 'collections.ask', who: SECRETARY } as const
const onBoard = { kind: 'collections.board', who: ADMIN } as const
const board = (life: Life, who = ADMIN) => shown(life, 'collections.board', who)
const textsOf = async (life: Life, who = ADMIN) =>
  buttonsOf(await cardOf(life, 'collections.board', who)).map(({ text }) => text)

test('the board shows every branch, who has answered by office only, and says how many before it reminds', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q1: '12', q2: '王芳' } })
  const card = await cardOf(life, 'collections.board', ADMIN)
  const table = card.blocks.find((block) => block.kind === 'table')
  expect(table?.rows).toHaveLength(14)
  expect(table?.rows.filter(({ standing }) => standing === '未提交')).toHaveLength(13)
  for (const { name } of life.college.members) expect(JSON.stringify(card)).not.toContain(name)
  const nudge = buttonsOf(card).find(({ text }) => text === '提醒未交')
  expect(nudge?.confirm?.text).toContain('13人')

  expect(await press(life, { ...onBoard, button: '提醒未交' })).toBe('将提醒13人。')
  expect(await press(life, { ...onBoard, button: '提醒未交' })).toContain('今天已提醒过')
  expect(await life.letters('collections.remind')).toHaveLength(13)
})

test('延期 moves the deadline of all, also for changes, and the reminder with it', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q1: '12' } })
  const later = (day: string) => press(life, { ...onBoard, button: '延期', form: { day, clock: '12:00' } })
  expect(await later('2026-11-26')).toContain('须在原定时间和现在之后')
  expect(await press(life, { ...onBoard, button: '延期', form: {} })).toContain('请选择')
  const extend = buttonsOf(await cardOf(life, 'collections.board', ADMIN)).find(({ text }) => text === '延期')
  expect(extend?.confirm?.text).toContain('13张')
  expect(await later('2026-11-30')).toBe('已延期。')
  expect(await shown(life, 'collections.ask', SECRETARY)).toContain('11月30日12:00')
  await life.liveUntil('2026-11-28T12:00:00+08:00')
  expect(await life.letters('collections.remind')).toEqual([])
  expect(await press(life, { ...ask, button: '更新', form: { q1: '13' } })).toBe('已提交，谢谢。')
  await life.liveUntil('2026-11-30T12:00:01+08:00')
  expect(await life.letters('collections.remind')).toHaveLength(13)
  expect(await board(life)).toContain('已到截止时间')
})

test('截止 takes no more and asks no more; within a day 重开 undoes it', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q1: '12' } })
  const [submit] = buttonsOf(await cardOf(life, 'collections.ask', 'M0075'))
  const [update] = buttonsOf(await cardOf(life, 'collections.ask', SECRETARY))
  if (submit === undefined || update === undefined) throw new Error('no button')
  life.ctx.set('2026-11-24T09:00:00+08:00')
  expect(await press(life, { ...onBoard, button: '截止' })).toBe('已截止。')
  expect(await textsOf(life)).toEqual(['导出', '重开'])
  life.ctx.set('2026-11-24T09:00:01+08:00')
  const form = { q1: '9' }
  expect(await life.press('M0075', submit.action, { data: submit.data, form })).toContain('已截止')
  expect(await life.press(SECRETARY, update.action, { data: update.data, form })).toContain('不能再改')
  await life.say('M0075', '待办')
  expect(await shown(life, 'desk.todo', 'M0075')).not.toContain('收集')

  life.ctx.set('2026-11-25T08:59:00+08:00')
  expect(await press(life, { ...onBoard, button: '重开' })).toBe('已重开。')
  expect(await life.press('M0075', submit.action, { data: submit.data, form })).toBe('已提交，谢谢。')
  expect(await life.press(SECRETARY, update.action, { data: update.data, form })).toBe('已提交，谢谢。')
  expect(await board(life)).toContain('已提交2/14。')
  await life.liveUntil('2026-11-27T12:00:00+08:00')
  expect(await life.letters('collections.remind')).toHaveLength(12)
})

test('a reminder that fell due while it was closed is sent when it runs on, to whom it reaches and once', async () => {
  await using life = await branchesAsked()
  const { due } = await life.db
    .selectFrom('alarms_alarms')
    .select('due')
    .where('kind', '=', 'collections.remind')
    .executeTakeFirstOrThrow()
  await life.liveUntil(due.subtract({ minutes: 5 }).toString())
  expect(await press(life, { ...onBoard, button: '截止' })).toBe('已截止。')
  await life.liveUntil(due.add({ minutes: 5 }).toString())
  expect(await life.letters('collections.remind')).toEqual([])
  expect(await press(life, { ...onBoard, button: '重开' })).toBe('已重开。')
  const reminders = (await life.letters('collections.remind')).length
  expect(reminders).toBeGreaterThan(12)
  expect(await press(life, { ...onBoard, button: '提醒未交' })).toBe(`将提醒${reminders}人。`)
  expect(await life.letters('collections.remind')).toHaveLength(2 * reminders)
})

test('after a day a closed collection stays closed', async () => {
  await using life = await branchesAsked()
  await press(life, { ...onBoard, button: '截止' })
  const [reopen] = buttonsOf(await cardOf(life, 'collections.board', ADMIN))
  if (reopen === undefined) throw new Error('no button')
  life.ctx.set('2026-11-24T09:00:01+08:00')
  expect(await life.press(ADMIN, reopen.action, { data: reopen.data })).toContain('超过一天')
  expect(await textsOf(life)).toEqual([])
})

test('a collection of the college is in the hands of its administrators, and of nobody else', async () => {
  await using life = await branchesAsked()
  for (const button of ['刷新', '提醒未交', '延期', '截止'])
    expect(await press(life, { ...onBoard, by: SECRETARY, button })).toContain('由发起人办理')
  expect(await press(life, { ...onBoard, by: 'M0142', button: '刷新' })).toBe('已更新。')
})

test('one of a branch is in its author’s hands, and in those of whoever leads the branch after them', async () => {
  await using life = await membersAsked()
  const of = { kind: 'collections.board', who: SECRETARY, button: '刷新' } as const
  for (const by of [ADMIN, DEPUTY, MEMBER]) expect(await press(life, { ...of, by })).toContain('由发起人办理')
  await life.db
    .updateTable('roster_offices')
    .set({ until: '2026-11-22' })
    .where('member_id', '=', SECRETARY)
    .execute()
  expect(await press(life, { ...of, by: DEPUTY }).catch(() => 'gone')).toBe('gone')
  expect(await board(life, SECRETARY)).toContain('目前不由您负责')
  await life.say(DEPUTY, '待办')
  expect(await press(life, { kind: 'desk.todo', who: DEPUTY, button: '查看进展' })).toBe('已发到与您的私聊。')
  expect(await board(life, DEPUTY)).toContain('已提交0/')
})

test('who has not answered is named on demand; of the college’s that is written down', async () => {
  await using life = await membersAsked()
  const of = { kind: 'collections.board', who: SECRETARY } as const
  await press(life, { kind: 'collections.ask', who: MEMBER, button: '参加' })
  const named = life.college.members.find(({ id }) => id === MEMBER)?.name ?? ''
  expect(await board(life, SECRETARY)).not.toContain('、')
  await press(life, { ...of, button: '未交名单' })
  const names = await shown(life, 'collections.names', SECRETARY)
  expect(names).toContain('未提交')
  expect(names).not.toContain(named)
  const read = life.db.selectFrom('roster_audit').select('actor').where('act', '=', 'collections.readByName')
  expect(await read.execute()).toEqual([])
  expect(await textsOf(life, SECRETARY)).toContain('未交名单')
})

test('the one that runs stands in its author’s 待办 until it is closed', async () => {
  await using life = await branchesAsked()
  await life.say(ADMIN, '待办')
  expect(await shown(life, 'desk.todo', ADMIN)).toContain('收集进行中：报名人数、联系人，已提交0/14')
  await press(life, { ...onBoard, button: '截止' })
  expect(await shown(life, 'desk.todo', ADMIN)).not.toContain('收集进行中')
})
