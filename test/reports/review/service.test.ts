import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { openReview } from '../../../src/reports/review/service.ts'
import { aScene, buttonsOf, college, said, SECRETARY, textOf } from '../setup.ts'
import { draftFromReply } from '../../../src/reports/service.ts'

const ORGANISER = MemberId.parse('M0142')
const OTHER = MemberId.parse('M0141')
const queueOf = (who: MemberId) => ({ kind: 'reports.review', ref: who, who }) as const
const returned = { kind: 'reports.returned', ref: 'R-A044' } as const
const praise = { points: [], content: '', procedure: '先学后议，很好' }
const form = { points: ['缺少现场照片'], content: '请写明讨论要点', procedure: '' }

type Scene = Awaited<ReturnType<typeof aScene>>

/** The secretary hands in the record of a group's meeting, which is drawn to be read. */
async function handedIn(content = '学习了全会精神，讨论了计划。'): Promise<Scene> {
  const scene = await aScene()
  await scene.db.updateTable('reports_requests').set({ review: 'all' }).execute()
  await hand(scene, content)
  for (const who of [ORGANISER, OTHER]) await scene.run((tx) => openReview(scene.ctx, tx, { who, by: 'm' }))
  return scene
}

async function hand(scene: Scene, content: string): Promise<void> {
  const n = (await scene.versions()).filter(({ request_id }) => request_id === 'R-A044').length + 1
  await scene.run((tx) => draftFromReply(scene.ctx, tx, said({ text: content })))
  await scene.press({
    kind: 'reports.confirm',
    ref: `R-A044/${SECRETARY}/${n}`,
    who: SECRETARY,
    button: '提交',
    form: { content, decisions: '' },
  })
}

const toastOf = async (pressed: Promise<{ toast: { text: string } }>) => (await pressed).toast.text

test('a record that is read passes with one tap, and its sender’s card says so', async () => {
  await using scene = await handedIn()
  const card = await scene.card(queueOf(ORGANISER))
  expect(card.subtitle).toBe('第1份，共1份')
  expect(textOf(card)).toContain('学习了全会精神，讨论了计划。')
  expect(textOf(card)).toContain('应到14，实到13，请假1，缺席0')
  const before = (await scene.written()).length
  expect(await toastOf(scene.press({ ...queueOf(ORGANISER), button: '通过', form: praise }))).toBe('已通过。')
  expect(await scene.request()).toMatchObject({ state: 'approved' })
  expect(await scene.written()).toHaveLength(before)
  const sender = textOf(await scene.card({ kind: 'reports.request', ref: 'R-A044' }))
  expect(sender).toContain('已通过审核')
  expect(sender).toContain('1.流程：先学后议，很好')
  expect(textOf(await scene.card(queueOf(ORGANISER)))).toContain('已审核1份')
})

test('it comes back with its points, and shows what changed when it is handed in again', async () => {
  await using scene = await handedIn()
  expect(await toastOf(scene.press({ ...queueOf(ORGANISER), button: '退回' }))).toContain('退回需要写明要点')
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
  await scene.press({ ...queueOf(ORGANISER), button: '退回', form })
  expect(await scene.request()).toMatchObject({ state: 'returned', late: false })
  const letter = (await scene.written()).filter(({ kind }) => kind === 'reports.returned')
  expect(letter).toMatchObject([{ receiver: `person:${SECRETARY}` }])
  const card = await scene.card(returned)
  expect(textOf(card)).toContain('1.缺少现场照片\\n2.内容：请写明讨论要点')
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['修改'])
  const reminders = (await scene.alarmsSet()).filter(({ key }) => key.includes('#1'))
  expect(reminders.map(({ kind }) => kind)).toEqual([
    'reports.chase',
    'reports.chase',
    'reports.chase',
    'reports.escalate',
  ])
  expect(reminders[1]?.due.toString()).toBe('2026-11-26T10:00:00Z')
  await hand(scene, '学习了全会精神，讨论了年度计划。')
  const again = textOf(await scene.card(queueOf(ORGANISER)))
  expect(again).toContain('第2次提交')
  expect(again).toContain('缺少现场照片')
  expect(again).toContain('与第1次相比')
  expect(await scene.versions()).toHaveLength(2)
  expect(textOf(await scene.card(returned))).toContain('已再次提交')
  await scene.press({ ...queueOf(OTHER), button: '通过' })
  expect(await scene.request()).toMatchObject({ state: 'approved', late: false })
})

test('of two readers at once one wins, and the other hears who', async () => {
  await using scene = await handedIn()
  const pass = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '通过')
  const press = { action: pass?.action ?? '', data: pass?.data }
  const crowd = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? ORGANISER : OTHER))
  const answers = await Promise.all(crowd.map((who) => toastOf(scene.pressWith({ ...press, who }))))
  const [winner, ...further] = await scene.db.selectFrom('reports_reviews').select('by_id').execute()
  expect(further).toEqual([])
  const name = college.members.find(({ id }) => id === winner?.by_id)?.name
  expect(answers.sort()).toEqual(['已通过。', ...Array(19).fill(`${name}刚刚已通过这一份。`)].sort())
})

test('a version that nobody has seen is not judged', async () => {
  await using scene = await handedIn()
  const pass = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '通过')
  await hand(scene, '又改了。')
  const stale = { who: ORGANISER, action: pass?.action ?? '', data: pass?.data }
  expect(await toastOf(scene.pressWith(stale))).toContain('刚刚更新了这一份')
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
})

test('a verdict is taken back until its sender has answered it', async () => {
  await using scene = await handedIn()
  await scene.press({ ...queueOf(ORGANISER), button: '退回', form })
  expect(await toastOf(scene.press({ ...queueOf(ORGANISER), button: '撤销上一份' }))).toContain('已撤销')
  expect(await scene.request()).toMatchObject({ state: 'submitted', return_reason: null })
  expect(textOf(await scene.card(returned))).toContain('退回已撤销')
  await scene.press({ ...queueOf(ORGANISER), button: '退回', form })
  const undo = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '撤销上一份')
  await hand(scene, '改好了。')
  const late = { who: ORGANISER, action: undo?.action ?? '', data: undo?.data }
  expect(await toastOf(scene.pressWith(late))).toContain('不能撤销')
})

test('whoever reads none is told who does, and presses nothing', async () => {
  await using scene = await handedIn()
  const pass = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '通过')
  await scene.run((tx) => openReview(scene.ctx, tx, { who: SECRETARY, by: 'm' }))
  const card = await scene.card(queueOf(SECRETARY))
  expect(buttonsOf(card)).toEqual([])
  expect(textOf(card)).toContain('审核由学院管理员')
  const forged = { who: SECRETARY, action: pass?.action ?? '', data: pass?.data }
  expect(await toastOf(scene.pressWith(forged))).toContain('审核由学院管理员')
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
})

test('administrators hear of it once a week, on Monday morning', async () => {
  await using scene = await handedIn()
  const told = (await scene.written()).filter(({ kind }) => kind === 'reports.toReview')
  expect(told).toHaveLength(1)
  expect(told[0]?.due.toString()).toBe('2026-11-30T01:00:00Z')
})

test('what was refused stays before its reader: what was written of it is not read as said of the next', async () => {
  await using scene = await handedIn()
  await sameAgain(scene, 'R-A000')
  const back = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '退回')
  expect(back?.data).toMatchObject({ request: 'R-A044' })
  scene.ctx.set('2026-11-23T10:00:00+08:00')
  await hand(scene, '又改了。')
  const stale = { who: ORGANISER, action: back?.action ?? '', data: back?.data, form }
  expect(await toastOf(scene.pressWith(stale))).toContain('刚刚更新了这一份')
  expect(textOf(await scene.card(queueOf(ORGANISER)))).toContain('又改了。')
})

test('what was taken back while it was read is not judged: its reader is told so, and goes on', async () => {
  await using scene = await handedIn()
  await sameAgain(scene, 'R-A000')
  const pass = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '通过')
  await scene.pressWith({ who: SECRETARY, action: 'reports.withdraw', data: { request: 'R-A044' } })
  const stale = { who: ORGANISER, action: pass?.action ?? '', data: pass?.data, form: praise }
  expect(await toastOf(scene.pressWith(stale))).toContain('已不在待审核之列')
  const card = await scene.card(queueOf(ORGANISER))
  expect(textOf(card)).toContain('这份材料已由提交人撤回。')
  expect(buttonsOf(card).map(({ text }) => text)).not.toContain('通过')
  await scene.press({ ...queueOf(ORGANISER), button: '下一份' })
  expect(buttonsOf(await scene.card(queueOf(ORGANISER))).map(({ text }) => text)).toContain('通过')
})

test('an answer 未召开 that came back is 未召开 again when that is taken back: it does not pass as a record', async () => {
  await using scene = await handedIn()
  await scene.pressWith({ who: SECRETARY, action: 'reports.withdraw', data: { request: 'R-A044' } })
  const confirm = { kind: 'reports.confirm', ref: `R-A044/${SECRETARY}/2`, who: SECRETARY } as const
  await scene.pressWith({ who: SECRETARY, action: 'reports.askNotHeld', data: { request: 'R-A044' } })
  await scene.press({ ...confirm, button: '提交未召开', form: { reason: '停电' } })
  await scene.press({ ...queueOf(ORGANISER), button: '退回', form })
  await scene.press({ ...queueOf(ORGANISER), button: '撤销上一份' })
  expect(await scene.request()).toMatchObject({ state: 'notHeld' })
})

test('whoever reads no more takes nothing back', async () => {
  await using scene = await handedIn()
  await scene.press({ ...queueOf(ORGANISER), button: '通过' })
  const undo = buttonsOf(await scene.card(queueOf(ORGANISER))).find(({ text }) => text === '撤销上一份')
  await scene.db.deleteFrom('roster_committee').where('member_id', '=', ORGANISER).execute()
  const press = { who: ORGANISER, action: undo?.action ?? '', data: undo?.data }
  expect(await toastOf(scene.pressWith(press))).toContain('审核由学院管理员')
  expect(await scene.request()).toMatchObject({ state: 'approved' })
})

test('the card of what came back says what became of it: not asked for any more, or taken back', async () => {
  await using scene = await handedIn()
  await scene.press({ ...queueOf(ORGANISER), button: '退回', form })
  const shown = async (state: 'waived' | 'withdrawn') => {
    await scene.db.updateTable('reports_requests').set({ state }).execute()
    return textOf(await scene.card(returned))
  }
  expect(await shown('waived')).toContain('不需要提交活动纪实')
  expect(await shown('withdrawn')).toContain('已撤回')
})

test('the card on which it was checked says that it came back, with its points, and that it passed', async () => {
  await using scene = await handedIn()
  const confirm = { kind: 'reports.confirm', ref: `R-A044/${SECRETARY}/1` } as const
  await scene.press({ ...queueOf(ORGANISER), button: '退回', form })
  const back = await scene.card(confirm)
  expect(textOf(back)).toContain('1.缺少现场照片')
  expect(buttonsOf(back).map(({ text }) => text)).toEqual(['修改'])
  await scene.press({ ...queueOf(ORGANISER), button: '撤销上一份' })
  await scene.press({ ...queueOf(ORGANISER), button: '通过', form: praise })
  const passed = textOf(await scene.card(confirm))
  expect(passed).toContain('已通过审核')
  expect(passed).toContain('1.流程：先学后议，很好')
})

/** Another record that waits, which came in after. */
async function sameAgain(scene: Scene, id: string): Promise<void> {
  const at = Temporal.Instant.from('2026-11-23T09:00:00+08:00')
  const [request] = await scene.db.selectFrom('reports_requests').selectAll().execute()
  const [version] = await scene.versions()
  if (request === undefined || version === undefined) throw new Error('nothing was handed in')
  const other = { id, meeting_id: null, about_kind: 'visit', about_id: id } as const
  await scene.db
    .insertInto('reports_requests')
    .values({ ...request, ...other })
    .execute()
  const copy = { ...version, request_id: id, submitted_at: at, fields: JSON.stringify(version.fields) }
  await scene.db.insertInto('reports_versions').values(copy).execute()
}

test('what nobody may read waits for nobody, and counts as filed', async () => {
  await using scene = await aScene()
  await scene.db.updateTable('reports_requests').set({ review: 'all' }).execute()
  await scene.db.deleteFrom('roster_committee').execute()
  await scene.db.insertInto('roster_committee').values({ member_id: SECRETARY, rights: 'admin' }).execute()
  await hand(scene, '学习了全会精神。')
  expect(await scene.request()).toMatchObject({ state: 'submitted', drawn: false })
  expect((await scene.written()).map(({ kind }) => kind)).not.toContain('reports.toReview')
})
