import { expect, test } from 'vitest'
import { commands } from '../../../src/desk/command.ts'
import { handleMessage, tellNearQuota } from '../../../src/desk/service.ts'
import { callsSince } from '../../../src/feishu/out/usage.ts'
import { LetterId, MemberId, MessageId } from '../../../src/ids.ts'
import { receiverOf } from '../../../src/letters/rules.ts'
import { registry } from '../../../src/router.ts'
import { aScene, said, SECRETARY, textOf } from '../../reports/setup.ts'

const ADMIN = MemberId.parse('M0140')

type Scene = Awaited<ReturnType<typeof aScene>>

async function calls(scene: Scene, day: string, count: number): Promise<void> {
  await scene.db.insertInto('feishu_calls').values({ day, api: 'send', calls: count }).execute()
}

async function letters({ db }: Scene, kind: 'desk.quota' | 'desk.quotaNear') {
  return db.selectFrom('letters_letters').select(['id', 'ref', 'receiver']).where('kind', '=', kind).execute()
}

/** The last letter of the kind, as its receiver sees it. */
async function shown(scene: Scene, kind: 'desk.quota' | 'desk.quotaNear') {
  const row = (await letters(scene, kind)).at(-1)
  if (row === undefined) throw new Error(`no ${kind}`)
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: receiverOf(row.receiver) }
  const spec = registry.letters.kinds[kind]
  const rendering = await scene.run((tx) => spec.render(scene.ctx, tx, letter))
  const isRelevant = await scene.run((tx) => spec.isRelevant(scene.ctx, tx, letter))
  return {
    receiver: row.receiver,
    isRelevant,
    text: 'text' in rendering ? rendering.text : textOf(rendering),
  }
}

/** Messages differ, so that none is a redelivery. */
let messages = 0

async function say(scene: Scene, over: { who: MemberId; text: string }): Promise<void> {
  messages += 1
  const messageId = MessageId.parse(`om_quota${messages}`)
  const whole = said({ ...over, messageId, about: null })
  await scene.run((tx) => handleMessage(scene.ctx, tx, { said: whole, commands }))
}

const tell = (scene: Scene) => scene.run((tx) => tellNearQuota(scene.ctx, tx, callsSince))

test('an administrator is told the month’s calls by kind and what they will be, privately', async () => {
  await using scene = await aScene()
  await calls(scene, '2026-11-20', 300)
  await calls(scene, '2026-10-31', 9_000)
  await say(scene, { who: ADMIN, text: '统计 配额' })
  const { receiver, text } = await shown(scene, 'desk.quota')
  expect(receiver).toBe(`person:${ADMIN}`)
  expect(text).toContain('本月已用300次，占月度额度10000次的3%。')
  expect(text).toContain('发送消息')
})

test('a secretary is told who may see it, and without the word figures are shown', async () => {
  await using scene = await aScene()
  await say(scene, { who: SECRETARY, text: 'stats quota' })
  expect((await shown(scene, 'desk.quota')).text).toContain('由学院管理员查看')
  await say(scene, { who: ADMIN, text: '统计' })
  const [figures] = await scene.db
    .selectFrom('letters_letters')
    .select('ref')
    .where('kind', '=', 'statistics.sheet')
    .execute()
  expect(figures?.ref).toMatch(/^all[/]/)
})

test('at eight tenths each administrator is told once a month, whoever looks and however often', async () => {
  await using scene = await aScene()
  await calls(scene, '2026-11-20', 7_999)
  await tell(scene)
  expect(await letters(scene, 'desk.quotaNear')).toEqual([])
  await calls(scene, '2026-11-21', 1)
  await Promise.all(Array.from({ length: 20 }, () => tell(scene)))
  const told = await letters(scene, 'desk.quotaNear')
  expect(told.map(({ receiver }) => receiver)).toContain(`person:${ADMIN}`)
  expect(new Set(told.map(({ receiver }) => receiver)).size).toBe(told.length)
  expect(await shown(scene, 'desk.quotaNear')).toMatchObject({ isRelevant: true })
  scene.ctx.set('2026-12-01T08:00:00+08:00')
  expect(await shown(scene, 'desk.quotaNear')).toMatchObject({ isRelevant: false })
})
