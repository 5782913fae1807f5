import { expect, test } from 'vitest'
import { MemberId, RequestId } from '../../src/ids.ts'
import { textOf as textOfReport } from '../../src/reports/states/service.ts'
import { byId } from '../../src/reports/store.ts'
import { Report } from '../../src/reports/types.ts'
import type { Said } from '../../src/inbox/types.ts'
import { draftFromReply, openReportsOf } from '../../src/reports/service.ts'
import { aScene, buttonsOf, college, LEADER, MEMBER, ORGANISER, said, SECRETARY, textOf } from './setup.ts'

const request = { kind: 'reports.request', ref: 'R-A044' } as const
const confirm = { kind: 'reports.confirm', ref: `R-A044/${SECRETARY}/1` } as const
const IN_TIME = '2026-11-23T17:59:59+08:00'
const TOO_LATE = '2026-11-23T18:00:01+08:00'

type Scene = Awaited<ReturnType<typeof aScene>>

test('a reply in the group becomes a draft that is confirmed privately; the group reads nothing of it', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  const [, confirmed, ...others] = await scene.written()
  expect(confirmed).toMatchObject({ receiver: `person:${SECRETARY}`, ref: confirm.ref })
  expect(others).toEqual([])
  const text = textOf(await scene.card(confirm))
  expect(text).toContain('11月20日（周五，第11周）17:30–18:30')
  expect(text).toContain('图文中心报告厅')
  expect(text).toContain('应到14，实到13，请假1，缺席0')
  expect(text).toContain('"value":"12月5日前交学习体会"')
  expect(text).not.toContain('签到记录')
  expect(await scene.versions()).toEqual([])
})

test('提交 makes it the first version, and every card of the request says so without a name', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  const form = { content: '学习了讲话精神，开展讨论。', decisions: '交学习体会' }
  const { toast } = await scene.press({ ...confirm, who: SECRETARY, button: '提交', form })
  expect(toast).toEqual({ tone: 'success', text: '已提交，谢谢。' })
  const [version] = await scene.versions()
  expect(version).toMatchObject({ n: 1, submitted_by: SECRETARY, late: false })
  expect(version?.fields).toMatchObject({
    ...form,
    // The text that was handed in names no number any more.
    stated: null,
    counts: { expected: 14, present: 13, leave: 1, absent: 0 },
  })
  expect(await scene.request()).toMatchObject({ state: 'submitted', late: false })
  expect(await scene.isRelevant(request)).toBe(false)
  const shown = textOf(await scene.card(request))
  expect(shown).toContain('已于11月23日08:00提交')
  for (const { name } of college.members) expect(shown).not.toContain(name)
  expect(textOf(await scene.card(confirm))).toContain('已于11月23日08:00提交，谢谢。')
})

test('the same message twice makes one draft', async () => {
  await using scene = await aScene()
  const words = said()
  await reply(scene, words)
  await reply(scene, words)
  expect((await scene.written()).map(({ kind }) => kind)).toEqual(['reports.after', 'reports.confirm'])
})

test('twenty clicks on 提交 at once make one version, and the others are told that it is done', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  const clicks = Array.from({ length: 20 }, () => submit(scene, { content: '学习' }))
  const answers = await Promise.all(clicks)
  expect(answers.filter(({ toast }) => toast.tone === 'success')).toHaveLength(1)
  expect(answers.filter(({ toast }) => toast.text === '已提交，无需重复提交。')).toHaveLength(19)
  expect(await scene.versions()).toHaveLength(1)
})

test('a member without the right is told whose business it is, and no draft is made', async () => {
  await using scene = await aScene()
  const words = said({ who: MEMBER })
  await reply(scene, words)
  const noted = (await scene.written()).at(-1)
  expect(noted).toMatchObject({ kind: 'reports.noted', ref: 'mayNot', reply_to: words.messageId })
  expect(await scene.db.selectFrom('reports_drafts').selectAll().execute()).toEqual([])
  const pressed = await scene.press({ ...request, who: ORGANISER, button: '去填写' })
  expect(pressed.toast.text).toContain('由主持人、支部书记、支委或本组党小组组长填写')
})

test('a click is judged by the time it was made', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  scene.ctx.set(TOO_LATE)
  await submit(scene, { content: '学习' }, IN_TIME)
  expect(await scene.request()).toMatchObject({ state: 'submitted', late: false })
})

test('what comes after the due instant is taken and marked late', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  await submit(scene, { content: '学习' }, TOO_LATE)
  expect(await scene.request()).toMatchObject({ state: 'submitted', late: true })
})

test('until it is due a report may be replaced, afterwards not', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  await submit(scene, { content: '第一稿' })
  await scene.press({ ...confirm, who: SECRETARY, button: '修改' })
  const second = { ...confirm, ref: `R-A044/${SECRETARY}/2` }
  expect(textOf(await scene.card(second))).toContain('"value":"第一稿"')
  await scene.press({ ...second, who: SECRETARY, button: '提交', form: { content: '第二稿' } })
  expect((await scene.versions()).map(({ n, fields }) => [n, fields])).toMatchObject([
    [1, { content: '第一稿' }],
    [2, { content: '第二稿' }],
  ])
  scene.ctx.set(TOO_LATE)
  await reply(scene, said({ text: '第三稿，补充照片说明' }))
  expect((await scene.written()).at(-1)).toMatchObject({ kind: 'reports.noted', ref: 'closed' })
})

test('a returned report shows what is missing and stays in time when it is handed in again', async () => {
  await using scene = await aScene(['A020'])
  const owner = (await scene.request()).owner_id
  const [report] = await scene.run((tx) => openReportsOf(scene.ctx, tx, said({ who: LEADER }).who))
  expect(report).toBeUndefined()
  const who = said().who
  await scene.db
    .updateTable('reports_requests')
    .set({ owner_id: who })
    .where('owner_id', '=', owner)
    .execute()
  await scene.press({ kind: 'reports.request', ref: 'R-A020', who, button: '去填写' })
  const again = { kind: 'reports.confirm', ref: `R-A020/${who}/1` } as const
  expect(textOf(await scene.card(again))).toContain('需要补充：缺少签到照片')
  await scene.press({ ...again, who, button: '提交', form: { content: '已补充' } })
  expect(await scene.request()).toMatchObject({ state: 'submitted', late: false })
  expect((await scene.versions()).map(({ late }) => late)).toEqual([false, true])
})

test('去填写 sends one empty form, and pressed again points to it', async () => {
  await using scene = await aScene()
  const first = await scene.press({ ...request, who: LEADER, button: '去填写' })
  const again = await scene.press({ ...request, who: LEADER, button: '去填写' })
  expect([first.toast.text, again.toast.text]).toEqual([
    '填写卡已发到与您的私聊。',
    '填写卡已在私聊中，请查看。',
  ])
  expect((await scene.written()).filter(({ kind }) => kind === 'reports.confirm')).toHaveLength(1)
  const own = { kind: 'reports.confirm', ref: `R-A044/${LEADER}/1` } as const
  for (const content of ['  ', '\u200b\u2060', '\u2800 \ufeff']) {
    const { toast } = await scene.press({ ...own, who: LEADER, button: '提交', form: { content } })
    expect(toast.text).toBe('提交前请补充：“内容”须填写。')
  }
})

test('the card asks what the template of the meeting’s type asks, and what was sent is handed in', async () => {
  await using scene = await aScene(['A028'])
  const who = MemberId.parse('M0135')
  await scene.press({ ...request, ref: 'R-A028', who, button: '去填写' })
  const own = { ...confirm, ref: `R-A028/${who}/1` } as const
  const text = textOf(await scene.card(own))
  for (const label of ['内容（必填）', '主题', '形式', '议定事项', '记录人'])
    expect(text).toContain(`"label":"${label}"`)
  const form = {
    content: '参观校史馆',
    theme: '学校史',
    form: ['参观见学', '交流研讨'],
    recorder: 'ou_fx_0140',
  }
  expect((await scene.press({ ...own, who, button: '提交', form })).toast.tone).toBe('success')
  const [version] = await scene.versions()
  expect(version?.fields).toMatchObject({
    answers: { theme: '学校史', form: ['交流研讨', '参观见学'], recorder: 'M0140' },
  })
  // Whoever reads it finds each answer by its name.
  const read = await scene.run(async (tx) =>
    textOfReport(scene.ctx, tx, {
      request: await byId(tx, RequestId.parse('R-A028')),
      report: Report.parse(version?.fields),
    }),
  )
  expect(read).toMatchObject({ 主题: '学校史', 形式: '交流研讨、参观见学', 记录人: '石子妍' })
})

test('a second text is added to the draft, and the older card points to the newer', async () => {
  await using scene = await aScene()
  await reply(scene, said({ text: '学习了讲话精神' }))
  await reply(scene, said({ text: '补充：讨论了志愿服务安排' }))
  expect(textOf(await scene.card(confirm))).toContain('请在最新的确认卡上提交')
  expect(await scene.isRelevant(confirm)).toBe(false)
  const newest = textOf(await scene.card({ ...confirm, ref: `R-A044/${SECRETARY}/2` }))
  expect(newest).toContain('学习了讲话精神\\n补充：讨论了志愿服务安排')
  expect((await submit(scene, { content: '旧卡' })).toast.text).toContain('最新的确认卡')
})

test('取消 hands nothing in, and the form can be opened again', async () => {
  await using scene = await aScene()
  await reply(scene, said())
  await scene.press({ ...confirm, who: SECRETARY, button: '取消' })
  expect(buttonsOf(await scene.card(confirm)).map(({ text }) => text)).toEqual(['去填写'])
  expect((await submit(scene, { content: '学习' })).toast.tone).toBe('warning')
  expect(await scene.request()).toMatchObject({ state: 'open' })
  expect((await scene.press({ ...confirm, who: SECRETARY, button: '去填写' })).toast.text).toBe(
    '填写卡已发到与您的私聊。',
  )
})

test('a text too long for a form is kept whole, with room to add to it', async () => {
  await using scene = await aScene()
  const text = `学习${'很多内容。'.repeat(300)}`
  await reply(scene, said({ text }))
  expect(textOf(await scene.card(confirm))).toContain(text)
  expect(text.length).toBeGreaterThan(1_000)
  await submit(scene, { addition: '补充一句' })
  expect((await scene.versions())[0]?.fields).toMatchObject({ content: `${text}\n补充一句` })
})

test('however long a text is, its card stays small enough to be sent', async () => {
  await using scene = await aScene()
  await reply(scene, said({ text: '学习。'.repeat(20_000) }))
  expect(Buffer.byteLength(JSON.stringify(await scene.card(confirm)))).toBeLessThan(25_000)
  await submit(scene, { addition: '' })
  expect(Buffer.byteLength(JSON.stringify(await scene.card(confirm)))).toBeLessThan(25_000)
  expect((await scene.versions())[0]?.fields).toMatchObject({ content: '学习。'.repeat(20_000) })
})

test('a secretary sees what the branch owes, a leader what is the leader’s own', async () => {
  await using scene = await aScene(['A044', 'A042'])
  const owedBy = (who: typeof SECRETARY) =>
    scene.run(async (tx) => (await openReportsOf(scene.ctx, tx, who)).map(({ id }) => id))
  expect(await owedBy(SECRETARY)).toEqual(['R-A044'])
  expect(await owedBy(LEADER)).toEqual(['R-A044'])
  expect(await owedBy(MEMBER)).toEqual([])
})

async function reply(scene: Scene, words: Said): Promise<void> {
  expect(await scene.run((tx) => draftFromReply(scene.ctx, tx, words))).toBe(true)
}

// As if the card had not been rendered anew yet: the button is pressed whatever the card shows by now.
function submit(scene: Scene, form: object, at?: string) {
  const data = { request: 'R-A044', n: '1' }
  const time = at === undefined ? {} : { at }
  return scene.pressWith({ who: SECRETARY, action: 'reports.submit', data, form, ...time })
}
