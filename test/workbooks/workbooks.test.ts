import { afterAll, expect, test } from 'vitest'
import { BranchId } from '../../src/ids.ts'
import { definitions, measure } from '../../src/measures/service.ts'
import type { FigureName, Subject } from '../../src/measures/types.ts'
import { countNames } from '../../src/workbooks/sheets/service.ts'
import { ADMIN, cardOf, fieldsOf, MEMBER, newest, press, SECRETARY } from '../collections/people.ts'
import { days } from '../measures/setup.ts'
import type { Living } from '../support/a-life.ts'
import { aPast, datesOf, made, NOVEMBER, type Rows, sheetsIn, sumOf, textsIn } from './setup.ts'

const life = await aPast()
afterAll(() => life[Symbol.asyncDispose]())

const COMMITTEE = 'M0033'
const INSPECTOR = 'M0011'

const wants = (who: string, of: string, at = NOVEMBER) =>
  life.press(who, 'workbooks.export', { data: { of, ...at } })

async function ordered(who: string, of: string, form: object) {
  expect(await wants(who, of)).toContain('已私聊发给您')
  return press(life, { kind: 'workbooks.ask', who, button: '生成', form })
}

async function workbook(living: Living): Promise<Map<string, Rows>> {
  const file = await made(living)
  return sheetsIn(file?.bytes ?? Buffer.from(''))
}

type Agreeing = { title: string; subject: Subject; row: Rows[number]; meetings: Rows; records: Rows }

/** The row of a branch is what was measured, and the other sheets add up to it. */
async function agrees({ title, subject, row, meetings, records }: Agreeing): Promise<void> {
  const { figures, complete } = await life.act((tx) =>
    measure(life.ctx, tx, { subject, window: days(NOVEMBER.from, NOVEMBER.to) }),
  )
  const own = (rows: Rows) => rows.filter((one) => one['支部'] === title)
  // The keys of definitions are names of figures.
  for (const name of Object.keys(definitions) as FigureName[])
    expect(row[definitions[name].name], `${title} ${name}`).toBe(figures[name])
  expect(row['到会率']).toBe(complete ? figures.rate : '数据不足')
  expect(own(meetings)).toHaveLength(figures.planned)
  for (const head of ['应到', '实到', '迟到', '请假', '缺席'])
    expect(sumOf(own(meetings), head)).toBe(row[head])
  expect(own(records)).toHaveLength(figures.reportsDue)
  expect(own(records).filter((one) => one['提交情况'] === '待补')).toHaveLength(figures.reportsMissing)
}

const NAMES = life.college.members.map(({ name }) => name)

test('the college as numbers: every row is what was measured, the sheets add up to it, and nobody stands in it by name', async () => {
  expect(await ordered(ADMIN, 'all', { content: 'counts', format: 'xlsx' })).toContain('正在生成')
  expect(JSON.stringify(await newest(life, 'workbooks.progress', ADMIN))).toContain('正在生成')
  const sheets = await workbook(life)
  expect(JSON.stringify(await newest(life, 'workbooks.progress', ADMIN))).toContain('已发送')
  expect([...sheets.keys()]).toEqual(['总表', '组织生活频次', '会议', '纪实', '口径'])
  const summary = sheets.get('总表') ?? []
  const [meetings, records] = [sheets.get('会议') ?? [], sheets.get('纪实') ?? []]
  const subjects = [
    ...life.college.branches.map(({ id, name, short }) => {
      return {
        title: short.endsWith('支部') ? short : name,
        subject: { kind: 'branch' as const, branch: id },
      }
    }),
    { title: '学院', subject: { kind: 'college' as const } },
  ]
  expect(summary.map((row) => row['支部'])).toEqual([...subjects.map(({ title }) => title), '合计'])
  for (const [at, of] of subjects.entries())
    await agrees({ ...of, row: summary[at] ?? {}, meetings, records })
  const total = summary.at(-1) ?? {}
  for (const head of ['计划', '应到', '实到', '应交纪实', '待补'])
    expect(sumOf(summary.slice(0, -1), head)).toBe(total[head])
  const exporter = life.college.members.find(({ id }) => id === ADMIN)?.name ?? ''
  const text = JSON.stringify([...sheets])
  for (const name of NAMES) if (name !== exporter) expect(text, name).not.toContain(name)
})

test('with names a reason is asked for; the roll by person adds up to the branch, and tells no reasons', async () => {
  expect(await ordered(SECRETARY, 'B10', { content: 'names', format: 'xlsx' })).toContain('写明用途')
  expect(
    await life.db.selectFrom('workbooks_orders').selectAll().where('named', '=', true).execute(),
  ).toEqual([])
  expect(
    await press(life, { kind: 'exports.reason', who: SECRETARY, button: '生成', form: { usual: '3' } }),
  ).toContain('正在生成')
  const sheets = await workbook(life)
  const [row = {}] = sheets.get('总表') ?? []
  const [roll, sums] = [sheets.get('到会名单') ?? [], sheets.get('个人汇总') ?? []]
  expect(roll.length).toBeGreaterThan(20)
  for (const head of ['应到', '实到', '迟到', '请假', '缺席']) {
    expect(sumOf(sums, head), head).toBe(row[head])
    expect(Number(row[head] ?? 0)).toBe(
      roll.filter((one) => marks(head).includes(String(one['状态']))).length,
    )
  }
  const asked = { of: BranchId.parse('B10'), days: datesOf(NOVEMBER) }
  expect(await life.act((tx) => countNames(life.ctx, tx, asked))).toBe(sums.length)
  const own = life.college.members.filter(({ branch }) => branch === 'B10').map(({ name }) => name)
  expect(new Set(roll.map((one) => one['姓名']))).toEqual(
    new Set(own.filter((name) => roll.some((one) => one['姓名'] === name))),
  )
  expect(JSON.stringify([...sheets])).not.toMatch(/病假|事假|公务|因病/)
})

function marks(head: string): string[] {
  if (head === '应到') return ['实到', '迟到', '请假', '缺席', '待核实']
  if (head === '实到') return ['实到', '迟到']
  return head === '缺席' ? ['缺席', '待核实'] : [head]
}

test('who may have what: names an administrator and the own secretary, numbers the committee and the inspector, others nothing', async () => {
  const options = async (who: string, of: string) => {
    expect(await wants(who, of)).toContain('已私聊发给您')
    const field = fieldsOf(await cardOf(life, 'workbooks.ask', who)).get('content')
    return field?.kind === 'select' ? field.options.map(({ value }) => value) : []
  }
  expect(await options(ADMIN, 'B01')).toEqual(['counts', 'names'])
  expect(await options(SECRETARY, 'B10')).toEqual(['counts', 'names'])
  expect(await options(COMMITTEE, 'all')).toEqual(['counts'])
  expect(await options(INSPECTOR, 'B05')).toEqual(['counts'])
  for (const [who, of] of [
    [MEMBER, 'B10'],
    [MEMBER, 'all'],
    [SECRETARY, 'B01'],
    [SECRETARY, 'all'],
    [INSPECTOR, 'B01'],
  ] as const)
    expect(await wants(who, of), `${who} ${of}`).toContain('学院党委导出')
  expect(await ordered(INSPECTOR, 'B05', { content: 'names', format: 'xlsx' })).toContain(
    '书记（本支部）或管理员',
  )
  expect(await wants(ADMIN, 'all', { from: '2020-01-01', to: '2026-01-01' })).toContain('最多导出两年')
})

test('as CSV each sheet is a file with its mark; a stretch with nothing in it says so', async () => {
  expect(await wants(SECRETARY, 'B10', { from: '2025-07-01', to: '2025-07-08' })).toContain('已私聊')
  await press(life, {
    kind: 'workbooks.ask',
    who: SECRETARY,
    button: '生成',
    form: { content: 'counts', format: 'csv' },
  })
  const file = await made(life)
  expect(file?.name).toMatch(/2025年7月1日至7月7日\.zip$/)
  const texts = textsIn(file?.bytes ?? Buffer.from(''))
  expect([...texts.keys()]).toEqual(['总表.csv', '组织生活频次.csv', '会议.csv', '纪实.csv', '口径.csv'])
  const [, first] = (texts.get('会议.csv') ?? '').split('\r\n')
  expect(first).toContain('本期没有')
  expect(texts.get('总表.csv')).toContain('数据不足')
})

test('导出 台账 is read as 统计 is; what is not sure is asked, records are still records', async () => {
  await life.say(SECRETARY, '导出 台账 本支部 2026-03..06')
  expect(JSON.stringify(await cardOf(life, 'workbooks.ask', SECRETARY))).toContain('2026年3月1日至6月30日')
  await life.say(ADMIN, '导出 台账 全院 第11周')
  expect(await press(life, { kind: 'workbooks.ask', who: ADMIN, button: '生成' })).toContain('正在生成')
  expect((await made(life))?.name).toContain('2026年11月16日至11月22日.xlsx')
  await life.say(MEMBER, '导出 台账 本月')
  expect(JSON.stringify(await newest(life, 'workbooks.unclear', MEMBER))).toContain('我的记录')
  await life.say(ADMIN, '导出 台账 香蕉')
  expect(JSON.stringify(await newest(life, 'workbooks.unclear', ADMIN))).toContain('没有看懂')
  const before = (await life.letters('workbooks.ask')).length
  await life.say(ADMIN, '导出 支部党员大会')
  expect(await life.letters('workbooks.ask')).toHaveLength(before)
  expect(await life.letters('reports.exportable')).toHaveLength(1)
})
