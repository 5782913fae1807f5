import { expect, test } from 'vitest'
import { markByHand } from '../../../src/attendance/roll/service.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'
import { meetingById } from '../../../src/meetings/service.ts'
import { keepMeetingForm } from '../../../src/reports/templates/service.ts'
import { registry } from '../../../src/router.ts'
import { draftFromReply } from '../../../src/reports/service.ts'
import { aScene, buttonsOf, LEADER, letterOf, said, SECRETARY, textOf } from '../setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const confirm = (who = SECRETARY, n = 1) => ({ kind: 'reports.confirm', ref: `R-A044/${who}/${n}` }) as const
const DIFFERS = '您写的是实到21人，签到记录为13人'

/** Somebody wrote a number that is not the roll's. */
async function aDifference(who = SECRETARY): Promise<Scene> {
  const scene = await aScene()
  await scene.run((tx) => draftFromReply(scene.ctx, tx, said({ who, text: '会已开，实到21人，学习了条例' })))
  return scene
}

const pressBy =
  (who: typeof SECRETARY) =>
  (scene: Scene, button: string, form: object = {}) =>
    scene.press({ ...confirm(who), who, button, form })
const press = pressBy(SECRETARY)
const leaderPresses = pressBy(LEADER)

test('a number that differs from the roll is a question, and 提交 waits for its answer: 以签到为准 sets the text right', async () => {
  await using scene = await aDifference()
  expect(textOf(await scene.card(confirm()))).toContain(`${DIFFERS}。请选择以哪个为准。`)
  const { toast } = await press(scene, '提交', { content: '会已开，实到21人，学习了条例，又写一句' })
  expect(toast).toMatchObject({
    tone: 'warning',
    text: expect.stringContaining('请先点“以签到为准”或“更正签到”'),
  })
  expect(await scene.versions()).toEqual([])
  expect((await press(scene, '以签到为准')).toast.text).toBe('已改为签到记录的人数。')
  const card = await scene.card(confirm())
  expect(textOf(card)).toContain('会已开，实到13人，学习了条例，又写一句')
  expect(textOf(card)).not.toContain('请选择以哪个为准')
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['提交', '未召开', '取消'])
  expect((await press(scene, '提交', { content: '会已开，实到13人，学习了条例' })).toast.tone).toBe('success')
  expect((await scene.versions())[0]?.fields).toMatchObject({ stated: 13, counts: { present: 13 } })
  const [noted] = await scene.db
    .selectFrom('roster_audit')
    .select(['actor', 'details'])
    .where('act', '=', 'reports.rollStands')
    .execute()
  expect(noted).toEqual({ actor: SECRETARY, details: { stated: 21, present: 13 } })
})

test('更正签到 leads whoever may correct to the roll; the text is kept beside it until the roll follows', async () => {
  await using scene = await aDifference()
  expect((await press(scene, '更正签到')).toast.text).toContain('到会名单已发到与您的私聊')
  expect((await scene.written()).at(-1)).toMatchObject({
    ...{ kind: 'attendance.roll', ref: 'A044', receiver: `person:${SECRETARY}` },
  })
  expect(textOf(await scene.card(confirm()))).toContain(`${DIFFERS}；更正签到后`)
  await scene.run((tx) =>
    markByHand(scene.ctx, tx, {
      ...{ meeting: MeetingId.parse('A044'), by: SECRETARY, at: scene.ctx.now(), reason: '更正' },
      choose: (entries) =>
        entries.filter(({ mark }) => mark === 'leave').map((entry) => ({ entry, mark: 'present' })),
    }),
  )
  expect(textOf(await scene.card(confirm()))).toContain('签到记录为14人')
  expect((await press(scene, '提交')).toast.tone).toBe('success')
  expect((await scene.versions())[0]?.fields).toMatchObject({ stated: 21, counts: { present: 14 } })
})

test('whoever may not correct a settled roll has the one asked who may, with the numbers; what was typed is saved', async () => {
  await using scene = await aDifference(LEADER)
  const { toast } = await leaderPresses(scene, '更正签到', { content: '实到21人，另写一句' })
  expect(toast.text).toContain('已请负责更正的同志核对到会名单')
  const asked = (await scene.written()).at(-1)
  expect(asked).toMatchObject({
    kind: 'attendance.rollDoubted',
    ref: 'A044@21',
    receiver: `person:${SECRETARY}`,
  })
  const { render, isRelevant } = registry.letters.kinds['attendance.rollDoubted']
  const letter = { ...letterOf(confirm()), kind: 'attendance.rollDoubted', ref: 'A044@21' } as const
  const shown = JSON.stringify(await scene.run((tx) => render(scene.ctx, tx, letter)))
  expect(shown).toContain('写明实到21人，签到记录为13人')
  expect(shown).toContain('到会名单')
  const agreed = { ...letter, ref: 'A044@13' }
  expect(await scene.run((tx) => isRelevant(scene.ctx, tx, agreed))).toBe(false)
  expect(JSON.stringify(await scene.run((tx) => render(scene.ctx, tx, agreed)))).toContain('已一致')
  expect(textOf(await scene.card(confirm(LEADER)))).toContain('另写一句')
})

/** Of the roll of A044, closed just now, two are to be confirmed 待核实. */
async function unconfirmed(scene: Scene): Promise<void> {
  const due = scene.db
    .selectFrom('attendance_marks')
    .select('member_id')
    .where('mark', '=', 'present')
    .orderBy('member_id')
    .limit(2)
  await scene.db.deleteFrom('attendance_marks').where('member_id', 'in', due).execute()
  await scene.db
    .updateTable('attendance_rolls')
    .set({ closed_at: scene.ctx.now().subtract({ hours: 1 }) })
    .execute()
}

test('提交 waits while people are 待核实: what was typed is saved, and 去核实 leads to the roll', async () => {
  await using scene = await aScene()
  await unconfirmed(scene)
  const content = '学习了条例，实到13人，应到15人'
  const { toast: kept } = await scene.press({
    ...{ kind: 'reports.after', ref: 'A044', who: SECRETARY, button: '提交', form: { content } },
  })
  expect(kept).toMatchObject({ tone: 'info', text: expect.stringContaining('还有同志待核实') })
  const card = await scene.card(confirm())
  expect(textOf(card)).toContain('还有2位同志的到会情况待核实')
  expect(textOf(card)).toContain(content)
  expect(buttonsOf(card).map(({ text }) => text)).toEqual(['提交', '去核实', '未召开', '取消'])
  expect((await press(scene, '提交', { content })).toast.text).toContain('请先点“去核实”')
  expect((await press(scene, '去核实', { content: `${content}，又写` })).toast.text).toContain(
    '到会名单已发到',
  )
  expect((await scene.written()).at(-1)).toMatchObject({ kind: 'attendance.roll', ref: 'A044' })
  expect(await scene.versions()).toEqual([])
  await scene.run((tx) =>
    markByHand(scene.ctx, tx, {
      ...{ meeting: MeetingId.parse('A044'), by: SECRETARY, at: scene.ctx.now(), reason: null },
      choose: (entries) =>
        entries.filter(({ mark }) => mark === null).map((entry) => ({ entry, mark: 'present' })),
    }),
  )
  // Now that the roll is whole its numbers are compared, each.
  expect(textOf(await scene.card(confirm()))).toContain(
    '您写的是应到15人，签到记录为14人。请选择以哪个为准。',
  )
  expect((await press(scene, '提交')).toast.text).toContain('您写的人数与签到记录不同')
  await press(scene, '以签到为准')
  expect((await press(scene, '提交')).toast.tone).toBe('success')
  const [version] = await scene.versions()
  expect(version?.fields).toMatchObject({ content: '学习了条例，实到13人，应到14人，又写' })
})

test.each([
  ['the roll counts after 48 hours', { closed: 49, due: 24 }],
  ['the deadline is near', { closed: 1, due: 0.5 }],
])('提交 does not wait for people to be confirmed where %s', async (_, { closed, due }) => {
  await using scene = await aScene()
  await unconfirmed(scene)
  const now = scene.ctx.now()
  await scene.db
    .updateTable('attendance_rolls')
    .set({ closed_at: now.subtract({ hours: closed }) })
    .execute()
  await scene.db
    .updateTable('reports_requests')
    .set({ due_at: now.add({ minutes: due * 60 }) })
    .execute()
  const written = { kind: 'reports.after', ref: 'A044', form: { content: '学习了条例' } } as const
  expect((await scene.press({ ...written, who: SECRETARY, button: '提交' })).toast.tone).toBe('success')
})

/** The group's record of before has this text. */
async function withEarlier(scene: Scene, fields: object): Promise<void> {
  await scene.db
    .updateTable('reports_requests')
    .set({ group_id: 'B10G1' })
    .where('id', '=', 'R-A045')
    .execute()
  await scene.db
    .updateTable('reports_versions')
    .set({ fields: JSON.stringify({ content: '', decisions: '', stated: null, ...fields }) })
    .where('request_id', '=', 'R-A045')
    .execute()
}

test('沿用上次 takes over the last text of the branch’s same kind of meeting and keeps what was typed; it can be undone', async () => {
  await using scene = await aScene(['A044', 'A045'])
  await withEarlier(scene, { content: '上次学习了讲话精神', decisions: '上次议定' })
  await scene.press({ kind: 'reports.request', ref: 'R-A044', who: LEADER, button: '去填写' })
  expect((await leaderPresses(scene, '沿用上次', { content: '本次讨论' })).toast.text).toContain('撤销沿用')
  const card = textOf(await scene.card(confirm(LEADER)))
  for (const text of ['上次学习了讲话精神\\n本次讨论', '"value":"上次议定"', '请改为本次的情况'])
    expect(card).toContain(text)
  await leaderPresses(scene, '撤销沿用', { content: '上次学习了讲话精神\n本次讨论', decisions: '改过的议定' })
  const back = textOf(await scene.card(confirm(LEADER)))
  expect(back).toContain('"value":"本次讨论"')
  expect(back).toContain('"value":"改过的议定"')
  expect(back).not.toContain('上次学习')
})

test('where nothing was handed in before, nothing can be taken over', async () => {
  await using scene = await aScene(['A044', 'A045'])
  await scene.press({ kind: 'reports.request', ref: 'R-A044', who: LEADER, button: '去填写' })
  expect(buttonsOf(await scene.card(confirm(LEADER))).map(({ text }) => text)).not.toContain('沿用上次')
  const data = { request: 'R-A044', n: '1' }
  const form = { content: '写了一句' }
  const { toast } = await scene.pressWith({ who: LEADER, action: 'reports.takeLast', data, form })
  expect(toast.text).toBe('本支部还没有同类会议的纪实可以沿用。')
  // What is refused is saved all the same.
  expect(textOf(await scene.card(confirm(LEADER)))).toContain('"value":"写了一句"')
})

test('time, place, host and agenda stand on the card, and nobody is asked for them', async () => {
  await using scene = await aScene()
  await scene.db
    .updateTable('meetings_meetings')
    .set({ agenda: ['学习条例', '研究发展对象'] })
    .where('id', '=', 'A044')
    .execute()
  await scene.press({ kind: 'reports.request', ref: 'R-A044', who: SECRETARY, button: '去填写' })
  const [facts] = (await scene.card(confirm())).blocks
  expect(facts).toMatchObject({
    kind: 'facts',
    facts: [
      ['会议', '第一党小组会（学习与交流）'],
      ['时间', '11月20日（周五，第11周）17:30–18:30'],
      ['地点', '图文中心报告厅'],
      ['主持人', '尹子樾'],
      ['人数', '应到14，实到13，请假1，缺席0'],
      ['议题', '学习条例；研究发展对象'],
    ],
  })
})

test('the topic and the speaker of a training are filled in, and whoever hands in is the recorder unless one is named', async () => {
  await using scene = await aScene(['A042'])
  const who = MemberId.parse('M0213')
  const training = { topic: '新征程上的使命', speaker: '张教授', hours: 2 }
  await scene.db
    .updateTable('meetings_meetings')
    .set({ training: JSON.stringify(training), types: ['党课'] })
    .execute()
  const form = await scene.run(async (tx) =>
    keepMeetingForm(scene.ctx, tx, await meetingById(tx, MeetingId.parse('A042'))),
  )
  await scene.db.deleteFrom('reports_versions').execute()
  await scene.db
    .updateTable('reports_requests')
    .set({ form_id: form, state: 'open', due_at: scene.ctx.now().add({ hours: 9 }) })
    .execute()
  await scene.pressWith({ who, action: 'reports.fill', data: { request: 'R-A042' } })
  const own = { kind: 'reports.confirm', ref: `R-A042/${who}/1` } as const
  const card = textOf(await scene.card(own))
  for (const text of ['"value":"新征程上的使命"', '"value":"张教授"']) expect(card).toContain(text)
  await scene.press({ ...own, who, button: '提交', form: { content: '上党课' } })
  expect((await scene.versions()).at(-1)?.fields).toMatchObject({
    answers: { ...{ topic: '新征程上的使命', speaker: '张教授' }, recorder: who },
  })
})
