import { expect, test } from 'vitest'
import { renderCard } from '../../src/feishu/cards/card.ts'
import {
  checkReceipt,
  makeBranchPart,
  makeCollegeDigest,
  nextWeekDue,
  openWeek,
  readDigest,
  takeDueWeeks,
  weeksWait,
} from '../../src/digest/service.ts'
import { BranchId } from '../../src/ids.ts'
import type { Card } from '../../src/cards/card.ts'
import { aScene, MONDAY, past, week47 } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>
const { key } = week47

async function drawCard(scene: Scene, ref = key): Promise<Card> {
  const rendering = await scene.render(ref)
  if ('text' in rendering) throw new Error(rendering.text)
  return rendering
}

const textsOf = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'text' ? block.text.split('\n') : []))
const heldIn = (card: Card) => textsOf(card).find((line) => line.includes('共开展组织生活'))
const tableOf = (card: Card) => card.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))

test('week 47 of the demo has fourteen rows in the college’s order, counted from its history', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  const { branches, college } = await scene.run((tx) => readDigest(tx, key))
  expect(branches.map(({ name }) => name)).toEqual([
    '自动化系',
    '计算机系',
    '电子信息系',
    '机械工程系',
    '电气工程系',
    '实验中心',
    '机关学工',
    '离退休',
    '本科一支部',
    '本科二支部',
    '本科三支部',
    '本科四支部',
    '硕士支部',
    '硕博支部',
  ])
  const counted = branches.map(({ figures: one }) => [
    one?.held,
    one?.present,
    (one?.due ?? 0) - (one?.leave ?? 0),
    one?.reportsDue,
    (one?.reportsDue ?? 0) - (one?.reportsMissing ?? 0),
    one?.reportsLate,
  ])
  expect(counted).toEqual([
    [0, 0, 0, 0, 0, 0],
    [2, 39, 40, 2, 1, 0],
    [2, 20, 20, 2, 1, 0],
    [0, 0, 0, 2, 2, 0],
    [2, 29, 29, 2, 2, 0],
    [2, 29, 30, 2, 1, 0],
    [0, 0, 0, 0, 0, 0],
    [1, 11, 11, 2, 2, 0],
    [1, 28, 28, 1, 1, 0],
    [3, 82, 84, 2, 2, 0],
    [2, 20, 20, 2, 2, 0],
    [1, 31, 32, 0, 0, 0],
    [3, 62, 63, 2, 1, 0],
    [3, 64, 65, 2, 2, 0],
  ])
  expect(branches.map(({ overdue, late }) => overdue - late.reports)).toEqual([
    0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0,
  ])
  expect(
    branches
      .filter(({ duties }) => duties.some(({ type, done }) => type === '支部党员大会' && done > 0))
      .map(({ name }) => name),
  ).toEqual(['自动化系', '机械工程系', '离退休', '本科二支部'])
  expect(college.figures).toMatchObject({ held: 1, present: 6, due: 7 })
})

test('the committee reads it in a card that names no person', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  const card = await drawCard(scene)
  expect(card).toMatchObject({ title: '第11周周报（11月16日—22日）', subtitle: '智能与机电工程学院' })
  const said = textsOf(card)
  expect(said[0]).toMatch(/^需关注：\d+项$/)
  expect(said.slice(said.indexOf('上周情况'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^上周\d+个支部共开展组织生活22次，比前一周少8次$/),
      expect.stringMatching(/^到会率98%（请假不计）/),
      expect.stringMatching(/^纪实应交21份，已交17份，待补4份，其中按时\d+份；周日24:00以后又交2份，未计入$/),
      '本季度党员大会已完成4/14',
      '学院层面开展活动1次，到会率86%',
    ]),
  )
  expect(tableOf(card)).toHaveLength(14)
  expect(tableOf(card)[1]).toEqual({
    branch: '计算机系',
    held: 2,
    rate: '98%',
    due: 2,
    in: 1,
    late: '0/1',
    next: '1次',
  })
  const people = await scene.db.selectFrom('roster_members').select(['id', 'name']).execute()
  const shown = JSON.stringify(renderCard(card, { letter: 'l' }))
  expect(people.filter(({ id, name }) => shown.includes(id) || shown.includes(name))).toEqual([])
})

test('what needs attention and what comes next are a few lines about branches', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  const texts = textsOf(await drawCard(scene))
  expect(texts).toContain('纪实待补交：计算机系1份、电子信息系1份、机关学工1份、本科三支部2份、学院层面1份')
  const plans = texts.slice(texts.indexOf('本周安排（11月23日—29日）') + 1)
  expect(plans[0]).toBe('周二17:30 机械工程系：党小组会（学习与交流）')
  expect(plans).toHaveLength(7)
  expect(plans.at(-1)).toBe('另有7次')
})

test('made twice, by twenty at once, it is one letter', async () => {
  await using scene = await aScene(past.slice(0, 3))
  await Promise.all(Array.from({ length: 20 }, () => openWeek(scene.ctx, MONDAY)))
  const [week, ...others] = await takeDueWeeks(scene.ctx)
  expect([week?.key, week?.branches.length, others]).toEqual([key, 14, []])
  const rings = Array.from({ length: 20 }, async () => {
    for (const branch of week?.branches ?? []) await makeBranchPart(scene.ctx, key, branch)
    await makeCollegeDigest(scene.ctx, key)
  })
  await Promise.all(rings)
  expect(await scene.letters()).toEqual([
    { key, kind: 'digest.college', ref: key, receiver: 'chat:oc_fx_college' },
  ])
})

test('nothing is sent while a branch’s row is missing, and the week stays due', async () => {
  await using scene = await aScene([])
  await openWeek(scene.ctx, MONDAY)
  const [week] = await takeDueWeeks(scene.ctx)
  for (const branch of week?.branches.slice(1) ?? []) await makeBranchPart(scene.ctx, key, branch)
  await makeCollegeDigest(scene.ctx, key)
  expect(await scene.letters()).toEqual([])
  expect(await weeksWait(scene.ctx)).toBe(true)
  expect(await takeDueWeeks(scene.ctx)).toEqual([])
})

test('a digest on a day off waits for the next working day', async () => {
  await using scene = await aScene([])
  const holiday = Temporal.Instant.from('2026-10-05T08:30:00+08:00')
  expect(await scene.makeAt(holiday)).toEqual([])
  expect(await nextWeekDue(scene.ctx)).toEqual(Temporal.Instant.from('2026-10-08T08:30:00+08:00'))
  expect(await weeksWait(scene.ctx)).toBe(false)
  scene.ctx.set('2026-10-08T08:30:00+08:00')
  expect(await scene.makeDue()).toHaveLength(1)
  expect(await nextWeekDue(scene.ctx)).toBeNull()
})

test('what was sent does not change when the world moves on', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  const before = await drawCard(scene)
  await scene.db.updateTable('meetings_meetings').set({ state: 'cancelled' }).execute()
  await makeBranchPart(scene.ctx, key, BranchId.parse('B10'))
  await makeCollegeDigest(scene.ctx, key)
  expect(await drawCard(scene)).toEqual(before)
})

test('the second digest compares with the first', async () => {
  await using scene = await aScene()
  await scene.makeAt(Temporal.Instant.from('2026-11-16T08:30:00+08:00'))
  const first = heldIn(await drawCard(scene, 'digest-COL1-2026-W46'))
  expect(first).toMatch(/^上周\d+个支部共开展组织生活30次，比前一周多23次$/)
  await scene.makeAt(MONDAY)
  const second = heldIn(await drawCard(scene))
  expect(second).toMatch(/^上周\d+个支部共开展组织生活22次，比前一周少8次$/)
})

test('a week in which nothing happened reads well', async () => {
  await using scene = await aScene([])
  await scene.makeAt(Temporal.Instant.from('2027-02-15T08:30:00+08:00'))
  scene.ctx.set('2027-02-26T08:30:00+08:00')
  await scene.makeDue()
  const card = await drawCard(scene, 'digest-COL1-2027-W06')
  expect(card.title).toBe('周报（2月8日—14日）')
  expect(textsOf(card)).toEqual([
    '没有需要处理的事项。',
    '上周情况',
    '14个支部上周没有开展组织生活',
    '上周没有到期的纪实',
    '本季度党员大会已完成0/14',
    '已完成的支部：本季度支部党员大会0/14、本年度组织生活会0/14、本年度民主评议党员0/14',
    '学院层面',
    '本季度中心组学习（扩大）0/1',
    '本周安排（2月15日—21日）',
    '本周暂无已安排的活动',
  ])
  expect(tableOf(card)).toHaveLength(14)
})

test('without a chat of the committee the digest is made, and the audit says that nobody got it', async () => {
  await using scene = await aScene([])
  const { ctx } = scene
  const silent = { ...ctx, settings: { ...ctx.settings, chats: { ...ctx.settings.chats, committee: null } } }
  await openWeek(silent, MONDAY)
  for (const week of await takeDueWeeks(silent)) {
    for (const branch of week.branches) await makeBranchPart(silent, key, branch)
  }
  await makeCollegeDigest(silent, key)
  const lines = await scene.db
    .selectFrom('roster_audit')
    .select('about')
    .where('act', '=', 'digest.unsent')
    .execute()
  expect([await scene.letters(), lines]).toEqual([[], [{ about: key }]])
})

test('the receipt check says loudly, once, that a digest was not delivered', async () => {
  await using scene = await aScene([])
  const said: unknown[] = []
  const log = Object.assign(Object.create(scene.ctx.log), { error: (what: unknown) => said.push(what) })
  const ctx = { ...scene.ctx, log }
  await scene.makeAt(MONDAY)
  const check = () => checkReceipt(ctx, MONDAY.add({ minutes: 30 }))
  expect([await check(), said]).toEqual([true, []])
  await scene.db
    .updateTable('letters_letters')
    .set({ ended: 'failed', ended_at: MONDAY, code: '230002' })
    .execute()
  expect([await check(), await check()]).toEqual([false, false])
  expect(said).toEqual([{ digest: key, ended: 'failed', code: '230002' }])
})
