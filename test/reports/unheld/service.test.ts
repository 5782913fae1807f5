import { expect, test } from 'vitest'
import { BranchId } from '../../../src/ids.ts'
import { sittings } from '../../../src/measures/cadence/store.ts'
import { measure } from '../../../src/measures/service.ts'
import { openReview } from '../../../src/reports/review/service.ts'
import { aScene, buttonsOf, college, LEADER, MEMBER, ORGANISER, SECRETARY, textOf } from '../setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const request = { kind: 'reports.request', ref: 'R-A044' } as const
const after = { kind: 'reports.after', ref: 'A044' } as const
const confirm = (n = 1) => ({ kind: 'reports.confirm', ref: `R-A044/${SECRETARY}/${n}` }) as const
const labels = async (scene: Scene, what: Parameters<Scene['card']>[0]) =>
  buttonsOf(await scene.card(what)).map(({ text }) => text)

/** The secretary is asked why A044 was not held. */
async function asked(): Promise<Scene> {
  const scene = await aScene()
  await scene.press({ ...after, who: SECRETARY, button: '未召开' })
  return scene
}

const say = (scene: Scene, reason: string, n = 1) =>
  scene.press({ ...confirm(n), who: SECRETARY, button: '提交未召开', form: { reason } })

test('that nothing was held is an answer, with a reason: a version of its own, and no group reads why', async () => {
  await using scene = await asked()
  expect(textOf(await scene.card(confirm()))).toContain('请写明原因')
  expect((await say(scene, '与学校会议冲突')).toast.text).toBe('已说明未召开，谢谢。')
  expect(await scene.request()).toMatchObject({ state: 'notHeld', late: false })
  const [version] = await scene.versions()
  expect(version?.fields).toMatchObject({ notHeld: '与学校会议冲突', content: '', answers: {} })
  const shown = textOf(await scene.card(request))
  expect(shown).toContain('未召开，已说明原因。')
  expect(shown).not.toContain('冲突')
  for (const { name } of college.members) expect(shown).not.toContain(name)
  expect(await scene.isRelevant({ kind: 'reports.chase', ref: 'R-A044' })).toBe(false)
  expect(textOf(await scene.card(confirm()))).toContain('["未召开原因","与学校会议冲突"]')
})

test('it is asked for on the card after the meeting, the reminder and the confirm card, while the record is owed', async () => {
  await using scene = await asked()
  const chase = { kind: 'reports.chase', ref: 'R-A044' } as const
  for (const card of [after, chase]) expect(await labels(scene, card)).toContain('未召开')
  await scene.press({ ...confirm(), who: SECRETARY, button: '返回填写' })
  expect(await labels(scene, confirm())).toContain('未召开')
  await scene.press({ ...confirm(), who: SECRETARY, button: '提交', form: { content: '开了' } })
  for (const card of [after, chase, confirm()]) expect(await labels(scene, card)).not.toContain('未召开')
})

test('without a reason it is not taken, and what was typed on either page stays', async () => {
  await using scene = await asked()
  expect((await say(scene, ' \u200b')).toast.text).toBe('请写明未召开的原因，再提交。')
  expect(await scene.versions()).toEqual([])
  await scene.press({ ...confirm(), who: SECRETARY, button: '返回填写', form: { reason: '冲突' } })
  await scene.press({ ...confirm(), who: SECRETARY, button: '未召开', form: { content: '写了一半' } })
  expect(textOf(await scene.card(confirm()))).toContain('"value":"冲突"')
  await say(scene, '冲突')
  // Held after all: what was written before is still there.
  await scene.press({ ...confirm(), who: SECRETARY, button: '去填写' })
  expect(textOf(await scene.card(confirm(2)))).toContain('"value":"写了一半"')
})

test('it is undone by handing in after all, until it is due', async () => {
  await using scene = await asked()
  await say(scene, '冲突')
  await scene.press({ ...confirm(), who: SECRETARY, button: '去填写' })
  await scene.press({ ...confirm(2), who: SECRETARY, button: '提交', form: { content: '后来开了' } })
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
  expect((await scene.versions()).map(({ fields }) => fields)).toMatchObject([
    { notHeld: '冲突' },
    { notHeld: null, content: '后来开了' },
  ])
})

test('a member may not say it, nor anybody of what does not take place', async () => {
  await using scene = await aScene()
  const ask = (who: typeof MEMBER) =>
    scene.pressWith({ who, action: 'reports.askNotHeld', data: { request: 'R-A044' } })
  expect((await ask(MEMBER)).toast.text).toContain('由主持人、支部书记')
  await scene.db.updateTable('reports_requests').set({ about_kind: 'remedy' }).execute()
  expect((await ask(LEADER)).toast.tone).toBe('warning')
  expect(await scene.written()).toHaveLength(1)
})

test('what was not held counts nowhere as held, until a record says that it was', async () => {
  await using scene = await asked()
  await say(scene, '冲突')
  const held = async () => {
    const from = Temporal.Instant.from('2026-01-01T00:00:00Z')
    const span = { from, to: Temporal.Instant.from('2027-01-01T00:00:00Z') }
    const of = BranchId.parse('B10')
    const sat = await scene.run((tx) => sittings(tx, [of], span))
    const own = { subject: { kind: 'branch', branch: of }, window: { ...span, asOf: span.to } } as const
    const { figures } = await scene.run((tx) => measure(scene.ctx, tx, own))
    return [sat.length, figures.held]
  }
  expect(await held()).toEqual([0, 0])
  await scene.press({ ...confirm(), who: SECRETARY, button: '去填写' })
  await scene.press({ ...confirm(2), who: SECRETARY, button: '提交', form: { content: '后来开了' } })
  expect(await held()).toEqual([1, 1])
})

test('it stays so when its reader accepts it, and not while its reader asks for more', async () => {
  await using scene = await asked()
  await scene.db.updateTable('reports_requests').set({ review: 'all' }).execute()
  await say(scene, '冲突')
  const queue = { kind: 'reports.review', ref: ORGANISER, who: ORGANISER } as const
  await scene.run((tx) => openReview(scene.ctx, tx, { who: ORGANISER, by: 'm' }))
  const stands = async () =>
    (await scene.db.selectFrom('meetings_meetings').select('state').executeTakeFirstOrThrow()).state
  await scene.press({ ...queue, button: '退回', form: { content: '请写明' } })
  expect(await stands()).toBe('ended')
  await scene.press({ ...queue, button: '撤销上一份' })
  expect(await stands()).toBe('unheld')
  await scene.press({ ...queue, button: '通过' })
  expect([(await scene.request()).state, await stands()]).toEqual(['waived', 'unheld'])
})
