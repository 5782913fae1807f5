import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { LetterId, MemberId, OpenId } from '../../src/ids.ts'
import { deliverLetter } from '../../src/letters/delivery/service.ts'
import { takeDueLetters, writeLetters } from '../../src/letters/service.ts'
import { DEMO_APP, worldOf } from '../../src/main/demo/world.ts'
import { letters } from '../../src/roster/letter.ts'
import { acceptCollege, onDelivery, secretaryOf } from '../../src/roster/service.ts'
import { registry } from '../../src/router.ts'
import { BRANCH_CHAT, college, SECRETARY, textOf } from '../reports/setup.ts'
import { anEdge, aRedisClient } from '../feishu/aids.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { hostSandbox } from '../support/hosted-sandbox.ts'

const [stopped, departed, unwritten, fine] = ['M0233', 'M0221', 'M0226', 'M0230'].map((id) =>
  MemberId.parse(id),
)
const ORGANISER = MemberId.parse('M0142')
const nameOf = (who: MemberId | undefined) => college.members.find(({ id }) => id === who)?.name ?? ''

/** The demo college on a platform; M0226 has no open_id. */
async function aCollege() {
  await using opening = new AsyncDisposableStack()
  const db = opening.use(await aDatabase())
  const ctx = await aCtx(db)
  const redis = opening.use(await aRedisClient())
  const world = worldOf(college, ctx.now())
  const sandbox = opening.use(await hostSandbox(world))
  const feishu = opening.use(anEdge(sandbox.url, redis, { appId: DEMO_APP.id, appSecret: DEMO_APP.secret }))
  await transact(ctx, (tx) => acceptCollege(ctx, tx, college))
  await db
    .updateTable('roster_members')
    .set({ open_id: null })
    .where('id', '=', unwritten ?? '')
    .execute()
  const post = { feishu, letters: registry.letters }
  let n = 0
  /** Writes each of them a letter and hands all over; answers how each ended. */
  const writeTo = async (...people: (MemberId | undefined)[]) => {
    n += 1
    const letter = { kind: 'desk.help', ref: 'direct' } as const
    const all = people.flatMap((person) =>
      person === undefined ? [] : [{ ...letter, key: `${n} ${person}`, to: { person } }],
    )
    await transact(ctx, (tx) => writeLetters(ctx, tx, all))
    const due: LetterId[] = await takeDueLetters(ctx)
    const turns = await Promise.all(due.map((id) => deliverLetter(ctx, post, id)))
    return turns.toSorted()
  }
  const shownTo = (who: MemberId) =>
    transact(ctx, async (tx) => {
      const letter = { id: A_LETTER, kind: 'roster.list', ref: who, to: { person: who } } as const
      const rendering = await letters['roster.list'].render(ctx, tx, letter)
      return 'text' in rendering ? rendering.text : textOf(rendering)
    })
  const opened = opening.move()
  return { ctx, db, sandbox, writeTo, shownTo, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

const A_LETTER = LetterId.parse('00000000-0000-4000-8000-000000000000')

test('who cannot be reached never stops the others, is listed with reason and cure, and comes off the list again', async () => {
  await using here = await aCollege()
  const { control } = here.sandbox
  await control.fault({ kind: 'blocked', who: 'ou_fx_0233' })
  await control.person({ open_id: 'ou_fx_0221', gone: true })
  expect(await here.writeTo(stopped, departed, unwritten, fine, SECRETARY)).toEqual([
    ...['failed', 'failed', 'failed'],
    ...['sent', 'sent'],
  ])
  const list = await here.shownTo(SECRETARY)
  for (const [who, why] of [
    [stopped, '停收了支部助手的消息'],
    [departed, '不在应用可用范围，或已离职'],
    [unwritten, '没有登记飞书账号'],
  ] as const) {
    expect(list).toContain(`{"who":"${nameOf(who)}","why":"${why}"}`)
  }
  expect(list).toContain('停收消息的：请转告本人')
  expect(list).toContain('没有登记飞书账号的：请管理员在名单里补上 open_id。')
  expect(list).toContain('本科二支部：41人（正式')
  expect(list).not.toContain(nameOf(fine))

  await control.heal()
  await control.person({ open_id: 'ou_fx_0221', gone: false })
  expect(await here.writeTo(stopped, departed)).toEqual(['sent', 'sent'])
  const later = await here.shownTo(SECRETARY)
  expect(later).toContain('联系不上1处')
  expect(later).toContain(nameOf(unwritten))
})

test('a secretary sees the own branch, an administrator all, and a member is sent on', async () => {
  await using here = await aCollege()
  const { ctx } = here
  const b01 = college.branches[0]?.id
  const other = b01 && (await transact(ctx, (tx) => secretaryOf(ctx, tx, b01)))
  if (!other || !fine) throw new Error('B01 has no secretary')
  const own = await here.shownTo(other)
  expect(own).toContain('各群和成员均能收到消息。')
  expect(own).not.toContain(nameOf(unwritten))
  const all = await here.shownTo(ORGANISER)
  expect(all).toContain('14个支部，420人')
  expect(all).toContain(`{"branch":"本科二支部","who":"${nameOf(unwritten)}","why":"没有登记飞书账号"}`)
  expect(await here.shownTo(fine)).toBe('名册由支部书记或学院管理员查看。')
})

test('a group that is not what the roster thinks is listed by its branch, and the college’s own for an administrator', async () => {
  await using here = await aCollege()
  const { db, ctx } = here
  const since = ctx.now()
  const troubles = [
    { kind: 'botOut', about: 'B10G1', since },
    { kind: 'botOut', about: 'committee', since },
    { kind: 'memberOut', about: 'B10/M0230', since },
    { kind: 'blocked', about: 'M0001', since },
  ]
  await db.insertInto('roster_reach').values(troubles).execute()
  await db.updateTable('roster_members').set({ left_on: '2026-11-20' }).where('id', '=', 'M0001').execute()
  const own = await here.shownTo(SECRETARY)
  expect(own).toContain('联系不上3处')
  expect(own).toContain(`{"who":"${nameOf(fine)}","why":"不在“本科二支部”群"}`)
  expect(own).toContain('"who":"支部助手"')
  expect(own).not.toContain('学院党委')
  const all = await here.shownTo(ORGANISER)
  expect(all).toContain('{"branch":"学院","who":"支部助手","why":"不在“学院党委”群"}')
  expect(all).not.toContain(nameOf(MemberId.parse('M0001')))
})

test('what a letter told of an account is forgotten when the file gives another one', async () => {
  await using here = await aCollege()
  const { db, ctx } = here
  const told = (who: MemberId | undefined) => ({ kind: 'unavailable', about: who ?? '', since: ctx.now() })
  await db
    .insertInto('roster_reach')
    .values([told(stopped), told(departed)])
    .execute()
  const openId = OpenId.parse('ou_fx_new')
  const members = college.members.map((one) => (one.id === departed ? { ...one, openId } : one))
  await transact(ctx, (tx) => acceptCollege(ctx, tx, { ...college, members }))
  const left = await db.selectFrom('roster_reach').select('about').execute()
  expect(left).toEqual([{ about: stopped }])
})

test('a refusal that blames the group asks for a look, one that blames the letter blames nobody', async () => {
  await using here = await aCollege()
  const { db, ctx } = here
  const asked = async () =>
    (await db.selectFrom('roster_reach_check').select('marks').executeTakeFirstOrThrow()).marks
  const before = await asked()
  const tell = (code: string) =>
    transact(ctx, (tx) => onDelivery(ctx, tx, { to: { chat: BRANCH_CHAT }, code }))
  await tell('230025')
  expect(await asked()).toBe(before)
  await tell('230002')
  expect(await asked()).toBe(before + 1)
  await transact(ctx, (tx) => onDelivery(ctx, tx, { to: { person: SECRETARY }, code: '230099' }))
  expect(await db.selectFrom('roster_reach').selectAll().execute()).toEqual([])
})

test('a branch without secretary and a group without leader stand on the list, for whoever may see them', async () => {
  await using here = await aCollege()
  expect(await here.shownTo(ORGANISER)).not.toMatch(/没有支部书记|没有党小组组长/)
  await here.db
    .deleteFrom('roster_offices')
    .where('office', '=', '支部书记')
    .where('scope', '=', 'B03')
    .execute()
  await here.db
    .updateTable('roster_offices')
    .set({ until: '2026-11-22' })
    .where('scope', 'in', ['B10G2', 'B03G1'])
    .execute()
  const all = await here.shownTo(ORGANISER)
  expect(all).toMatch(/没有支部书记：[^、。]+。请管理员/)
  expect(all).toMatch(/没有党小组组长：[^、。]+第一党小组、[^、。]+第二党小组。/)
  const own = await here.shownTo(SECRETARY)
  expect(own).toContain('没有党小组组长：第二党小组。')
  expect(own).not.toContain('没有支部书记')
})
