import { expect, test } from 'vitest'
import { actions } from '../../src/digest/action.ts'
import { lettersOf } from '../../src/digest/letter.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import type { Card } from '../../src/cards/card.ts'
import type { LetterKind } from '../../src/letters/types.ts'
import { aScene, MONDAY, past, week47 } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>
const ADMIN = MemberId.parse('M0140')
const OTHER = MemberId.parse('M0141')
/** Of a branch. */
const SECRETARY = MemberId.parse('M0213')
const { key: digest } = week47

/** Monday of week 48, with what of the past was due and has not come in. */
async function onMonday() {
  const missing = past.filter(({ report }) => report?.state === 'missing' || report?.state === 'pending')
  const scene = await aScene(missing)
  await scene.makeAt(MONDAY)
  return scene
}

type Pressing = [name: string, data: Record<string, string>]

const pressAs = (scene: Scene, who: MemberId, ...[name, data]: Pressing) => {
  const handler = new Map(actions).get(name)
  if (handler === undefined) throw new Error(`no ${name}`)
  return scene.run((tx) =>
    handler(scene.ctx, tx, { who, letter: null, madeAt: scene.ctx.now(), data, form: {} }),
  )
}

const written = (scene: Scene, kind: LetterKind) =>
  scene.db
    .selectFrom('letters_letters')
    .select(['ref', 'receiver', 'due'])
    .where('kind', '=', kind)
    .orderBy('ref')
    .execute()

async function opened(scene: Scene, who: MemberId): Promise<string> {
  await pressAs(scene, who, 'digest.nudge', { digest })
  const own = (await written(scene, 'digest.nudge')).find(({ receiver }) => receiver === `person:${who}`)
  if (own === undefined) throw new Error('no preview')
  return own.ref
}

async function preview(scene: Scene, who: MemberId, ref: string): Promise<Card> {
  const letter = {
    id: LetterId.parse(crypto.randomUUID()),
    kind: 'digest.nudge',
    ref,
    to: { person: who },
  } as const
  const shown = await scene.run((tx) => lettersOf({})['digest.nudge'].render(scene.ctx, tx, letter))
  if ('text' in shown) throw new Error(shown.text)
  return shown
}

const buttonsOf = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ text }) => text) : []))

test('催办 shows whom it would reach before it does, and 取消 reaches nobody', async () => {
  await using scene = await onMonday()
  const nudge = await opened(scene, ADMIN)
  const card = await preview(scene, ADMIN, nudge)
  expect(card.title).toBe('催办：发送前核对')
  expect(JSON.stringify(card)).toMatch(/将提醒\d+位负责人，共\d+份活动纪实/)
  expect(JSON.stringify(card)).toContain('本科三支部\\n')
  expect(buttonsOf(card)).toEqual(['确认催办', '取消'])
  expect(await written(scene, 'reports.nudge')).toEqual([])
  expect((await pressAs(scene, ADMIN, 'digest.cancelNudge', { nudge })).toast.text).toBe(
    '已取消，没有提醒任何人。',
  )
  expect(await written(scene, 'reports.nudge')).toEqual([])
  expect((await pressAs(scene, ADMIN, 'digest.confirmNudge', { nudge })).toast.text).toContain('已取消')
})

test('two administrators who confirm together remind once, and again only on another day', async () => {
  await using scene = await onMonday()
  const nudges = [
    { who: ADMIN, nudge: await opened(scene, ADMIN) },
    { who: OTHER, nudge: await opened(scene, OTHER) },
  ]
  const both = await Promise.all(
    nudges.map(({ who, nudge }) => pressAs(scene, who, 'digest.confirmNudge', { nudge })),
  )
  expect(both.map(({ toast }) => toast.tone).toSorted()).toEqual(['info', 'success'])
  const letters = await written(scene, 'reports.nudge')
  expect(letters.length).toBeGreaterThan(1)
  expect(new Set(letters.map(({ ref }) => ref)).size).toBe(letters.length)
  const shown = JSON.stringify(await scene.render(digest))
  expect(shown).toContain('今天已催办')
  const again = await opened(scene, ADMIN)
  expect(JSON.stringify(await preview(scene, ADMIN, again))).toContain('已安排提醒')
  scene.ctx.set(MONDAY.add({ hours: 24 }).toString())
  const next = await pressAs(scene, ADMIN, 'digest.nudge', { digest })
  expect(next.toast.tone).toBe('success')
  const [tomorrow] = (await written(scene, 'digest.nudge')).filter(
    ({ ref, receiver }) => receiver === `person:${ADMIN}` && ref !== again,
  )
  await pressAs(scene, ADMIN, 'digest.confirmNudge', { nudge: tomorrow?.ref ?? '' })
  expect(await written(scene, 'reports.nudge')).toHaveLength(letters.length * 2)
})

test('what came in between Sunday 24:00 and the press is nobody’s to be reminded of', async () => {
  await using scene = await onMonday()
  const open = scene.db.selectFrom('reports_requests').select('id').where('state', '=', 'open')
  const [first] = await open.where('due_at', '<', week47.to).orderBy('id').execute()
  const nudge = await opened(scene, ADMIN)
  await scene.db
    .updateTable('reports_requests')
    .set({ state: 'submitted' })
    .where('id', '=', String(first?.id))
    .execute()
  expect(JSON.stringify(await preview(scene, ADMIN, nudge))).toContain(
    '周日24:00以后已交或已办结的1份，不在其中。',
  )
  await pressAs(scene, ADMIN, 'digest.confirmNudge', { nudge })
  const refs = (await written(scene, 'reports.nudge')).map(({ ref }) => ref)
  expect(refs.length).toBeGreaterThan(0)
  expect(refs).not.toContain(first?.id)
})

test('whoever is no administrator is told who is, and a preview is its opener’s alone', async () => {
  await using scene = await onMonday()
  expect(await pressAs(scene, SECRETARY, 'digest.nudge', { digest })).toMatchObject({
    toast: { tone: 'warning', text: '催办由学院管理员办理。' },
    needs: 'nudge',
  })
  const nudge = await opened(scene, ADMIN)
  expect((await pressAs(scene, OTHER, 'digest.confirmNudge', { nudge })).toast.text).toBe(
    '这张卡片由打开它的同志确认。',
  )
  expect(await written(scene, 'reports.nudge')).toEqual([])
})
