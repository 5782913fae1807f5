import { expect, test } from 'vitest'
import { type BranchId, ChatId, LetterId, MemberId, RequestId } from '../../../src/ids.ts'
import { letters } from '../../../src/reports/letter.ts'
import { extensionsToDecide } from '../../../src/reports/service.ts'
import { readersOf } from '../../../src/reports/owners/service.ts'
import { aRequest } from '../a-request.ts'
import { aScene, buttonsOf, college, LEADER, MEMBER, ORGANISER, SECRETARY, textOf } from '../setup.ts'

const [FIRST, SECOND] = [MemberId.parse('M0140'), MemberId.parse('M0141')]
const ID = RequestId.parse('R-A044')
const after = { kind: 'reports.after', ref: 'A044' } as const
const form = { kind: 'reports.extension', ref: ID } as const
const asked = { kind: 'reports.extensionAsked', ref: ID } as const
const declined = { kind: 'reports.extensionDeclined', ref: ID } as const
const WHY = '期中监考，照片周三才能收齐'
const CHOSEN = { until: '2026-11-27 +0800', why: WHY }

type Scene = Awaited<ReturnType<typeof aScene>>

const toastOf = async (pressed: Promise<{ toast: { text: string } }>) => (await pressed).toast.text
const ask = (scene: Scene, who = SECRETARY, chosen: object = CHOSEN) =>
  toastOf(scene.pressWith({ who, action: 'reports.askExtension', data: { request: ID }, form: chosen }))
const decide = (scene: Scene, who: MemberId, verdict: 'granted' | 'declined') =>
  toastOf(scene.pressWith({ who, action: 'reports.decideExtension', data: { request: ID, verdict } }))
const labels = async (scene: Scene, what: Parameters<Scene['card']>[0]) =>
  buttonsOf(await scene.card(what)).map(({ text }) => text)
const kinds = async (scene: Scene) =>
  (await scene.written()).map(({ kind, receiver }) => `${kind} > ${receiver}`)
const alarm = (key: string, ref: string = ID) => ({ kind: 'reports.chase', key, ref }) as const

test('who writes a report asks for another day, and one tap of the administrator in charge grants it', async () => {
  await using scene = await aScene()
  const pressed = toastOf(scene.press({ ...after, who: LEADER, button: '申请延期' }))
  expect(await pressed).toBe('申请表已发到与您的私聊。')
  expect(await kinds(scene)).toContain(`reports.extension > person:${LEADER}`)
  expect(textOf(await scene.card(form))).toContain('11月24日至12月7日')
  await scene.press({ ...form, who: LEADER, button: '提交申请', form: CHOSEN })
  expect((await kinds(scene)).at(-1)).toBe(`reports.extensionAsked > person:${FIRST}`)
  expect(textOf(await scene.card(after))).toContain('已申请延至11月27日')
  const reading = { ...asked, to: FIRST }
  expect(textOf(await scene.card(reading))).toContain(WHY)
  await scene.press({ ...reading, who: FIRST, button: '同意' })
  expect(await scene.request()).toMatchObject({ extended: true, round: 1, state: 'open' })
  expect(String((await scene.request()).due_at)).toBe('2026-11-27T10:00:00Z')
  expect(textOf(await scene.card({ ...form, to: LEADER }))).toContain('改为11月27日18:00前提交')
  expect(await kinds(scene)).toHaveLength(3)
  expect(
    (await scene.alarmsSet())
      .map(({ key, due }) => `${key} ${local(due)}`)
      .filter((line) => line.includes('#1')),
  ).toEqual(
    [
      'reports.chase:R-A044:0#1 11-27T10:00',
      'reports.chase:R-A044:1#1 11-27T18:00',
      'reports.escalate:R-A044#1 11-30T07:30',
      'reports.chase:R-A044:2#1 11-30T07:30',
    ].toSorted(),
  )
})

test('while an application waits nobody is chased, neither by the alarm nor by what is in the queue', async () => {
  await using scene = await aScene()
  scene.ctx.set('2026-11-23T10:00:00+08:00')
  expect(await scene.runAlarm(alarm('reports.chase:R-A044:0'))).toBe('done')
  const queued = { kind: 'reports.chase', ref: ID } as const
  expect(await scene.isRelevant(queued)).toBe(true)
  await ask(scene)
  expect(await scene.isRelevant(queued)).toBe(false)
  expect(await scene.runAlarm(alarm('reports.chase:R-A044:1'))).toBe('obsolete')
  await decide(scene, FIRST, 'granted')
  // What was set for the first deadline says nothing of the second.
  expect(await scene.isRelevant(queued)).toBe(false)
  expect(await scene.runAlarm(alarm('reports.chase:R-A044:2'))).toBe('obsolete')
  expect(await scene.runAlarm(alarm('reports.chase:R-A044:1#1', `${ID}#1`))).toBe('done')
  expect(await scene.isRelevant({ kind: 'reports.chase', ref: `${ID}#1` })).toBe(true)
})

test('an administrator hears of what is overdue although an application waits', async () => {
  await using scene = await aScene()
  await ask(scene)
  const escalate = { kind: 'reports.escalate', key: 'reports.escalate:R-A044', ref: ID } as const
  expect(await scene.runAlarm(escalate)).toBe('done')
})

test('whoever is declined is told so once, is reminded as before, and asks no more', async () => {
  await using scene = await aScene()
  await ask(scene)
  expect(await decide(scene, FIRST, 'declined')).toBe('已答复不同意。')
  expect((await kinds(scene)).at(-1)).toBe(`reports.extensionDeclined > person:${SECRETARY}`)
  const card = await scene.card(declined)
  expect(textOf(card)).toContain('仍按11月23日18:00提交')
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['去填写'])
  expect(await scene.isRelevant({ kind: 'reports.chase', ref: ID })).toBe(true)
  expect(await labels(scene, after)).not.toContain('申请延期')
  expect(await ask(scene)).toContain('仍按原定时间提交')
})

test('a day that is not offered is refused with those that are, and nothing is kept', async () => {
  await using scene = await aScene()
  for (const until of ['2026-11-23 +0800', '2026-12-08 +0800', '', '明天'])
    expect(await ask(scene, SECRETARY, { until })).toBe('请在11月24日至12月7日之间选一天。')
  expect(await scene.db.selectFrom('reports_extensions').selectAll().execute()).toEqual([])
  expect(await ask(scene)).toContain('已提交申请')
})

test('a college that grants none shows no button', async () => {
  await using scene = await aScene()
  expect(await labels(scene, after)).toContain('申请延期')
  scene.ctx.settings.reports.extension.days = 0
  expect(await labels(scene, after)).not.toContain('申请延期')
  expect(await ask(scene)).toBe('学院目前不受理延期申请。')
  scene.ctx.settings.reports.extension.days = 14
})

test('who may not write may not ask; the own application is decided by somebody else', async () => {
  await using scene = await aScene()
  expect(await ask(scene, MEMBER)).toContain('由填写这份材料的同志申请')
  await ask(scene, LEADER)
  for (const who of [LEADER, SECRETARY, MEMBER])
    expect(await decide(scene, who, 'granted')).toContain('由其他同志答复')
  expect((await scene.request()).extended).toBe(false)
  for (const to of [SECRETARY, MEMBER])
    expect(JSON.stringify(await scene.card({ ...asked, to }))).not.toContain(WHY)
  expect(textOf(await scene.card({ ...form, to: SECRETARY }))).not.toContain(WHY)
  expect(await decide(scene, SECOND, 'granted')).toBe('已同意，截止时间已改。')
})

test('the named reviewer has it first, and an administrator who owes it never decides', async () => {
  await using scene = await aScene()
  const set = (over: object) => scene.db.updateTable('reports_requests').set(over).execute()
  await set({ reviewer_id: ORGANISER, owner_id: FIRST })
  await ask(scene)
  expect((await kinds(scene)).at(-1)).toBe(`reports.extensionAsked > person:${ORGANISER}`)
  expect(await decide(scene, FIRST, 'granted')).toContain('由其他同志答复')
  expect(await decide(scene, ORGANISER, 'granted')).toContain('已同意')
})

test('what is asked about deadlines is shared out: of administrators named for no branch each has a third of them', async () => {
  await using scene = await aScene()
  const first = async (branch: BranchId) => {
    const request = aRequest({ branch })
    return (await scene.run((tx) => readersOf(scene.ctx, tx, { request, besides: [] })))[0]
  }
  const readers: unknown[] = []
  for (const { id } of college.branches) readers.push(await first(id))
  expect([...Map.groupBy(readers, (who) => who)].map(([, of]) => of.length)).toEqual([5, 5, 4])
})

test('待办 lists an application for the one before whom it is put, until it is decided on', async () => {
  await using scene = await aScene()
  const listed = (who: MemberId) => scene.run((tx) => extensionsToDecide(scene.ctx, tx, who))
  await ask(scene)
  expect(
    [await listed(FIRST), await listed(SECOND), await listed(SECRETARY)].map(({ length }) => length),
  ).toEqual([1, 0, 0])
  await scene.db.updateTable('reports_requests').set({ state: 'submitted' }).execute()
  expect(await listed(FIRST)).toEqual([])
  expect(await decide(scene, FIRST, 'granted')).toContain('无需延期')
})

test('a day that has come is granted no more', async () => {
  await using scene = await aScene()
  await ask(scene)
  scene.ctx.set('2026-11-27T09:00:00+08:00')
  expect(await labels(scene, { ...asked, to: FIRST })).toEqual(['不同意'])
  expect(await decide(scene, FIRST, 'granted')).toContain('无法再延')
})

test('of twenty who decide at once one wins, and the others hear who', async () => {
  await using scene = await aScene()
  await ask(scene)
  const crowd = Array.from({ length: 20 }, (_, n) =>
    decide(scene, n % 2 === 0 ? FIRST : SECOND, n % 3 === 0 ? 'granted' : 'declined'),
  )
  const said = await Promise.all(crowd)
  expect(said.filter((one) => one === '已同意，截止时间已改。' || one === '已答复不同意。')).toHaveLength(1)
  const winner = await scene.db.selectFrom('reports_extensions').selectAll().executeTakeFirstOrThrow()
  const name = winner.decided_by === FIRST ? '石子妍' : '滕奕樾'
  expect(said.filter((one) => one.startsWith(name))).toHaveLength(19)
  expect((await scene.request()).extended).toBe(winner.state === 'granted')
})

test('of twenty who ask, grant and hand in at once nothing is done twice', async () => {
  await using scene = await aScene()
  const hand = () =>
    scene.pressWith({
      who: LEADER,
      action: 'reports.handIn',
      data: { request: ID },
      form: { content: '学习' },
    })
  const crowd = Array.from({ length: 20 }, async (_, n) => {
    if (n % 3 === 0) await ask(scene, n % 2 === 0 ? LEADER : SECRETARY)
    else if (n % 3 === 1) await decide(scene, FIRST, 'granted')
    else if (n > 9) await hand()
  })
  await Promise.all(crowd)
  const request = await scene.request()
  expect(request.state).toBe('submitted')
  expect((await kinds(scene)).filter((one) => one.startsWith('reports.extensionAsked')).length).toBeLessThan(
    2,
  )
  const rounds = (await scene.alarmsSet()).filter(
    ({ key }) => key.startsWith('reports.chase') && key.endsWith('#1'),
  )
  expect(rounds.length > 0).toBe(request.extended)
})

test('a card in a chat offers no other day, and does not say that one was asked for', async () => {
  await using scene = await aScene()
  await ask(scene)
  const to = { chat: ChatId.parse('oc_fx_B10') }
  const kind = 'reports.request'
  const letter = { id: LetterId.parse('00000000-0000-4000-8000-000000000000'), kind, ref: ID, to } as const
  const shown = await scene.run((tx) => letters[kind].render(scene.ctx, tx, letter))
  expect(JSON.stringify(shown)).toContain('11月23日18:00')
  expect(JSON.stringify(shown)).not.toContain('延')
})

test('the log holds the day and never why', async () => {
  await using scene = await aScene()
  await ask(scene)
  await decide(scene, FIRST, 'granted')
  const lines = await scene.db.selectFrom('roster_audit').selectAll().where('about', '=', ID).execute()
  expect(lines.map(({ actor, act }) => `${actor} ${act}`)).toEqual([
    `${SECRETARY} reports.askExtension`,
    `${FIRST} reports.extend`,
  ])
  expect(JSON.stringify(lines)).not.toContain(WHY)
})

function local(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(5, 16)
}
