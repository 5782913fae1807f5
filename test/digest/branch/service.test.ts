import { expect, test } from 'vitest'
import { hasDigestOfLate, makeCollegeDigest } from '../../../src/digest/service.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import type { Letter, LetterKind } from '../../../src/letters/types.ts'
import { warnOfCadence } from '../../../src/measures/service.ts'
import { registry } from '../../../src/router.ts'
import { college } from '../../support/demo-college.ts'
import { aScene, MONDAY, week47 } from '../setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>
const { key } = week47
const SECRETARY = 'M0213'
const DEPUTY = 'M0214'

function of(ref: string, kind: LetterKind = 'digest.branch', to = SECRETARY): Letter {
  return { id: LetterId.parse(crypto.randomUUID()), kind, ref, to: { person: MemberId.parse(to) } }
}

const { 'digest.branch': branchLetter, 'desk.summary': summary } = registry.letters.kinds

const written = ({ db }: Scene, kind: LetterKind = 'digest.branch') =>
  db
    .selectFrom('letters_letters')
    .select(['key', 'ref', 'receiver', 'useless_after'])
    .where('kind', '=', kind)
    .orderBy('key')
    .execute()

async function shown(scene: Scene, ref: string): Promise<string> {
  const rendering = await scene.run((tx) => branchLetter.render(scene.ctx, tx, of(ref)))
  if ('text' in rendering) throw new Error(rendering.text)
  return JSON.stringify(rendering)
}

const goes = (scene: Scene, ref: string) => scene.run((tx) => branchLetter.isRelevant(scene.ctx, tx, of(ref)))
const holder = (scene: Scene, ref: string) =>
  scene.run(async (tx) => branchLetter.holder?.(scene.ctx, tx, of(ref)))

test('each branch’s secretary gets one digest a week, which names no other branch and no person', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  await makeCollegeDigest(scene.ctx, key)
  await scene.makeAt(MONDAY)
  const letters = await written(scene)
  expect(letters).toHaveLength(14)
  expect(letters[9]).toMatchObject({
    ...{ key: `digest.branch:${key}/B10:lead`, ref: `${key}/B10@lead`, receiver: `person:${SECRETARY}` },
    useless_after: Temporal.Instant.from('2026-11-30T00:00:00+08:00'),
  })
  for (const { ref } of letters) {
    const card = await shown(scene, ref)
    const others = college.branches.filter(({ id }) => !ref.includes(`/${id}@`))
    for (const { short } of others) expect(card).not.toContain(short)
    for (const { name } of college.members) expect(card).not.toContain(name)
    expect(await goes(scene, ref)).toBe(true)
  }
  const card = await shown(scene, `${key}/B10@lead`)
  for (const said of [
    '本科二支部第11周小结',
    '开展活动3次（各支部中位数2次）',
    '到会率98%',
    '纪实应交2份：按时2份，迟交0份，待补0份',
    '本季度：支部党员大会 已完成',
  ])
    expect(card).toContain(said)
  expect(await shown(scene, `${key}/B11@lead`)).toContain('纪实2份已过截止时间')
})

test('it is whose office it is on the day of sending: deputy, then whoever acts; the deputy too where the college wants', async () => {
  await using scene = await aScene()
  const { settings } = scene.ctx
  Object.assign(scene.ctx, { settings: { ...settings, digest: { ...settings.digest, deputy: true } } })
  await scene.makeAt(MONDAY)
  const lead = `${key}/B10@lead`
  const besides = `${key}/B10@deputy`
  const to = (await written(scene)).filter(({ ref }) => ref.includes('/B10@')).map(({ receiver }) => receiver)
  expect(to).toEqual([`person:${DEPUTY}`, `person:${SECRETARY}`])
  const passes = (who: string) =>
    scene.db.updateTable('roster_offices').set({ until: '2026-11-22' }).where('member_id', '=', who).execute()
  await scene.db.updateTable('roster_members').set({ open_id: null }).where('id', '=', SECRETARY).execute()
  expect([await holder(scene, lead), await holder(scene, besides)]).toEqual([DEPUTY, null])
  await passes(SECRETARY)
  expect([await holder(scene, lead), await holder(scene, besides)]).toEqual([DEPUTY, null])
  await passes(DEPUTY)
  const acting = await holder(scene, lead)
  expect(college.committee.filter(({ rights }) => rights === 'admin').map(({ member }) => member)).toContain(
    acting,
  )
  expect(await holder(scene, besides)).toBeNull()
})

test('in a week in which every branch rests nobody is told so', async () => {
  await using scene = await aScene([])
  await scene.makeAt(Temporal.Instant.from('2027-01-11T08:30:00+08:00'))
  const ref = 'digest-COL1-2027-W01/B10@lead'
  expect(await goes(scene, ref)).toBe(false)
})

test('at the end of a quarter what it misses is named once more', async () => {
  await using scene = await aScene([])
  await scene.makeAt(Temporal.Instant.from('2027-01-04T08:30:00+08:00'))
  const card = await shown(scene, 'digest-COL1-2026-W53/B02@lead')
  expect(card).toContain('上季度：支部党员大会 应1次，已有记录0次')
  expect(card).toContain('本季度：支部党员大会 待安排')
  expect(await goes(scene, 'digest-COL1-2026-W53/B02@lead')).toBe(true)
})

const sent = ({ db, ctx }: Scene) =>
  db
    .updateTable('letters_letters')
    .set({ written_at: ctx.now(), attempts: 1, first_attempt_at: ctx.now() })
    .where('kind', '=', 'digest.branch')
    .execute()

test('what waits and was named in the morning is not listed once more on that day', async () => {
  await using scene = await aScene()
  const secretary = of('M0254', 'desk.summary', 'M0254')
  const list = () => scene.run(async (tx) => JSON.stringify(await summary.render(scene.ctx, tx, secretary)))
  scene.ctx.set('2026-11-23T08:00:00+08:00')
  expect(await list()).toContain('去填写')
  await scene.makeAt(MONDAY)
  await sent(scene)
  expect(await list()).not.toContain('去填写')
  scene.ctx.set('2026-11-24T09:00:00+08:00')
  expect(await list()).toContain('去填写')
})

test('what is about to be missed is warned of only where no digest named it within the week', async () => {
  await using scene = await aScene()
  await scene.makeAt(Temporal.Instant.from('2026-11-30T08:30:00+08:00'))
  await sent(scene)
  const warned = async () => (await written(scene, 'meetings.cadence')).length
  scene.ctx.set('2026-12-02T03:30:00+08:00')
  await warnOfCadence(scene.ctx, hasDigestOfLate)
  expect(await warned()).toBe(0)
  scene.ctx.set('2026-12-07T08:30:00+08:00')
  await warnOfCadence(scene.ctx, hasDigestOfLate)
  expect(await warned()).toBeGreaterThan(0)
})
