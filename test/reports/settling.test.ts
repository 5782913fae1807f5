import { expect, test } from 'vitest'
import { ChatId, LetterId, MemberId, MessageId } from '../../src/ids.ts'
import { letters } from '../../src/reports/letter.ts'
import { openReportsOf } from '../../src/reports/service.ts'
import { openSettling } from '../../src/reports/settling/service.ts'
import { aScene, buttonsOf, LEADER, MEMBER, SECRETARY, textOf } from './setup.ts'

const FIRST = MemberId.parse('M0140')
const SECOND = MemberId.parse('M0141')
const ID = 'R-A044'
const WHY = '与支部党员大会合并召开'
const list = { kind: 'reports.settling', ref: `${FIRST}`, to: FIRST } as const
const after = { kind: 'reports.after', ref: 'A044', to: LEADER } as const

type Scene = Awaited<ReturnType<typeof aScene>>

const toast = async (pressed: Promise<{ toast: { text: string } }>) => (await pressed).toast.text
const waive = (scene: Scene, who = FIRST, form: object = { waived: ID, reason: WHY }) =>
  toast(scene.pressWith({ who, action: 'reports.waive', data: {}, form }))
const reopen = (scene: Scene, who = FIRST, form: object = { reopened: ID, until: '2026-12-01 +0800' }) =>
  toast(scene.pressWith({ who, action: 'reports.reopen', data: {}, form }))
const kinds = async (scene: Scene) =>
  (await scene.written()).map(({ kind, receiver }) => `${kind} > ${receiver}`)
const stand = (scene: Scene, over: object) => scene.db.updateTable('reports_requests').set(over).execute()

test('an administrator waives what is overdue from the card of the day, and whoever writes it reads why', async () => {
  await using scene = await aScene()
  const escalation = { kind: 'reports.escalation', ref: ID, to: FIRST } as const
  await scene.press({ ...escalation, who: FIRST, button: '免交或重开' })
  expect((await kinds(scene)).at(-1)).toBe(`reports.settling > person:${FIRST}`)
  const form = { waived: ID, reason: WHY }
  expect(await toast(scene.press({ ...list, who: FIRST, button: '免交', form }))).toContain('已免交')
  expect(await scene.request()).toMatchObject({ state: 'waived', waive_reason: WHY })
  expect(textOf(await scene.card(after))).toContain(`免交理由：${WHY}`)
  expect(textOf(await scene.card(escalation))).toContain(`理由：${WHY}`)
  expect(await scene.run((tx) => openReportsOf(scene.ctx, tx, LEADER))).toEqual([])
  // The card says so; nobody is written to besides.
  expect(await kinds(scene)).toHaveLength(2)
  const chase = { kind: 'reports.chase', key: 'reports.chase:R-A044:1', ref: ID } as const
  expect(await scene.runAlarm(chase)).toBe('obsolete')
})

test('why something was waived reaches no chat and no log, and nobody who does not write it', async () => {
  await using scene = await aScene()
  await waive(scene)
  const chat = { chat: ChatId.parse('oc_fx_B10') }
  const letter = {
    id: LetterId.parse('00000000-0000-4000-8000-000000000000'),
    kind: 'reports.request',
    ref: ID,
    to: chat,
  } as const
  const shown = await scene.run((tx) => letters['reports.request'].render(scene.ctx, tx, letter))
  expect(JSON.stringify(shown)).toContain('不需要提交')
  expect(JSON.stringify(shown)).not.toContain(WHY)
  expect(textOf(await scene.card({ ...after, to: MEMBER }))).not.toContain(WHY)
  const lines = await scene.db.selectFrom('roster_audit').selectAll().where('about', '=', ID).execute()
  expect(lines.map(({ actor, act }) => [actor, act])).toEqual([[FIRST, 'reports.waive']])
  expect(JSON.stringify(lines)).not.toContain(WHY)
})

test('only an administrator waives, never the own, with a reason, and nothing that was handed in', async () => {
  await using scene = await aScene()
  for (const who of [LEADER, SECRETARY, MEMBER]) expect(await waive(scene, who)).toContain('由学院管理员办理')
  expect(await waive(scene, FIRST, { waived: ID, reason: ' ' })).toBe('请写明免交理由。')
  expect(await waive(scene, FIRST, { waived: '', reason: WHY })).toBe('请先选择一份材料。')
  await stand(scene, { owner_id: FIRST })
  expect(await waive(scene)).toContain('由其他管理员办理')
  await stand(scene, { state: 'submitted' })
  expect(await waive(scene, SECOND)).toContain('已提交，无需免交')
})

test('what has passed is asked for again until another day, with what was written, and reminds anew', async () => {
  await using scene = await aScene()
  await scene.pressWith({
    who: LEADER,
    action: 'reports.handIn',
    data: { request: ID },
    form: { content: '学习了讲话精神' },
  })
  await stand(scene, { state: 'approved' })
  expect(buttonsOf(await scene.card(list)).map(({ text }) => text)).toEqual(['重开'])
  expect(await reopen(scene)).toBe('已重开，请填写人12月1日前提交。')
  expect(await scene.request()).toMatchObject({ state: 'open', round: 1 })
  expect((await kinds(scene)).at(-1)).toBe(`reports.request > person:${LEADER}`)
  const card = await scene.card({ kind: 'reports.request', ref: ID, to: LEADER })
  expect(textOf(card)).toContain('12月1日18:00')
  expect(textOf(card)).toContain('截止时间已重新确定')
  const anew = (await scene.alarmsSet()).filter(({ key }) => key.endsWith('#1'))
  expect(anew.map(({ kind }) => kind).toSorted()).toEqual([
    ...Array(3).fill('reports.chase'),
    'reports.escalate',
  ])
  await scene.pressWith({ who: LEADER, action: 'reports.fill', data: { request: ID } })
  const confirm = (await scene.written()).findLast(({ kind }) => kind === 'reports.confirm')
  expect(
    textOf(await scene.card({ kind: 'reports.confirm', ref: confirm?.ref ?? '', to: LEADER })),
  ).toContain('学习了讲话精神')
})

test('what was waived can be asked for again, twice if need be, each time with its own reminders', async () => {
  await using scene = await aScene()
  await waive(scene)
  await reopen(scene)
  expect((await scene.request()).waive_reason).toBeNull()
  await waive(scene)
  await reopen(scene)
  expect((await scene.alarmsSet()).filter(({ key }) => key.endsWith('#2'))).toHaveLength(4)
  const asked = (await scene.written()).filter(({ kind }) => kind === 'reports.request')
  expect(asked.map(({ key }) => key)).toEqual(['reports.request:R-A044#1', 'reports.request:R-A044#2'])
})

test('nobody but an administrator asks again, not for what is open, and on a day to come', async () => {
  await using scene = await aScene()
  expect(await reopen(scene)).toContain('正待提交')
  await stand(scene, { state: 'approved' })
  for (const who of [LEADER, SECRETARY]) expect(await reopen(scene, who)).toContain('由学院管理员办理')
  for (const until of ['2026-11-23 +0800', '2027-01-23 +0800', ''])
    expect(await reopen(scene, FIRST, { reopened: ID, until })).toBe('请在11月24日至1月22日之间选一天。')
  await scene.db.updateTable('meetings_meetings').set({ state: 'adjourned' }).execute()
  expect(await reopen(scene)).toContain('未召开')
  expect(buttonsOf(await scene.card(list))).toEqual([])
})

test('the list is of the branch that was named, and empty for whoever has no right', async () => {
  await using scene = await aScene()
  const open = (who: MemberId, named: string, n: number) =>
    scene.run((tx) => openSettling(scene.ctx, tx, { who, by: MessageId.parse(`om_${n}`), named }))
  await open(FIRST, ' B10 ', 1)
  await open(FIRST, '', 2)
  await open(SECRETARY, 'B10', 3)
  const [named, all, none] = (await scene.written()).slice(-3).map(({ ref }) => ref)
  expect([named, all]).toEqual([`${FIRST}/B10`, FIRST])
  const shown = async (ref = '') => textOf(await scene.card({ kind: 'reports.settling', ref }))
  expect(await shown(named)).toContain('本科二')
  expect(await shown(`${FIRST}/B05`)).toContain('没有可免交或重开的材料')
  expect(await shown(none)).toContain('由学院管理员办理')
})

test('what a collection asks of hundreds does not hide what can be waived', async () => {
  await using scene = await aScene()
  const all = scene.db.selectFrom('reports_requests').selectAll().where('id', '=', ID)
  const one = await all.executeTakeFirstOrThrow()
  const asked = Array.from({ length: 25 }, (_, n) => {
    const about = { meeting_id: null, about_kind: 'collection', about_id: 'C1' }
    return { ...one, ...about, id: `C1~${n}`, title: '报名', due_at: scene.ctx.now().subtract({ hours: 99 }) }
  })
  await scene.db.insertInto('reports_requests').values(asked).execute()
  const shown = await scene.card(list)
  expect(textOf(shown)).not.toContain('报名')
  expect(buttonsOf(shown).map(({ text }) => text)).toContain('免交')
})

test('of twenty who waive, ask again and hand in at once each does it once', async () => {
  await using scene = await aScene()
  const hand = () =>
    scene.pressWith({
      who: LEADER,
      action: 'reports.handIn',
      data: { request: ID },
      form: { content: '学习' },
    })
  const crowd = [waive, reopen, hand]
  await Promise.all(Array.from({ length: 20 }, (_, n) => crowd[n % 3]?.(scene)))
  const { round, state } = await scene.request()
  const asked = (await scene.written()).filter(({ kind }) => kind === 'reports.request')
  expect(asked).toHaveLength(round)
  const acts = await scene.db.selectFrom('roster_audit').select('act').where('about', '=', ID).execute()
  expect(acts.filter(({ act }) => act === 'reports.reopen')).toHaveLength(round)
  expect(['waived', 'submitted', 'open']).toContain(state)
})

test('a branch that nobody knows, or one of several, is asked for again; what a list does not hold is counted', async () => {
  await using scene = await aScene()
  const said = async (named: string) => {
    await scene.run((tx) => openSettling(scene.ctx, tx, { who: FIRST, by: `om_${named}`, named }))
    const { kind, ref } = (await scene.written()).at(-1) ?? { kind: '', ref: '' }
    return `${kind} ${ref}`
  }
  expect(await said('不存在的支部')).toBe('reports.noted unknownBranch')
  expect(await said('支部')).toBe('reports.noted severalBranches')
  expect(await said('B10')).toBe(`reports.settling ${FIRST}/B10`)
  expect(await said('')).toBe(`reports.settling ${FIRST}`)
  expect(textOf(await scene.card(list))).not.toContain('未列出')
  const row = await scene.request()
  const more = Array.from({ length: 24 }, (_, n) => ({
    ...row,
    id: `R-${n}`,
    meeting_id: null,
    about_id: `${n}`,
  }))
  await scene.db.insertInto('reports_requests').values(more).execute()
  expect(textOf(await scene.card(list))).toContain('另有5份未列出')
})
