import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { todoOf } from '../../support/todo.ts'
import {
  ADMIN,
  aPlannedTerm,
  aTerm,
  FILLED,
  INSPECTOR,
  inspect,
  onResult,
  onSheet,
  plan,
  MEMBER,
  SECRETARY,
  shown,
  stageOf,
  SUCCESSOR,
  VISIT,
} from '../setup.ts'

/** B05's sheet was handed in on Thursday 12 November. */
async function aSheet() {
  const life = await aPlannedTerm()
  await onSheet(life, 'submit', FILLED)
  await life.settle()
  return life
}

const keep = (life: Awaited<ReturnType<typeof aSheet>>, words: string, who = INSPECTOR) =>
  life.press(who, 'inspections.keep', { data: { visit: VISIT }, form: { words } })

test('the secretary gets one private card with both comments, and confirms once', async () => {
  await using life = await aSheet()
  const card = await shown(life, SECRETARY, 'inspections.result')
  expect(card).toContain('督促检查组已完成对电气工程系组织生活的检查（11月12日）。')
  expect(card).toContain('内容方面：主题贴近教学')
  expect(card).toContain('流程方面：议程清楚')
  expect(card).toContain('请于11月17日前确认，如有异议可说明')
  expect(await todoOf(life, SECRETARY)).toContain('督查反馈待确认：电气工程系，11月17日前')
  const said = await Promise.all(Array.from({ length: 20 }, () => onResult(life, 'confirm')))
  expect(said.filter((text) => text === '已确认。')).toHaveLength(1)
  expect(said.filter((text) => text === '支部已确认，这次督查已有结果。')).toHaveLength(19)
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('已督查1，已确认1')
  expect(await inspect(life, SECRETARY, 'inspections.branch')).toContain('支部已确认。')
  expect(await todoOf(life, SECRETARY)).not.toContain('督查')
})

test('the deputy may, and nobody else: not the inspector, not a member, not an administrator while there is a secretary', async () => {
  await using life = await aSheet()
  for (const who of [MEMBER, ADMIN])
    expect(await onResult(life, 'confirm', { who })).toContain('督查结果由本支部书记或副书记确认和说明。')
  expect(await onResult(life, 'confirm', { who: INSPECTOR })).toContain('督查由您完成，不能再由您确认')
  expect(await keep(life, '维持', SECRETARY)).toBe('说明由这次督查的督查员答复。')
  await life.db
    .insertInto('roster_offices')
    .values({ member_id: MEMBER, office: '副书记', scope: 'B05', since: null, until: null })
    .execute()
  expect(await onResult(life, 'confirm', { who: MEMBER })).toBe('已确认。')
})

test('an objection goes to the inspector, who amends the sheet: a new version, confirmed anew', async () => {
  await using life = await aSheet()
  expect(await onResult(life, 'object', { words: ' \u200b' })).toBe('请写明内容，再点一次。')
  expect(await onResult(life, 'object', { words: '第5项有两次主题' })).toBe('已转给督查员。')
  await life.settle()
  expect(await shown(life, INSPECTOR, 'inspections.objected')).toContain('支部的说明：第5项有两次主题')
  expect(await todoOf(life, INSPECTOR)).toContain('支部说明待答复：电气工程系')
  expect(await onResult(life, 'confirm')).toBe('支部已作说明，正等督查员答复。')
  await life.say(INSPECTOR, '督查 B05')
  const form = await shown(life, INSPECTOR, 'inspections.sheet')
  expect(form).toContain('支部的说明：第5项有两次主题')
  expect(form).toContain('主题贴近教学')
  expect(await onSheet(life, 'submit', { I5: 'partly' })).toBe('已提交，将请支部书记确认。')
  await life.settle()
  expect(await onResult(life, 'confirm', { asked: 1 })).toBe('督查表或答复已更新，请看最新的卡片。')
  expect(await shown(life, SECRETARY, 'inspections.result')).toContain('支部的说明：第5项有两次主题')
  expect(await life.db.selectFrom('inspections_sheets').select('n').execute()).toHaveLength(2)
  expect(await onResult(life, 'object', { asked: 2, words: '第7项' })).toBe('已转给督查员。')
})

test('an amended sheet has three workdays of its own: what reminded of the earlier one says nothing', async () => {
  await using life = await aSheet()
  await onResult(life, 'object', { words: '第5项' })
  life.ctx.set('2026-11-13T10:00:00+08:00')
  await onSheet(life, 'submit', { I5: 'met' })
  await life.liveUntil('2026-11-17T12:00:00+08:00')
  expect(await life.letters('inspections.resultDue')).toEqual([])
  expect(await stageOf(life)).toBe('submitted')
  await life.liveUntil('2026-11-18T12:00:00+08:00')
  expect((await life.letters('inspections.resultDue')).map(({ ref }) => ref)).toEqual([`${VISIT}:2`])
  expect(await stageOf(life)).toBe('submitted')
  await life.liveUntil('2026-11-19T08:00:00+08:00')
  expect(await stageOf(life)).toBe('tacit')
})

test('kept with a word, a sheet is shown once more, and only confirmed', async () => {
  await using life = await aSheet()
  await onResult(life, 'object', { words: '第7项有记录' })
  expect(await keep(life, '  ')).toBe('请写明内容，再点一次。')
  const said = await Promise.all(Array.from({ length: 20 }, () => keep(life, '没有看到签到表')))
  expect(said.filter((text) => text === '已答复支部。')).toHaveLength(1)
  await life.settle()
  const card = await shown(life, SECRETARY, 'inspections.result')
  expect(card).toContain('督查员的答复：没有看到签到表')
  expect(card).toContain('督查员已答复，督查表不变')
  expect(card).not.toContain('inspections.object')
  expect(await onResult(life, 'object', { asked: 2, words: '再说' })).toBe('督查员已答复，正等支部确认。')
  expect(await onResult(life, 'confirm', { asked: 2 })).toBe('已确认。')
})

test('silence is a yes after three workdays, after one reminder, and says so', async () => {
  await using life = await aSheet()
  await life.liveUntil('2026-11-17T12:00:00+08:00')
  expect((await life.letters('inspections.resultDue')).map(({ key }) => key)).toEqual([
    `inspections.resultDue:${VISIT}:1`,
  ])
  expect(await stageOf(life)).toBe('submitted')
  await life.liveUntil('2026-11-18T08:00:00+08:00')
  expect(await stageOf(life)).toBe('tacit')
  expect(await onResult(life, 'object', { words: '晚了' })).toBe('到期没有答复，已视为确认。')
  expect(await inspect(life, SECRETARY, 'inspections.branch')).toContain('到期没有答复，视为确认。')
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('已确认（到期未答复）')
})

test('who answered is not reminded, and no silence is taken for a yes then', async () => {
  await using life = await aSheet()
  await onResult(life, 'object', { words: '第5项' })
  await life.liveUntil('2026-11-19T12:00:00+08:00')
  expect(await life.letters('inspections.resultDue')).toEqual([])
  expect(await stageOf(life)).toBe('objected')
  await keep(life, '维持')
  await life.liveUntil('2026-11-25T12:00:00+08:00')
  expect(await stageOf(life)).toBe('tacit')
})

test('after a handover the new secretary finds it in 待办 and confirms; who held the office before does not', async () => {
  await using life = await aSheet()
  await life.db
    .updateTable('roster_offices')
    .set({ member_id: MemberId.parse(SUCCESSOR) })
    .where('member_id', '=', MemberId.parse(SECRETARY))
    .where('office', '=', '支部书记')
    .execute()
  expect(await todoOf(life, SUCCESSOR)).toContain('督查反馈待确认：电气工程系')
  expect(await onResult(life, 'confirm')).toContain('督查结果由本支部书记或副书记确认和说明。')
  expect(await onResult(life, 'confirm', { who: SUCCESSOR })).toBe('已确认。')
})

test('a visit that is near stands among the inspector’s to-dos with its sheet', async () => {
  await using life = await aPlannedTerm('2026-11-09T10:00:00+08:00')
  expect(await todoOf(life, INSPECTOR)).toContain('督查：电气工程系，11月12日')
  for (const away of ['2026-11-04T10:00:00+08:00', '2027-01-18T10:00:00+08:00']) {
    life.ctx.set(away)
    expect(await todoOf(life, INSPECTOR)).not.toContain('督查：电气工程系')
  }
})

test('an inspector who has left answers no objection and reads none: whoever goes on with it does', async () => {
  await using life = await aSheet()
  await onResult(life, 'object', { words: '第7项有记录' })
  await life.settle()
  await life.db.deleteFrom('roster_inspectors').where('member_id', '=', MemberId.parse(INSPECTOR)).execute()
  expect(await keep(life, '维持')).toBe('说明由这次督查的督查员答复。')
  const again = await life.press(INSPECTOR, 'inspections.openObjection', { data: { visit: VISIT } })
  expect(again).toBe('说明由这次督查的督查员答复。')
  expect(await stageOf(life)).toBe('objected')
  // An administrator sees that it waits for somebody.
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('（待另选）')
  const form = { visit: VISIT, inspector: ADMIN }
  await life.press(ADMIN, 'inspections.change', { data: {}, form })
  expect(await keep(life, '维持', ADMIN)).toBe('已答复支部。')
  expect(await inspect(life, ADMIN, 'inspections.overview')).not.toContain('（待另选）')
})

test('an objection that its inspector leaves unanswered for three workdays stands in 待办 of the administrators', async () => {
  await using life = await aSheet()
  await onResult(life, 'object', { words: '第7项有记录' })
  await life.settle()
  expect(await todoOf(life, INSPECTOR)).toContain('支部说明待答复：电气工程系，11月17日前')
  expect(await todoOf(life, ADMIN)).not.toContain('支部说明')
  life.ctx.set('2026-11-18T09:00:00+08:00')
  expect(await todoOf(life, ADMIN)).toContain('支部说明尚未答复：电气工程系，原定11月17日前')
  expect(await life.press(ADMIN, 'inspections.openOverview', { data: {} })).toBe('督查进度已私聊发给您')
  expect(await life.press(MEMBER, 'inspections.openOverview', { data: {} })).toContain(
    '由学院党委、督查员和支部书记查看',
  )
  await keep(life, '维持')
  expect(await todoOf(life, ADMIN)).not.toContain('支部说明')
})

test('a term without a plan stands in 待办 of the administrators after two weeks, until it is planned', async () => {
  await using life = await aTerm('2026-09-20T10:00:00+08:00')
  const said = '2026-2027学年第一学期的督查还没有安排'
  expect(await todoOf(life, ADMIN)).not.toContain(said)
  life.ctx.set('2026-09-21T10:00:00+08:00')
  expect(await todoOf(life, ADMIN)).toContain(said)
  expect(await todoOf(life, INSPECTOR)).not.toContain(said)
  await plan(life)
  expect(await todoOf(life, ADMIN)).not.toContain(said)
})
