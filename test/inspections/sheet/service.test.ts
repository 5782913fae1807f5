import { expect, test } from 'vitest'
import { MemberId, VisitId } from '../../../src/ids.ts'
import {
  ADMIN,
  aPlannedTerm,
  carried,
  COMMITTEE,
  FILLED,
  INSPECTOR,
  onSheet,
  OTHER_INSPECTOR,
  SECRETARY,
  shown,
  stageOf,
  VISIT,
} from '../setup.ts'

test('督查 and a branch open its sheet for its inspector, with what the bot can count and 数据不足 where it cannot', async () => {
  await using life = await aPlannedTerm()
  await life.say(INSPECTOR, '督查 电气工程系')
  const card = await shown(life, INSPECTOR, 'inspections.sheet')
  expect(card).toContain('1 支部党员大会（每季度）（数据不足：第三季度不详，第四季度0/1次（未结束））')
  expect(card).toContain('2 支部委员会（每月）（数据不足：9月不详，10月0/1次，11月0/1次（未结束））')
  expect(card.match(/"select_static"/g)).toHaveLength(15)
  expect(card).toContain('内容点评')
  expect(card).toContain('流程点评')
})

test('whoever asks for a sheet again gets it again', async () => {
  await using life = await aPlannedTerm()
  for (const said of ['督查 B05', '督查 电气工程系']) await life.say(INSPECTOR, said)
  expect(await life.letters('inspections.sheet')).toHaveLength(2)
})

test('of a term that the bot saw from its beginning what was counted is chosen, with its figure', async () => {
  await using life = await aPlannedTerm()
  await life.db
    .updateTable('roster_audit')
    .set({ at: Temporal.Instant.from('2026-06-01T00:00:00Z') })
    .where('act', '=', 'roster.load')
    .execute()
  await life.say(INSPECTOR, '督查 B05')
  const card = await shown(life, INSPECTOR, 'inspections.sheet')
  expect(card).toContain('2 支部委员会（每月）（自动统计：9月0/1次，10月0/1次，11月0/1次（未结束））')
  expect(card).toContain('"initial_option":"unmet"')
  expect(card).toContain('9 缺席补学（自动统计：请假、缺席已满补学期限0人次，已补学0人次）')
})

test('whatever is pressed, what was entered is kept; what is missing is said and loses nothing', async () => {
  await using life = await aPlannedTerm()
  await life.say(INSPECTOR, '督查 B05')
  expect(await onSheet(life, 'save', { I11: 'none', content: '甲' })).toBe('已保存。')
  expect(await onSheet(life, 'submit', { procedure: '乙' })).toContain(
    '还有12项未评定：第1、2、3、5、6、7、8、9、10、12、13、14项',
  )
  expect(await onSheet(life, 'addRemedy', { rest: 'met' })).toContain('请写明要求整改什么')
  expect(await onSheet(life, 'addRemedy', { remedy: '补齐签到表' })).toContain('请选整改期限')
  expect(await onSheet(life, 'addRemedy', { remedyDay: '2026-11-17 +0800' })).toContain(
    '支部可在11月17日前确认或说明，整改期限请选在这一天之后',
  )
  expect(await onSheet(life, 'addRemedy', { remedyDay: '2026-12-01 +0800' })).toBe('已加入整改要求。')
  const [draft] = await life.db.selectFrom('inspections_drafts').selectAll().execute()
  expect(draft?.fields).toMatchObject({
    ...{ marks: { I11: 'none' }, rest: 'met', content: '甲', procedure: '乙', remedy: '' },
    remedies: [{ what: '补齐签到表', dueOn: '2026-12-01' }],
  })
  expect(await stageOf(life)).toBe('planned')
})

test('two presses are one: what is to be put right is asked for once, and no second thing is taken out with the first', async () => {
  await using life = await aPlannedTerm()
  const remedyDay = '2026-12-01 +0800'
  const add = (remedy: string) => onSheet(life, 'addRemedy', { remedy, remedyDay })
  for (const remedy of ['补齐签到表', '补齐签到表', '公布年度计划'])
    expect(await add(remedy)).toBe('已加入整改要求。')
  await life.say(INSPECTOR, '督查 B05')
  const card = await shown(life, INSPECTOR, 'inspections.sheet')
  expect(card).toContain('删去第2项整改')
  expect(card).not.toContain('删去第3项整改')
  const data = carried(card, 'inspections.dropRemedy')
  const drop = () => life.press(INSPECTOR, 'inspections.dropRemedy', { data })
  expect([await drop(), await drop()]).toEqual(['已删去。', '这项整改要求已删去。'])
  const [draft] = await life.db.selectFrom('inspections_drafts').selectAll().execute()
  expect(draft?.fields).toMatchObject({ remedies: [{ what: '公布年度计划' }] })
})

test('what a form holds beside what was offered is nothing, however hostile', async () => {
  await using life = await aPlannedTerm()
  const hostile = { I1: 'best', I2: ['met'], rest: 7, content: { $ne: 1 }, I99: 'met', remedyDay: 'soon' }
  expect(await onSheet(life, 'save', { ...hostile, remark: `<at id=all></at>${'字'.repeat(5000)}` })).toBe(
    '已保存。',
  )
  const [draft] = await life.db.selectFrom('inspections_drafts').selectAll().execute()
  expect(draft?.fields).toMatchObject({ marks: {}, rest: null, content: '', remedyDay: null })
  expect(JSON.stringify(draft?.fields).length).toBeLessThan(500)
})

test('only its inspector writes a sheet: not another, not the branch, not of the own branch, nor an administrator', async () => {
  await using life = await aPlannedTerm()
  expect(await onSheet(life, 'submit', { ...FILLED, who: OTHER_INSPECTOR })).toContain(
    '这个支部由另一位督查员负责',
  )
  expect(await onSheet(life, 'submit', { ...FILLED, who: SECRETARY })).toContain(
    '督查表由学院安排的督查员填写',
  )
  expect(await onSheet(life, 'save', { ...FILLED, who: ADMIN })).toContain('这个支部由另一位督查员负责')
  await life.db
    .updateTable('roster_members')
    .set({ branch_id: 'B05' })
    .where('id', '=', MemberId.parse(INSPECTOR))
    .execute()
  expect(await onSheet(life, 'save', FILLED)).toContain('督查员不查本支部')
  expect(await life.db.selectFrom('inspections_drafts').selectAll().execute()).toEqual([])
  expect(await stageOf(life)).toBe('planned')
})

test('twenty presses of 提交 hand in one version; afterwards inspector and administrators read it, and nobody writes', async () => {
  await using life = await aPlannedTerm()
  const said = await Promise.all(Array.from({ length: 20 }, () => onSheet(life, 'submit', FILLED)))
  expect(said.filter((text) => text === '已提交，将请支部书记确认。')).toHaveLength(1)
  expect(said.filter((text) => text === '督查表已提交，正等支部确认。')).toHaveLength(19)
  expect(await life.db.selectFrom('inspections_sheets').selectAll().execute()).toHaveLength(1)
  expect(await life.db.selectFrom('inspections_drafts').selectAll().execute()).toEqual([])
  expect(await onSheet(life, 'save', FILLED)).toBe('督查表已提交，正等支部确认。')
  for (const who of [INSPECTOR, ADMIN]) {
    await life.say(who, '督查 B05')
    const card = await shown(life, who, 'inspections.sheet')
    expect(card).toContain('内容方面：主题贴近教学')
    expect(card).toContain('13 内容质量：主题明确，联系实际：基本达标')
    expect(card).toContain('（督查员评定；数据不足：')
    expect(card).not.toContain('inspections.submit')
  }
  await life.say(COMMITTEE, '督查 B05')
  expect(await shown(life, COMMITTEE, 'inspections.noted')).toContain('学院管理员可查看')
})

test('a visit that was made before its day counts as made on the day of its sheet', async () => {
  await using life = await aPlannedTerm('2026-11-10T15:00:00+08:00')
  await onSheet(life, 'submit', FILLED)
  await life.settle()
  expect(await shown(life, SECRETARY, 'inspections.result')).toContain('组织生活的检查（11月10日）')
})

test('a branch that nobody knows, several, or one without a visit are answered in words', async () => {
  await using life = await aPlannedTerm()
  const noted = async (who: string, text: string) => {
    await life.say(who, text)
    return shown(life, who, 'inspections.noted')
  }
  expect(await noted(INSPECTOR, '督查 火星')).toContain('没有找到这个支部')
  expect(await noted(INSPECTOR, '督查 本科')).toContain('有几个支部符合：本科一支部、本科二支部')
  expect(await noted('M0230', '督查 B05')).toContain('督查表由学院安排的督查员填写')
  await life.db.deleteFrom('inspections_visits').where('id', '=', VisitId.parse(VISIT)).execute()
  expect(await noted(ADMIN, '督查 B05')).toContain('这个支部本学期还没有安排督查')
})
