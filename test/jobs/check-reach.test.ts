import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { checkReach, type Eyes } from '../../jobs/check-reach.ts'
import { refused } from '../../src/feishu/errors.ts'
import { DEMO_APP, worldOf } from '../../src/main/demo/world.ts'
import { transact } from '../../src/db/transact.ts'
import { acceptCollege, askForCheck, nextCheck, reachFound, takeDueCheck } from '../../src/roster/service.ts'
import type { WorldInput } from '../../src/sandbox/world.ts'
import { anEdge, aRedisClient } from '../feishu/aids.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { hostSandbox } from '../support/hosted-sandbox.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')
const { college } = loaded
const sound = worldOf(college, Temporal.Instant.from('2026-11-23T09:00:00+08:00'))

/** B01's group without the bot, M0213 not in B10's group, M0230 unknown to the app. */
const broken: WorldInput = {
  ...sound,
  people: sound.people.filter(({ open_id }) => open_id !== 'ou_fx_0230'),
  chats: sound.chats.map((chat) => ({
    ...chat,
    bots: chat.chat_id === 'oc_fx_B01' ? [] : chat.bots,
    members: chat.chat_id === 'oc_fx_B10' ? chat.members.filter((who) => who !== 'ou_fx_0213') : chat.members,
  })),
}
const TROUBLES = ['botOut B01', 'memberOut B10/M0213', 'unseen M0230']
const NOWHERE = 'http://127.0.0.1:9'

/** The demo college on a database, its files accepted at 09:00, and a look at a platform with such a world. */
async function aReachLife() {
  await using opening = new AsyncDisposableStack()
  const db = opening.use(await aDatabase())
  const ctx = await aCtx(db)
  const redis = opening.use(await aRedisClient())
  await transact(ctx, (tx) => acceptCollege(ctx, tx, college))
  const app = { appId: DEMO_APP.id, appSecret: DEMO_APP.secret }
  const at = (url: string) => opened.use(anEdge(url, redis, app))
  const on = async (world: WorldInput) => {
    const sandbox = opened.use(await hostSandbox(world))
    return { sandbox, eyes: at(sandbox.url) }
  }
  const ask = () => transact(ctx, (tx) => askForCheck(ctx, tx))
  const found = () => transact(ctx, (tx) => reachFound(ctx, tx))
  const known = async () => (await found()).troubles.map(({ kind, about }) => `${kind} ${about}`)
  /** Takes the check that is due at that time of the day, and makes it. */
  const check = async (time: string, eyes: Eyes) => {
    ctx.set(`2026-11-23T${time}+08:00`)
    if (!(await takeDueCheck(ctx))) return false
    await checkReach(ctx, eyes)
    return true
  }
  const opened = opening.move()
  return { ctx, db, on, at, ask, found, known, check, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

test('a group without the bot, a member out of a group and one whom the app cannot see are found', async () => {
  await using life = await aReachLife()
  const { sandbox, eyes } = await life.on(broken)
  expect(await life.check('09:00:10', eyes)).toBe(true)
  expect(await life.known()).toEqual(TROUBLES)
  const [bot, member, unseen] = (await life.found()).troubles.map(({ says }) => says)
  expect(bot).toContain('支部助手不在“自动化系支部”群：请群主将其加进群')
  expect(member).toContain('成员 M0213 不在“本科二支部”群')
  expect(unseen).toContain('应用看不到 M0230：请在开发者后台扩大可用范围')
  const calls = (await sandbox.control.record()).map(({ api }) => api)
  const count = (api: string) => calls.filter((one) => one === api).length
  expect(['chats', 'members', 'users'].map(count)).toEqual([1, 16, 9])
})

test('what is mended disappears, and what stays keeps the time since when it is so', async () => {
  await using life = await aReachLife()
  const { eyes } = await life.on(broken)
  const { eyes: mended } = await life.on(sound)
  await life.check('09:00:10', eyes)
  await life.ask()
  const half: Eyes = {
    chats: () => mended.chats(),
    chatMembers: (chat) => mended.chatMembers(chat),
    users: (ids) => eyes.users(ids),
  }
  expect(await life.check('09:30:10', half)).toBe(true)
  const [only] = (await life.found()).troubles
  expect(await life.known()).toEqual(['unseen M0230'])
  expect(only?.since.toString()).toBe('2026-11-23T01:00:10Z')
  await life.ask()
  await life.check('10:00:10', mended)
  expect(await life.known()).toEqual([])
})

test('nothing is concluded from half an answer: what was known stays, and the next attempt comes by itself', async () => {
  await using life = await aReachLife()
  const { eyes } = await life.on(broken)
  await life.check('09:00:10', eyes)
  await life.ask()
  const whole = (await life.on(sound)).eyes
  const away = life.at(NOWHERE)
  const half: Eyes = {
    chats: () => whole.chats(),
    chatMembers: (chat) => whole.chatMembers(chat),
    users: (ids) => away.users(ids),
  }
  expect(await life.check('09:30:10', half)).toBe(true)
  expect(await life.known()).toEqual(TROUBLES)
  expect((await life.found()).error).toContain('users: no answer')
  expect((await nextCheck(life.ctx))?.toString()).toBe('2026-11-23T01:31:10Z')
  expect(await life.check('09:31:10', half)).toBe(true)
  expect((await nextCheck(life.ctx))?.toString()).toBe('2026-11-23T01:36:10Z')
  expect(await life.check('09:36:10', whole)).toBe(true)
  expect(await life.found()).toEqual({ troubles: [], error: null })
  expect(await nextCheck(life.ctx)).toBeNull()
})

test('twenty who join at once, heard by twenty processes, make one check, and never more than one a minute', async () => {
  await using life = await aReachLife()
  const { eyes } = await life.on(sound)
  const twenty = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, work))
  await twenty(life.ask)
  expect(await twenty(() => takeDueCheck(life.ctx))).not.toContain(true)
  life.ctx.set('2026-11-23T09:00:10+08:00')
  expect((await twenty(() => takeDueCheck(life.ctx))).filter(Boolean)).toHaveLength(1)
  await checkReach(life.ctx, eyes)
  expect(await nextCheck(life.ctx)).toBeNull()
  await twenty(life.ask)
  expect(await life.check('09:00:40', eyes)).toBe(false)
  expect(await life.check('09:01:10', eyes)).toBe(true)
})

test('who joins while a check is under way is looked at again a minute later', async () => {
  await using life = await aReachLife()
  const { eyes } = await life.on(sound)
  const slow: Eyes = {
    chats: () => life.ask().then(() => eyes.chats()),
    chatMembers: (chat) => eyes.chatMembers(chat),
    users: (ids) => eyes.users(ids),
  }
  await life.check('09:00:10', slow)
  expect((await nextCheck(life.ctx))?.toString()).toBe('2026-11-23T01:01:10Z')
  expect(await life.check('09:01:10', eyes)).toBe(true)
  expect(await nextCheck(life.ctx)).toBeNull()
})

test('a check that comes to its end after a later one changes nothing', async () => {
  await using life = await aReachLife()
  const old = (await life.on(broken)).eyes
  const { eyes } = await life.on(sound)
  const stuck: Eyes = {
    chats: () => old.chats(),
    chatMembers: (chat) => old.chatMembers(chat),
    users: async (ids) => {
      await life.check('09:02:10', eyes)
      return old.users(ids)
    },
  }
  await life.check('09:00:10', stuck)
  expect(await life.found()).toEqual({ troubles: [], error: null })
})

test('one open_id that the platform refuses, or one group that would not tell, hides nobody else', async () => {
  await using life = await aReachLife()
  const { eyes } = await life.on(broken)
  const strict: Eyes = {
    chats: () => eyes.chats(),
    chatMembers: (chat) =>
      chat === 'oc_fx_B10'
        ? Promise.reject(refused('members', { code: 232009, msg: '' }))
        : eyes.chatMembers(chat),
    users: (ids) =>
      ids.some((id) => id === 'ou_fx_0007')
        ? Promise.reject(refused('users', { code: 99992361, msg: '' }))
        : eyes.users(ids),
  }
  await life.check('09:00:10', strict)
  expect(await life.known()).toEqual(['botOut B01', 'unseen M0007', 'unseen M0230'])
  await life.ask()
  await life.check('09:05:10', eyes)
  await life.ask()
  await life.check('09:10:10', strict)
  expect(await life.known()).toEqual(['botOut B01', 'memberOut B10/M0213', 'unseen M0007', 'unseen M0230'])
})

test('whom nobody expects there is not missed: who has left, is exempt, or belonged to a branch that was closed', async () => {
  await using life = await aReachLife()
  const { eyes } = await life.on(broken)
  const set = (who: string, to: object) =>
    life.db.updateTable('roster_members').set(to).where('id', '=', who).execute()
  await set('M0213', { status: '长期不便参会' })
  await set('M0230', { left_on: '2026-11-01' })
  await life.db.updateTable('roster_branches').set({ active: false }).where('id', '=', 'B01').execute()
  const groups = life.db.updateTable('roster_groups').where('id', 'in', ['B01G1', 'B10G1'])
  await groups.set({ chat: 'oc_fx_nowhere' }).execute()
  await life.check('09:00:10', eyes)
  const { troubles } = await life.found()
  expect(troubles.map(({ about }) => about)).toEqual(['B10G1'])
  expect(troubles[0]?.says).toContain('“本科二支部第一党小组”')
})
