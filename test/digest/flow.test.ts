import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  checkReceipt,
  makeBranchPart,
  makeCollegeDigest,
  openWeek,
  readDigest,
  receiptOf,
  takeDueWeeks,
} from '../../src/digest/service.ts'
import { hashOf } from '../../src/digest/snapshots/rules.ts'
import { troubleText } from '../../src/digest/troubles/service.ts'
import { aScene, MONDAY, past, week47 } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>
const { key } = week47

/** Redis was emptied, or the workers were killed: the next look takes the week again. */
async function takeAgain(scene: Scene) {
  await scene.db.updateTable('digest_weeks').set({ look_at: MONDAY }).execute()
  return takeDueWeeks(scene.ctx)
}

const troubles = (scene: Scene) =>
  scene.db
    .selectFrom('letters_letters')
    .select(['ref', 'receiver'])
    .where('kind', '=', 'digest.trouble')
    .execute()

test('wherever its workers are killed, three of them at once, a digest is made once and with all branches', async () => {
  await using scene = await aScene(past.slice(0, 3))
  for (const [n, survived] of [0, 1, 13, 14].entries()) {
    const at = MONDAY.add({ hours: n * 7 * 24 })
    scene.ctx.set(at.toString())
    await openWeek(scene.ctx, at)
    const [week] = await takeDueWeeks(scene.ctx)
    if (week === undefined) throw new Error('a week is due')
    for (const branch of week.branches.slice(0, survived)) await makeBranchPart(scene.ctx, week.key, branch)
    if (survived < 14) await makeCollegeDigest(scene.ctx, week.key)
    expect(await scene.letters()).toHaveLength(n)
    const [again] = await takeAgain(scene)
    const worker = async () => {
      for (const branch of again?.branches ?? []) await makeBranchPart(scene.ctx, week.key, branch)
      await makeCollegeDigest(scene.ctx, week.key)
    }
    await Promise.all([worker(), worker(), worker()])
    expect(await scene.letters()).toHaveLength(n + 1)
    const { branches } = await scene.run((tx) => readDigest(tx, week.key))
    expect(branches.filter(({ uncounted }) => uncounted === null)).toHaveLength(14)
  }
})

test('a digest leaves one receipt: what it said, when, and by which letter; nothing changes what it said', async () => {
  await using scene = await aScene(past.slice(0, 3))
  await scene.makeAt(MONDAY)
  const receipt = await scene.run((tx) => receiptOf(tx, key))
  const letter = await scene.db
    .selectFrom('letters_letters')
    .select('id')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  expect(receipt).toEqual({
    hash: hashOf(await scene.run((tx) => readDigest(tx, key))),
    letter: letter.id,
    at: MONDAY,
  })
  const changes = [
    scene.db.updateTable('digest_snapshots').set({ hash: '' }).execute(),
    scene.db.deleteFrom('digest_snapshots').execute(),
  ]
  for (const change of changes) await expect(change).rejects.toThrow('never changed')
})

test('a branch that cannot be counted keeps nobody waiting, and only the administrators read why', async () => {
  await using scene = await aScene()
  await sql`update meetings_meetings set training = '{"hours":"many"}' where branch_id = 'B02'`.execute(
    scene.db,
  )
  await openWeek(scene.ctx, MONDAY)
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const [week] = await takeAgain(scene)
    const parts = (week?.branches ?? []).map((branch) => makeBranchPart(scene.ctx, key, branch))
    const failed = (await Promise.allSettled(parts)).filter(({ status }) => status === 'rejected')
    expect(failed).toHaveLength(1)
    await makeCollegeDigest(scene.ctx, key)
  }
  const { branches } = await scene.run((tx) => readDigest(tx, key))
  expect(branches.flatMap(({ name, uncounted }) => (uncounted === null ? [] : [[name, uncounted]]))).toEqual([
    ['计算机系', 'database'],
  ])
  expect(JSON.stringify(await scene.render(key))).not.toContain('数据库')
  const [told] = await troubles(scene)
  expect(told?.receiver).toMatch(/^person:/)
  expect(await scene.run((tx) => troubleText(scene.ctx, tx, told?.ref ?? ''))).toContain(
    '计算机系：数据库没有应答，或拒绝了查询',
  )
})

test('a digest that was due and did not go out is told to each administrator once, and the heartbeat is silent', async () => {
  await using scene = await aScene([])
  const later = MONDAY.add({ minutes: 31 })
  await openWeek(scene.ctx, MONDAY)
  // A bot that has just come back has not tried yet.
  expect([await checkReceipt(scene.ctx, later), await troubles(scene)]).toEqual([false, []])
  await takeAgain(scene)
  await takeAgain(scene)
  for (let minute = 0; minute < 3; minute += 1) expect(await checkReceipt(scene.ctx, later)).toBe(false)
  const told = await troubles(scene)
  expect(new Set(told.map(({ receiver }) => receiver)).size).toBe(told.length)
  expect(told[0]?.ref).toBe(`unsent/${key}`)
  await takeAgain(scene)
  await scene.db.updateTable('digest_weeks').set({ attempts: 5 }).execute()
  await makeCollegeDigest(scene.ctx, key)
  expect(await checkReceipt(scene.ctx, later)).toBe(true)
})
