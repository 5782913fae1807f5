import { expect, test } from 'vitest'
import { MemberId } from '../../src/ids.ts'
import { refusalToExplain } from '../../src/reports/explaining/rules.ts'
import { explanationsToAnswer } from '../../src/reports/service.ts'
import { aRequest, DUE } from './a-request.ts'
import { aScene, buttonsOf, LEADER, MEMBER, SECRETARY, textOf } from './setup.ts'

const [FIRST, SECOND] = [MemberId.parse('M0140'), MemberId.parse('M0141')]
const ID = 'R-A044'
const SAID = '记录本在外地实习点，周四才能取回'
const ANSWER = '请先交文字，照片可后补'
const chase = { kind: 'reports.chase', ref: ID } as const
const form = { kind: 'reports.explanation', ref: ID, to: LEADER } as const
const toAnswer = { kind: 'reports.toAnswer', ref: `${ID}/1`, to: FIRST } as const
const answered = { kind: 'reports.answered', ref: `${ID}/1`, to: LEADER } as const

type Scene = Awaited<ReturnType<typeof aScene>>
type Outcome = 'replied' | 'extended' | 'waived'

const toast = async (pressed: Promise<{ toast: { text: string } }>) => (await pressed).toast.text
const explain = (scene: Scene, who = LEADER, said = SAID) =>
  toast(scene.pressWith({ who, action: 'reports.explain', data: { request: ID }, form: { said } }))
const answer = (
  scene: Scene,
  outcome: Outcome,
  over: { who?: MemberId; answer?: string; until?: string; n?: string } = {},
) => {
  const { who = FIRST, answer: said = ANSWER, until = '', n = '1' } = over
  const data = { request: ID, n, outcome }
  return toast(scene.pressWith({ who, action: 'reports.answer', data, form: { answer: said, until } }))
}
const labels = async (scene: Scene, what: Parameters<Scene['card']>[0]) =>
  buttonsOf(await scene.card(what)).map(({ text }) => text)
const kinds = async (scene: Scene) =>
  (await scene.written()).map(({ kind, receiver }) => `${kind} > ${receiver}`)

async function overdue() {
  const scene = await aScene()
  scene.ctx.set('2026-11-24T18:00:00+08:00')
  return scene
}

test('it can be explained once overdue, while owed, one at a time and five times at most', () => {
  const now = DUE.add({ hours: 1 })
  const of = (over: object, last?: { n: number; outcome: Outcome | null }, at = now) =>
    refusalToExplain(aRequest(over), { last, now: at })
  expect(of({})).toBeNull()
  expect(of({}, undefined, DUE)).toBe('early')
  expect(of({ state: 'submitted' })).toBe('settled')
  expect(of({}, { n: 1, outcome: null })).toBe('waits')
  expect(of({}, { n: 4, outcome: 'replied' })).toBeNull()
  expect(of({}, { n: 5, outcome: 'replied' })).toBe('tooMany')
})

test('before the deadline another day is asked for, afterwards what is in the way is explained', async () => {
  await using scene = await aScene()
  expect(await labels(scene, chase)).toEqual(['去填写', '申请延期', '未召开', '今晚再提醒'])
  expect(await explain(scene)).toContain('申请延期')
  scene.ctx.set('2026-11-24T18:00:00+08:00')
  expect(await labels(scene, chase)).toEqual(['补交', '说明情况', '未召开', '今晚再提醒'])
  expect(
    await toast(scene.pressWith({ who: LEADER, action: 'reports.openExtension', data: { request: ID } })),
  ).toContain('说明情况')
})

test('what is explained reaches the administrator in charge, and the answer reaches whoever explained', async () => {
  await using scene = await overdue()
  await scene.press({ ...chase, who: LEADER, button: '说明情况' })
  await scene.press({ ...form, who: LEADER, button: '提交说明', form: { said: SAID } })
  expect((await kinds(scene)).slice(-2)).toEqual([
    `reports.explanation > person:${LEADER}`,
    `reports.toAnswer > person:${FIRST}`,
  ])
  expect(textOf(await scene.card(toAnswer))).toContain(SAID)
  expect(await labels(scene, toAnswer)).toEqual(['回复', '延期', '免交'])
  expect(textOf(await scene.card(form))).toContain('等待石子妍答复')
  expect(await labels(scene, chase)).not.toContain('说明情况')
  expect(await answer(scene, 'replied')).toBe('已答复，并告知说明人。')
  expect((await kinds(scene)).at(-1)).toBe(`reports.answered > person:${LEADER}`)
  const card = await scene.card(answered)
  expect(textOf(card)).toContain(`石子妍答复：${ANSWER}`)
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['去填写'])
  expect(await labels(scene, chase)).toContain('说明情况')
})

test('another deadline is an answer, once, on a day that is offered', async () => {
  await using scene = await overdue()
  await explain(scene)
  expect(await answer(scene, 'extended', { until: '2026-11-24 +0800' })).toBe(
    '请在11月25日至12月8日之间选一天。',
  )
  expect(await answer(scene, 'extended', { until: '2026-11-30 +0800', answer: '' })).toContain('已答复')
  expect(await scene.request()).toMatchObject({ extended: true, round: 1 })
  expect(textOf(await scene.card(answered))).toContain('改为11月30日18:00前提交')
  expect((await scene.alarmsSet()).filter(({ key }) => key.endsWith('#1'))).toHaveLength(4)
  scene.ctx.set('2026-12-01T18:00:00+08:00')
  await explain(scene)
  const again = { ...toAnswer, ref: `${ID}/2` }
  expect(textOf(await scene.card(again))).not.toContain('延至')
  expect(await answer(scene, 'extended', { until: '2026-12-04 +0800', n: '2' })).toContain('已延过一次')
})

test('waiving is an answer, with a reason, by an administrator alone', async () => {
  await using scene = await overdue()
  await scene.db.updateTable('reports_requests').set({ reviewer_id: 'M0037' }).execute()
  await explain(scene)
  expect((await kinds(scene)).at(-1)).toBe('reports.toAnswer > person:M0037')
  expect(await answer(scene, 'waived', { who: MemberId.parse('M0037') })).toContain(
    '由审核人或学院管理员答复',
  )
  expect(await answer(scene, 'waived', { answer: ' ' })).toBe('免交请写明理由。')
  expect(await answer(scene, 'waived')).toContain('已答复')
  expect(await scene.request()).toMatchObject({ state: 'waived', waive_reason: ANSWER })
  expect(textOf(await scene.card(answered))).toContain('不需要提交')
})

test('what is explained is read by nobody else, and stands in no log', async () => {
  await using scene = await overdue()
  expect(await explain(scene, MEMBER)).toContain('由填写这份材料的同志说明')
  await explain(scene)
  await answer(scene, 'replied')
  for (const to of [SECRETARY, MEMBER]) {
    const shown = [await scene.card({ ...toAnswer, to }), await scene.card({ ...form, to })]
      .map(textOf)
      .join()
    expect(shown).not.toContain(SAID)
    expect(shown).not.toContain(ANSWER)
  }
  for (const who of [LEADER, SECRETARY])
    expect(await answer(scene, 'replied', { who })).toContain('由其他同志答复')
  const log = JSON.stringify(await scene.db.selectFrom('roster_audit').selectAll().execute())
  expect(log).toContain('reports.answer')
  for (const words of [SAID, ANSWER]) expect(log).not.toContain(words)
  const day = await scene.card({ kind: 'reports.escalation', ref: ID, to: FIRST })
  expect(textOf(day)).not.toContain(SAID)
})

test('a reviewer who explained what is overdue does not answer the own', async () => {
  await using scene = await overdue()
  await scene.db.updateTable('reports_requests').set({ reviewer_id: SECRETARY }).execute()
  await explain(scene, SECRETARY)
  expect((await kinds(scene)).at(-1)).toBe(`reports.toAnswer > person:${FIRST}`)
  expect(await answer(scene, 'replied', { who: SECRETARY })).toContain('由其他同志答复')
})

test('待办 lists it for the one before whom it is put, with a button and without what was said', async () => {
  await using scene = await overdue()
  await explain(scene)
  const listed = (who: MemberId) => scene.run((tx) => explanationsToAnswer(scene.ctx, tx, who))
  expect([await listed(FIRST), await listed(SECOND)].map(({ length }) => length)).toEqual([1, 0])
  await scene.pressWith({ who: FIRST, action: 'reports.openToAnswer', data: { request: ID, n: '1' } })
  expect((await kinds(scene)).at(-1)).toBe(`reports.toAnswer > person:${FIRST}`)
  await answer(scene, 'replied')
  expect(await listed(FIRST)).toEqual([])
})

test('of twenty who answer at once one does, and the others hear who', async () => {
  await using scene = await overdue()
  await explain(scene)
  const outcomes = ['replied', 'extended', 'waived'] as const
  const said = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      answer(scene, outcomes[n % 3] ?? 'replied', {
        who: n % 2 === 0 ? FIRST : SECOND,
        until: '2026-11-30 +0800',
      }),
    ),
  )
  expect(said.filter((one) => one === '已答复，并告知说明人。')).toHaveLength(1)
  expect(said.filter((one) => /^(?:石子妍|滕奕樾)已答复/.test(one))).toHaveLength(19)
  expect((await kinds(scene)).filter((one) => one.startsWith('reports.answered'))).toHaveLength(1)
})

test('of twenty explanations at once one is taken', async () => {
  await using scene = await overdue()
  const said = await Promise.all(
    Array.from({ length: 20 }, (_, n) => explain(scene, n % 2 === 0 ? LEADER : SECRETARY)),
  )
  expect(said.filter((one) => one.startsWith('已提交'))).toHaveLength(1)
  expect((await kinds(scene)).filter((one) => one.startsWith('reports.toAnswer'))).toHaveLength(1)
})
