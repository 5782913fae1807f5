import { expect, test } from 'vitest'
import type { Life } from '../../support/a-life.ts'
import { allUpdated, updatable } from '../../support/stale-cards.ts'
import { todoOf } from '../../support/todo.ts'
import {
  ADMIN,
  aPlannedTerm,
  FILLED,
  INSPECTOR,
  inspect,
  onResult,
  onSheet,
  OTHER_INSPECTOR,
  SECRETARY,
  shown,
  TERM,
  VISIT,
} from '../setup.ts'

const FIRST = `R-${VISIT}-1`
const REMEDY = { remedy: '补齐两次会议的签到表', remedyDay: '2026-12-01 +0800' }

/** B05's sheet asks for one thing to be put right, and its secretary has confirmed it. */
async function aRemedy() {
  const life = await aPlannedTerm()
  await onSheet(life, 'submit', { ...FILLED, ...REMEDY })
  await onResult(life, 'confirm')
  await life.settle()
  return life
}

async function handIn(life: Life, n: number, content: string): Promise<string> {
  await life.press(SECRETARY, 'reports.fill', { data: { request: FIRST } })
  return life.press(SECRETARY, 'reports.submit', {
    data: { request: FIRST, n: String(n) },
    form: { content, decisions: '' },
  })
}

const judge = (life: Life, action: 'pass' | 'return', { who = INSPECTOR, n = 1, ...form }: Judged = {}) =>
  life.press(who, `reports.${action}`, { data: { request: FIRST, n: String(n) }, form })
type Judged = { who?: string; n?: number; content?: string }

test('what was typed beside 提交 belongs to the sheet, and is asked for once it is confirmed, not before', async () => {
  await using life = await aPlannedTerm()
  await onSheet(life, 'submit', { ...FILLED, ...REMEDY })
  await life.settle()
  expect(await shown(life, SECRETARY, 'inspections.result')).toContain('1. 补齐两次会议的签到表（12月1日前）')
  const requests = () => life.db.selectFrom('reports_requests').selectAll().execute()
  expect(await requests()).toEqual([])
  await Promise.all(Array.from({ length: 20 }, () => onResult(life, 'confirm')))
  expect(await requests()).toMatchObject([
    {
      ...{ id: FIRST, about_kind: 'remedy', about_id: TERM, branch_id: 'B05', title: '督查整改（第1项）' },
      ...{ owner_id: SECRETARY, office: '支部书记', reviewer_id: INSPECTOR, review: 'all', state: 'open' },
      due_at: Temporal.Instant.from('2026-12-01T18:00:00+08:00'),
    },
  ])
})

test('the secretary is asked privately, hands in, and the inspector closes it: the overview follows', async () => {
  await using life = await aRemedy()
  expect(await shown(life, SECRETARY, 'reports.request')).toContain(
    '督查整改（第1项），请在12月1日18:00前写明整改措施和完成情况。',
  )
  expect(await todoOf(life, SECRETARY)).toContain('整改待提交：督查整改（第1项）')
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('整改未完成1项')
  await handIn(life, 1, '已补齐，附照片')
  await life.settle()
  const read = await shown(life, INSPECTOR, 'reports.review')
  expect(read).toContain('已补齐，附照片')
  // What was required stands beside it, and no points that are about records of meetings.
  expect(read).toContain('要求：补齐两次会议的签到表')
  expect(read).not.toContain('未写明主持人、记录人')
  expect(await inspect(life, SECRETARY, 'inspections.branch')).toContain('整改第1项：已提交，待督查员回头看')
  expect(await judge(life, 'return', { content: '还差一次' })).toContain('已退回')
  await life.settle()
  expect(await inspect(life, SECRETARY, 'inspections.branch')).toContain('整改第1项：待补充')
  await handIn(life, 2, '两次都补齐')
  expect(await judge(life, 'pass', { n: 2 })).toContain('已通过')
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('已完成1项')
  expect(await inspect(life, SECRETARY, 'inspections.branch')).toContain('整改第1项：已完成')
  await life.say(ADMIN, '统计 B05 本学期')
  await life.settle()
  const figures = await shown(life, ADMIN, 'statistics.sheet')
  expect(figures).toContain('计划1次，已督查1，已确认1；要求整改1项，已整改1')
})

test('a requirement of any length stands where the secretary writes, in the college’s own form', async () => {
  await using life = await aPlannedTerm()
  await onSheet(life, 'submit', { ...FILLED, ...REMEDY, remedy: '补'.repeat(300) })
  await onResult(life, 'confirm')
  await life.press(SECRETARY, 'reports.fill', { data: { request: FIRST } })
  await life.settle()
  const card = await shown(life, SECRETARY, 'reports.confirm')
  expect(card).toContain(`要求：${'补'.repeat(90)}…`)
  expect(card).toContain('整改措施')
  expect(await inspect(life, SECRETARY, 'inspections.branch')).toContain('补'.repeat(300))
})

test('a card of the overview that is out there follows what becomes of a remedy, and gathers it for a day', async () => {
  await using life = await aRemedy()
  await inspect(life, ADMIN, 'inspections.overview')
  await allUpdated(life)
  await handIn(life, 1, '已补齐')
  await judge(life, 'pass')
  expect(await updatable(life, '2026-11-13T14:59:00+08:00')).not.toContain('inspections.overview')
  expect(await updatable(life, '2026-11-13T15:00:00+08:00')).toContain('inspections.overview')
})

test('nobody but the visit’s inspector closes it; another who takes the visit over does', async () => {
  await using life = await aRemedy()
  await handIn(life, 1, '已补齐')
  for (const who of [ADMIN, OTHER_INSPECTOR, SECRETARY])
    expect(await judge(life, 'pass', { who })).not.toContain('已通过')
  await life.db
    .insertInto('roster_inspectors')
    .values({ member_id: OTHER_INSPECTOR, branch_id: 'B05' })
    .execute()
  const form = { visit: VISIT, inspector: OTHER_INSPECTOR }
  expect(await life.press(ADMIN, 'inspections.change', { data: { term: TERM }, form })).toContain('已调整')
  expect(await judge(life, 'pass')).not.toContain('已通过')
  expect(await judge(life, 'pass', { who: OTHER_INSPECTOR })).toContain('已通过')
})

test('whoever inspects no more reads on no more, and whoever takes the visit over does', async () => {
  await using life = await aRemedy()
  await handIn(life, 1, '已补齐，附照片')
  await life.settle()
  await life.db.deleteFrom('roster_inspectors').where('member_id', '=', INSPECTOR).execute()
  expect(await judge(life, 'pass')).not.toContain('已通过')
  await life.say(INSPECTOR, '审核')
  expect(await shown(life, INSPECTOR, 'reports.review')).not.toContain('已补齐')
  expect(await todoOf(life, INSPECTOR)).not.toContain('待审核')
})

test('silence asks for it, too, and the day of a visit that was made stays', async () => {
  await using life = await aPlannedTerm()
  await onSheet(life, 'submit', { ...FILLED, ...REMEDY })
  const form = { visit: VISIT, day: '2026-11-20 +0800' }
  expect(await life.press(ADMIN, 'inspections.change', { data: { term: TERM }, form })).toContain(
    '日期不再调整',
  )
  await life.liveUntil('2026-11-18T09:00:00+08:00')
  expect(await life.letters('reports.request')).toMatchObject([{ receiver: `person:${SECRETARY}` }])
})

test('what a sheet asked for is forgotten with the text of records', async () => {
  await using life = await aRemedy()
  const forms = async () => JSON.stringify(await life.db.selectFrom('reports_forms').selectAll().execute())
  expect(await forms()).toContain('补齐两次会议的签到表')
  life.ctx.set('2028-12-01T03:30:00+08:00')
  await life.db
    .insertInto('alarms_alarms')
    .values({
      key: 'x',
      kind: 'desk.expire',
      ref: '2028-12-01/1',
      due: life.ctx.now(),
      ended: null,
      error: null,
      ended_at: null,
      settled_at: null,
      useless_after: null,
    })
    .execute()
  await life.settle()
  expect(await forms()).not.toContain('补齐')
  expect(JSON.stringify(await life.db.selectFrom('inspections_sheets').selectAll().execute())).not.toContain(
    '主题贴近教学',
  )
})
