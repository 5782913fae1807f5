import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { transact } from '../../../src/db/transact.ts'
import { overviewLetters } from '../../../src/inspections/overview/letter.ts'
import { letterOf } from '../../reports/setup.ts'
import type { Life } from '../../support/a-life.ts'
import {
  ADMIN,
  aPlannedTerm,
  aTerm,
  carried,
  COMMITTEE,
  FILLED,
  inspect,
  INSPECTOR,
  MEMBER,
  onSheet,
  OTHER_INSPECTOR,
  plan,
  shown,
  TERM,
  VISIT,
  visitsOf,
} from '../setup.ts'

const SECRETARY_OF_B05 = (life: Life) =>
  String(
    life.college.members.find(({ branch, offices }) => branch === 'B05' && offices.includes('支部书记'))?.id,
  )
const leave = (life: Life, who: string) =>
  life.db
    .updateTable('roster_members')
    .set({ left_on: '2026-09-15' })
    .where('id', '=', MemberId.parse(who))
    .execute()
const change = (life: Life, form: object, who = ADMIN) =>
  life.press(who, 'inspections.change', { data: { term: TERM }, form: { visit: VISIT, ...form } })

test('an administrator sees a draw before it counts; what was shown is planned, once, and each inspector is told', async () => {
  await using life = await aTerm()
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('生成计划')
  await life.press(ADMIN, 'inspections.preview', { data: { term: TERM } })
  await life.settle()
  const preview = await shown(life, ADMIN, 'inspections.preview')
  expect(preview).toContain('将安排14个支部的督查')
  expect(await visitsOf(life)).toEqual([])
  const data = carried(preview, 'inspections.confirmPlan')
  const said = await Promise.all(
    Array.from({ length: 20 }, () => life.press(ADMIN, 'inspections.confirmPlan', { data })),
  )
  expect(said.filter((text) => text === '已安排14个支部的督查。')).toHaveLength(1)
  expect(said.filter((text) => text === '各支部都已安排，无需重新生成。')).toHaveLength(19)
  await life.settle()
  const visits = await visitsOf(life)
  expect(visits).toHaveLength(14)
  const named = new Map(life.college.inspectors.map((one) => [String(one.member), one.branches.map(String)]))
  for (const { inspector, branch } of visits) expect(named.get(inspector)).toContain(branch)
  const told = await life.letters('inspections.assigned')
  expect(told.map(({ receiver }) => receiver).sort()).toEqual([...named.keys()].map((id) => `person:${id}`))
  expect(await shown(life, INSPECTOR, 'inspections.assigned')).toContain('电气工程系：待督查')
})

test('without branches in the file an inspector is drawn for any but the own', async () => {
  await using life = await aTerm()
  await life.db.deleteFrom('roster_inspectors').execute()
  const rows = [INSPECTOR, 'M0037', 'M0107'].map((who) => ({ member_id: who, branch_id: null }))
  await life.db.insertInto('roster_inspectors').values(rows).execute()
  expect(await plan(life)).toBe('已安排14个支部的督查。')
  const visits = await visitsOf(life)
  const loads = Map.groupBy(visits, ({ inspector }) => inspector)
  expect([...loads.values()].map((own) => own.length).sort()).toEqual([4, 5, 5])
  const own = new Map(life.college.members.map(({ id, branch }) => [String(id), String(branch)]))
  expect(visits.filter(({ inspector, branch }) => own.get(inspector) === branch)).toEqual([])
})

test('only an administrator plans; the committee reads, and whoever has no part in it hears who does', async () => {
  await using life = await aTerm()
  expect(await life.press(COMMITTEE, 'inspections.preview', { data: { term: TERM } })).toContain(
    '督查计划由学院管理员安排。',
  )
  await plan(life)
  const overview = await inspect(life, COMMITTEE, 'inspections.overview')
  expect(overview).toContain('共14个支部：计划督查14，已督查0，已确认0；')
  expect(overview).not.toContain('inspections.change')
  expect(await change(life, { day: '2026-11-12' }, COMMITTEE)).toContain('督查计划由学院管理员安排。')
  expect(await inspect(life, 'M0230', 'inspections.noted')).toContain('您目前没有这些职务')
  expect(await inspect(life, SECRETARY_OF_B05(life), 'inspections.branch')).toMatch(/本学期的督查：\d+月/)
})

test('a preview of a roster that has changed since is not confirmed, and says what to do', async () => {
  await using life = await aTerm()
  await life.press(ADMIN, 'inspections.preview', { data: { term: TERM } })
  await life.settle()
  const data = carried(await shown(life, ADMIN, 'inspections.preview'), 'inspections.confirmPlan')
  await leave(life, INSPECTOR)
  expect(await life.press(ADMIN, 'inspections.confirmPlan', { data })).toBe(
    '预览后名册或计划已有变动，请发送“督查”，重新生成。',
  )
  expect(await visitsOf(life)).toEqual([])
})

test('an inspector who left leaves gaps that are seen, and are drawn anew on request only', async () => {
  await using life = await aTerm()
  await life.db
    .insertInto('roster_inspectors')
    .values({ member_id: OTHER_INSPECTOR, branch_id: 'B05' })
    .execute()
  await plan(life)
  const before = await visitsOf(life)
  expect(before.find(({ branch }) => branch === 'B05')?.inspector).toBe(INSPECTOR)
  const gone = INSPECTOR
  await leave(life, gone)
  const overview = await inspect(life, ADMIN, 'inspections.overview')
  expect(overview).toContain('共14个支部：计划督查14')
  expect(overview).toContain('2个支部待安排')
  expect(overview).toContain('待重新安排')
  expect(overview).toContain('重新安排2个支部')
  expect(await visitsOf(life)).toEqual(before)
  life.ctx.set('2026-09-16T10:00:00+08:00')
  expect(await plan(life)).toBe('已安排1个支部的督查。')
  const after = await visitsOf(life)
  expect(await inspect(life, ADMIN, 'inspections.overview')).toContain('重新安排1个支部')
  const kept = (all: typeof before) => all.filter(({ inspector }) => inspector !== gone)
  expect(kept(after)).toEqual(expect.arrayContaining(kept(before)))
  expect(after.find(({ branch }) => branch === 'B05')?.inspector).toBe(OTHER_INSPECTOR)
})

test('a row takes another inspector or day, and refuses what may not be, in words', async () => {
  await using life = await aTerm()
  await plan(life)
  expect(await change(life, {})).toBe('与原安排相同，无需调整。')
  expect(await change(life, { inspector: OTHER_INSPECTOR })).toContain('这位同志不负责这个支部')
  expect(await change(life, { inspector: 'M0230' })).toContain('这位同志不负责这个支部')
  expect(await change(life, { day: '2026-09-01 +0800' })).toBe('这一天已过，请另选日期。')
  expect(await change(life, { day: '2027-02-01 +0800' })).toBe('这一天不在本学期内，请另选日期。')
  expect(await change(life, { day: '2026-11-12 +0800' })).toBe('已调整，将告知督查员。')
  expect(await change(life, { inspector: ADMIN })).toBe('已调整，将告知督查员。')
  const visit = (await visitsOf(life)).find(({ branch }) => branch === 'B05')
  expect(visit).toEqual({
    ...{ branch: 'B05', inspector: ADMIN, day: '2026-11-12', revision: 3, stage: 'planned' },
  })
  await life.settle()
  expect(await shown(life, INSPECTOR, 'inspections.assigned')).not.toContain('电气工程系')
  expect(await shown(life, ADMIN, 'inspections.assigned')).toContain('11月12日 周四 电气工程系：待督查')
})

test('nobody is chosen for the own branch, an administrator neither', async () => {
  await using life = await aTerm()
  await plan(life)
  const own = life.college.members.find(({ id }) => id === ADMIN)?.branch
  expect(await change(life, { visit: `${TERM}.${own}`, inspector: ADMIN })).toBe(
    '督查员不查本支部，请另选一位。',
  )
})

test('the workday before, the inspector is reminded and the secretary told; after a move, of the new day alone', async () => {
  await using life = await aTerm()
  await plan(life)
  for (const day of ['2026-11-19', '2026-11-12']) expect(await change(life, { day })).toContain('已调整')
  await life.liveUntil('2026-11-11T08:00:00+08:00')
  const ofB05 = async (kind: string) =>
    (await life.letters(kind)).filter(({ ref }) => ref.startsWith(`${VISIT}@`)).map(({ key }) => key)
  expect(await ofB05('inspections.remind')).toEqual([])
  await life.liveUntil('2026-11-17T12:00:00+08:00')
  expect(await ofB05('inspections.remind')).toEqual([`inspections.remind:${VISIT}@3`])
  expect(await ofB05('inspections.coming')).toEqual([`inspections.coming:${VISIT}@3`])
  expect(await shown(life, INSPECTOR, 'inspections.remind')).toContain('11月12日 周四由您督查电气工程系')
  expect(await shown(life, SECRETARY_OF_B05(life), 'inspections.coming')).toContain(
    '11月12日 周四，学院督促检查组由',
  )
})

test('a new branch stands in the overview at once, and where nobody may inspect it the preview says so', async () => {
  await using life = await aTerm()
  await plan(life)
  const branch = { id: 'B15', name: '新设党支部', short: '新设支部', kind: 'other', chat: null, active: true }
  await life.db
    .insertInto('roster_branches')
    .values({ ...branch, place: 15 })
    .execute()
  const overview = await inspect(life, ADMIN, 'inspections.overview')
  expect(overview).toContain('共15个支部：计划督查14')
  expect(overview).toContain('重新安排1个支部')
  life.ctx.set('2026-09-14T11:00:00+08:00')
  await life.press(ADMIN, 'inspections.preview', { data: { term: TERM } })
  await life.settle()
  const preview = await shown(life, ADMIN, 'inspections.preview')
  expect(preview).toContain('没有可安排的督查员：新设支部')
  expect(preview).not.toContain('inspections.confirmPlan')
})

test('a plan that nobody may make, or of no term, is not begun', async () => {
  await using life = await aTerm()
  const data = { term: TERM, seed: '7', print: 'x' }
  const confirm = (who: string, over: object) =>
    life.press(who, 'inspections.confirmPlan', { data: { ...data, ...over } })
  expect(await confirm(MEMBER, {})).toContain('督查计划由学院管理员安排。')
  expect(await confirm(ADMIN, { term: 'x'.repeat(5000) })).toContain('没有这个学期')
  expect(await life.db.selectFrom('inspections_plans').selectAll().execute()).toEqual([])
})

test('once a visit was made, what announced it says so, and not that it was moved', async () => {
  await using life = await aPlannedTerm()
  const [visit] = (await visitsOf(life)).filter(({ branch }) => branch === 'B05')
  const letter = letterOf({ kind: 'inspections.remind', ref: `${VISIT}@${visit?.revision}` })
  const remind = () =>
    transact(life.ctx, async (tx) =>
      JSON.stringify(await overviewLetters['inspections.remind'].render(life.ctx, tx, letter)),
    )
  expect(await remind()).toContain('由您督查电气工程系')
  await onSheet(life, 'submit', FILLED)
  expect(await remind()).toContain('督查已完成。')
})
