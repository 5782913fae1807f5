import { expect, test } from 'vitest'
import {
  makeBranchPart,
  makeCollegeDigest,
  openWeek,
  takeDueWeeks,
  weeksWait,
} from '../../src/digest/service.ts'
import type { Card } from '../../src/cards/card.ts'
import { aScene, MONDAY, past, week47 } from './setup.ts'

const { key } = week47

async function drawCard(scene: Awaited<ReturnType<typeof aScene>>, of = key): Promise<Card> {
  const rendering = await scene.render(of)
  if ('text' in rendering) throw new Error(rendering.text)
  return rendering
}

const textsOf = (card: Card) => card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
const tableOf = (card: Card) => card.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))

test('a branch that cannot be counted stands in the digest as such, and thirteen arrive', async () => {
  await using scene = await aScene()
  await openWeek(scene.ctx, MONDAY)
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expect(await scene.letters()).toEqual([])
    await scene.db.updateTable('digest_weeks').set({ look_at: MONDAY }).execute()
    const [week] = await takeDueWeeks(scene.ctx)
    for (const branch of week?.branches.slice(1) ?? []) await makeBranchPart(scene.ctx, key, branch)
    await makeCollegeDigest(scene.ctx, key)
  }
  expect(await scene.letters()).toHaveLength(1)
  const card = await drawCard(scene)
  expect(tableOf(card)[0]).toEqual({ branch: '自动化系', rate: '未能统计' })
  expect(tableOf(card)).toHaveLength(14)
  expect(textsOf(card).join('\n')).toMatch(/上周11个支部共开展组织生活22次/)
  expect(textsOf(card).join('\n')).toContain('未能统计，不计入以下合计：自动化系')
  expect(await weeksWait(scene.ctx)).toBe(false)
})

test('a type counts by whichever of its names it was written', async () => {
  const called = past.map((one) => ({
    ...one,
    types: one.types.map((type) => type.replace('支部党员大会', '党员大会')),
  }))
  await using scene = await aScene(called)
  await scene.makeAt(MONDAY)
  expect(textsOf(await drawCard(scene)).join()).toContain('本季度党员大会已完成4/14')
})

test('decisions that branches still have to carry out are counted in one line, and no line says that there are none', async () => {
  await using scene = await aScene()
  const task = { request_id: 'R-A072', due_on: '2026-11-20' }
  const done = { done_at: scene.ctx.now(), done_by: 'M0213' }
  const tasks = [
    { ...task, branch_id: 'B10', what: '交学习计划', ...done },
    { ...task, branch_id: 'B10', what: '报送名单' },
    { ...task, branch_id: 'B03', what: '报送名单' },
  ]
  await scene.db.insertInto('reports_tasks').values(tasks).execute()
  await scene.makeAt(MONDAY)
  expect(textsOf(await drawCard(scene)).join()).toContain('例会议定事项未办结2件')
  await scene.db.updateTable('reports_tasks').set(done).execute()
  await scene.makeAt(MONDAY.add({ hours: 7 * 24 }))
  expect(textsOf(await drawCard(scene, 'digest-COL1-2026-W48')).join()).not.toContain('议定事项')
})
