import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { waitingFor } from '../../../src/desk/service.ts'
import { aScene, buttonsOf, MEMBER, ORGANISER, SECRETARY, textOf } from '../setup.ts'

/** The host of the secretaries' meeting of 6 November, and a member of the committee who is no administrator. */
const HOST = MemberId.parse('M0140')
const DEAN = MemberId.parse('M0033')
const REF = 'R-A072/B10'

type Scene = Awaited<ReturnType<typeof aScene>>

/** The report of the secretaries' meeting is still to be written, on 9 November. */
async function aMeetingHeld() {
  const scene = await aScene(['A072'], '2026-11-09T08:00:00+08:00')
  await scene.db.updateTable('reports_requests').set({ state: 'open' }).execute()
  await scene.db.deleteFrom('reports_versions').execute()
  return scene
}

async function handIn(scene: Scene, decisions: string, who = HOST) {
  const before = await scene.db
    .selectFrom('reports_drafts')
    .select('n')
    .where('member_id', '=', who)
    .execute()
  scene.ctx.set(scene.ctx.now().add({ minutes: 20 }).toString())
  const fill = { who, action: 'reports.fill', data: { request: 'R-A072' } }
  await scene.pressWith(fill)
  const n = String((before[0]?.n ?? 0) + 1)
  const form = { content: '部署了年底工作', decisions }
  return scene.pressWith({ who, action: 'reports.submit', data: { request: 'R-A072', n }, form })
}

const tasks = ({ db }: Scene) =>
  db.selectFrom('reports_tasks').select(['branch_id', 'what', 'due_on', 'done_by']).orderBy('id').execute()
const lettersOf = async (scene: Scene) =>
  (await scene.written()).filter(({ kind }) => kind === 'reports.tasks' || kind === 'reports.tasksDue')
const remind = async (scene: Scene, stage: 'before' | 'after') => {
  const alarm = (await scene.alarmsSet()).find(
    ({ key }) => key.startsWith('reports.task:R-A072/B10') && key.endsWith(stage),
  )
  if (alarm === undefined) throw new Error(`no alarm ${stage}`)
  scene.ctx.set(alarm.due.toString())
  return scene.runAlarm({ kind: 'reports.task', key: alarm.key, ref: alarm.ref })
}

test('decisions of the secretaries’ meeting become tasks of branches, told to their secretaries once', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划\n本科二支部 11月27日前报送名单\nB03 11月20日前交学习计划')
  expect((await tasks(scene)).map(({ branch_id, what, due_on }) => [branch_id, what, due_on])).toEqual([
    ['B10', '交学习计划', '2026-11-20'],
    ['B10', '报送名单', '2026-11-27'],
    ['B03', '交学习计划', '2026-11-20'],
  ])
  const told = await lettersOf(scene)
  expect(told.map(({ key }) => key)).toEqual(['reports.tasks:R-A072/B10:1', 'reports.tasks:R-A072/B03:1'])
  expect(told[0]?.receiver).toBe(`person:${SECRETARY}`)
  const card = await scene.card({ kind: 'reports.tasks', ref: REF })
  expect(textOf(card)).toContain('1. 交学习计划，11月20日（周五）前\\n2. 报送名单，11月27日（周五）前')
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['办结第1项', '办结第2项'])
})

test('the confirm card says beforehand what will become of the decisions, and afterwards what became of them', async () => {
  await using scene = await aMeetingHeld()
  await scene.pressWith({ who: HOST, action: 'reports.fill', data: { request: 'R-A072' } })
  const report = JSON.stringify({
    content: '部署',
    decisions: '各支部 周五前交计划\nB03 尽快整改',
    stated: null,
    photos: [],
  })
  await scene.db.updateTable('reports_drafts').set({ fields: report }).execute()
  const confirm = { kind: 'reports.confirm', ref: `R-A072/${HOST}/1` } as const
  const before = textOf(await scene.card(confirm))
  expect(before).toContain('提交后，将请支部办理：\\n14个支部：交计划，11月6日（周五）前')
  expect(before).toContain('“B03 尽快整改”没有写明期限是哪一天')
  await scene.press({
    ...confirm,
    who: HOST,
    button: '提交',
    form: { content: '部署', decisions: 'B03 11月20日前整改\nB10 尽快整改' },
  })
  const after = textOf(await scene.card(confirm))
  expect(after).toContain('“B10 尽快整改”没有写明期限是哪一天，没有转给支部。')
  expect(after).toContain('已请支部办理：\\n电子信息系：整改，11月20日（周五）前')
})

test('a later version replaces what nobody has done, keeps what is done, and tells only what is new', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划\nB10 11月27日前报送名单')
  await scene.press({ kind: 'reports.tasks', ref: REF, who: SECRETARY, button: '办结第1项' })
  await handIn(scene, 'B10 11月20日前交学习计划')
  expect((await tasks(scene)).map(({ what, done_by }) => [what, done_by])).toEqual([
    ['交学习计划', SECRETARY],
  ])
  expect(await lettersOf(scene)).toHaveLength(1)
  await handIn(scene, 'B10 12月4日前总结')
  expect((await tasks(scene)).map(({ what }) => what)).toEqual(['交学习计划', '总结'])
  expect((await lettersOf(scene)).map(({ key }) => key).at(-1)).toBe('reports.tasks:R-A072/B10:3')
})

test('the secretary is reminded once before and once after the day, and not at all of what is done', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划')
  const alarms = (await scene.alarmsSet()).filter(({ kind }) => kind === 'reports.task')
  expect(alarms.map(({ key, due }) => [key.split(':').at(-1), due.toString()])).toEqual([
    ['before', '2026-11-19T01:00:00Z'],
    ['after', '2026-11-23T01:00:00Z'],
  ])
  expect(await remind(scene, 'before')).toBe('done')
  expect((await lettersOf(scene)).map(({ kind, receiver }) => [kind, receiver]).at(-1)).toEqual([
    'reports.tasksDue',
    `person:${SECRETARY}`,
  ])
  expect(await scene.isRelevant({ kind: 'reports.tasksDue', ref: REF })).toBe(true)
  await scene.press({ kind: 'reports.tasksDue', ref: REF, who: SECRETARY, button: '办结' })
  expect(await scene.isRelevant({ kind: 'reports.tasksDue', ref: REF })).toBe(false)
  expect(await remind(scene, 'after')).toBe('obsolete')
  const card = await scene.card({ kind: 'reports.tasks', ref: REF })
  expect([card.tone, buttonsOf(card)]).toEqual(['green', []])
})

test('a task that is past its day says so without blame', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划')
  expect(await remind(scene, 'after')).toBe('done')
  const card = await scene.card({ kind: 'reports.tasksDue', ref: REF })
  expect(textOf(card)).toContain('交学习计划，原定11月20日（周五）前')
})

test('twenty presses tick a task off once, and only by the branch’s secretary or an administrator', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划\nB10 11月27日前报送名单')
  const [first, second] = await scene.db.selectFrom('reports_tasks').select('id').orderBy('id').execute()
  const press = (task: number | undefined, who: MemberId) =>
    scene.pressWith({ who, action: 'reports.tick', data: { task: String(task) } })
  expect((await press(first?.id, MEMBER)).toast.text).toContain('需要本支部书记、副书记或学院管理员办理')
  const all = await Promise.all(Array.from({ length: 20 }, () => press(first?.id, SECRETARY)))
  expect(all.filter(({ toast }) => toast.tone === 'success')).toHaveLength(1)
  expect(all.filter(({ toast }) => toast.text === '已记为办结，无需重复点。')).toHaveLength(19)
  expect((await press(second?.id, ORGANISER)).toast.tone).toBe('success')
  expect((await press(999_999, ORGANISER)).toast.text).toBe('这件事项已撤销。')
})

test('decisions in the hands of somebody who may not decide for the college stay words, and the card says so', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划', DEAN)
  expect(await tasks(scene)).toEqual([])
  const card = await scene.card({ kind: 'reports.confirm', ref: `R-A072/${DEAN}/1` })
  expect(textOf(card)).toContain('只有主持人或学院管理员提交的纪实')
})

test('the decisions of any other meeting stay words', async () => {
  await using scene = await aScene(['A044'])
  await scene.pressWith({ who: SECRETARY, action: 'reports.fill', data: { request: 'R-A044' } })
  const form = { content: '学习了讲话精神', decisions: 'B10 11月27日前交学习计划' }
  await scene.pressWith({
    who: SECRETARY,
    action: 'reports.submit',
    data: { request: 'R-A044', n: '1' },
    form,
  })
  expect(await scene.versions()).toHaveLength(1)
  expect(await tasks(scene)).toEqual([])
})

test('what is open stands among what waits for the secretary, and nobody else', async () => {
  await using scene = await aMeetingHeld()
  await handIn(scene, 'B10 11月20日前交学习计划')
  const waiting = (who: MemberId) => scene.run(async (tx) => (await waitingFor(scene.ctx, tx, who)).tasks)
  expect(await waiting(SECRETARY)).toMatchObject([{ what: '交学习计划', branch: '本科二支部' }])
  expect([await waiting(MEMBER), await waiting(ORGANISER)]).toEqual([[], []])
  await scene.press({ kind: 'reports.tasks', ref: REF, who: SECRETARY, button: '办结' })
  expect(await waiting(SECRETARY)).toEqual([])
})
