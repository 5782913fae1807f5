import { expect, test } from 'vitest'
import { dryRun } from '../../../jobs/dry-run.ts'
import { foresee, makePreview, planText, previewsWait, takeOpenPreviews } from '../../../src/desk/service.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { takeStaleCards } from '../../../src/letters/service.ts'
import { registry } from '../../../src/router.ts'
import { type Life, aLife } from '../../support/a-life.ts'

/** M0140 is an administrator; M0213 is the secretary of B10, whose meeting A047 is on 25 November. */
const [admin, secretary] = ['M0140', 'M0213']

const live = (life: Life) => (until: Temporal.Instant) =>
  dryRun(life.ctx, registry, { until, patienceMs: 60_000 })

/** Works out what was asked for. */
async function work(life: Life): Promise<void> {
  for (const id of await takeOpenPreviews(life.ctx)) await makePreview(life.ctx, live(life), id)
}

/** What the newest answer shows at this moment, and whether a live card of it is to be updated. */
async function shown(life: Life, who: string): Promise<string> {
  const letter = (await life.letters('desk.preview')).at(-1)
  if (letter === undefined) throw new Error('no answer')
  expect(letter).toMatchObject({ receiver: `person:${who}`, ended: 'sent' })
  const { id, kind, ref } = { ...letter, id: LetterId.parse(letter.id), kind: 'desk.preview' as const }
  const to = { person: MemberId.parse(who) }
  const render = registry.letters.kinds[kind].render
  return JSON.stringify(await life.act((tx) => render(life.ctx, tx, { id, kind, ref, to })))
}

test('the committee reads what will be sent, when and to whom, without a name', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-23T08:00:00+08:00' })
  await life.say(admin, '会议 预览 7')
  expect(await previewsWait(life.ctx)).toBe(true)
  expect(await shown(life, admin)).toContain('正在推算')
  expect(await takeStaleCards(life.ctx)).toEqual([])
  await work(life)
  expect(await previewsWait(life.ctx)).toBe(false)
  expect(await takeStaleCards(life.ctx)).toHaveLength(1)
  const card = await shown(life, admin)
  expect(card).not.toContain('待发消息：')
  // Among them the week’s digest of each branch.
  expect(card).toContain('将发送61条：群消息2条，私聊59条。')
  expect(card).toContain('14个支部14人')
  expect(card).toContain('11月24日 周二 13:00')
  expect(card).toContain('11月25日第四季度支部党员大会')
  expect(card).toContain('本科二支部41人')
  expect(card).toContain('本科二支部群')
  for (const { name } of life.college.members) expect(card).not.toContain(name)
})

test('where nothing is to come, that is said', async () => {
  await using life = await aLife({ only: [], now: '2026-11-23T09:00:00+08:00' })
  await life.say(admin, '会议 预览 1')
  await work(life)
  expect(await shown(life, admin)).toContain('这几天没有将要发送的消息。')
})

test('a paused branch’s messages are shown as waiting', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say(secretary, '暂停')
  await life.say(admin, '会议 预览 1')
  await work(life)
  expect(await shown(life, admin)).toContain('暂停中')
  expect(await shown(life, admin)).toContain('另有1条因暂停而等待')
})

test('where only a part could be worked out, it is said until when', async () => {
  await using life = await aLife({ only: [] })
  const half = async () => ({ until: Temporal.Instant.from('2026-11-24T10:00:00+08:00'), sendings: [] })
  await life.say(admin, '会议 预览')
  for (const id of await takeOpenPreviews(life.ctx)) await makePreview(life.ctx, half, id)
  const cut = '内容较多，只推算到11月24日10:00。可减少天数再查看。'
  expect(await shown(life, admin)).toContain(cut)
  expect(planText(await foresee(life.ctx, half, 14), life.ctx.settings.timezone)).toContain(cut)
})

test('whoever is not of the committee is told kindly who may, and nothing is worked out', async () => {
  await using life = await aLife({ only: ['A047'] })
  for (const who of [secretary, 'M0230']) {
    await life.say(who, '会议 预览')
    expect(await shown(life, who)).toContain('待发消息由学院党委查看。')
  }
  expect(await previewsWait(life.ctx)).toBe(false)
})

test('a number of days that cannot be is asked again', async () => {
  await using life = await aLife({ only: [] })
  await life.say(admin, '会议 预览 90')
  expect(await shown(life, admin)).toContain('请写1到31之间的天数')
  expect(await previewsWait(life.ctx)).toBe(false)
})

test('twenty questions while one is worked out are one preview, and so is one that two work out', async () => {
  await using life = await aLife({ only: [] })
  await Promise.all(Array.from({ length: 20 }, () => life.hear(admin, '会议 预览')))
  const open = await takeOpenPreviews(life.ctx)
  expect(open).toHaveLength(1)
  expect(await takeOpenPreviews(life.ctx)).toEqual([])
  const nothing = async (until: Temporal.Instant) => ({ until, sendings: [] })
  await Promise.all(open.flatMap((id) => Array(20).fill(id)).map((id) => makePreview(life.ctx, nothing, id)))
  expect(await life.letters('desk.preview')).toHaveLength(1)
})

test('one that fails is tried again, and in the end said to have failed', async () => {
  await using life = await aLife({ only: [] })
  await life.say(admin, '会议 预览')
  const [id = ''] = await takeOpenPreviews(life.ctx)
  const broken = async () => {
    throw new Error('the disk is full')
  }
  for (const more of [true, true, false]) {
    await makePreview(life.ctx, broken, id)
    expect(await previewsWait(life.ctx)).toBe(more)
  }
  expect(await shown(life, admin)).toContain('这次没有推算成功')
})

test('the days are those of the college, also across a change of its clocks', async () => {
  await using life = await aLife({ only: [], now: '2026-10-31T12:00:00-04:00' })
  Object.assign(life.ctx, { settings: { ...life.ctx.settings, timezone: 'America/New_York' } })
  const { from, wanted } = await foresee(life.ctx, async (until) => ({ until, sendings: [] }), 1)
  expect(from.until(wanted).total('hours')).toBe(25)
})
