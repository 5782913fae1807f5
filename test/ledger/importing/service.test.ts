import { expect, test } from 'vitest'
import type { Life } from '../../support/a-life.ts'
import { buttonsOf, cardOf, fieldsOf } from '../../collections/people.ts'
import { ADMIN, cellsOf } from '../a-programme.ts'
import { anImport, aWorkbook, begin, card, click, definition, sendFile } from './sheets.ts'

async function branches({ db }: Life): Promise<string[]> {
  const rows = await db.selectFrom('roster_branches').select('short').orderBy('place').execute()
  return rows.map(({ short }) => short)
}

const HEAD = ['序号', '支部', '级别', '签署（12月18日前，签字件）', '中期 2027-06-30', '备注']

test('a sheet as organisers have it is shown as it was understood, and made once when it is confirmed', async () => {
  await using life = await anImport()
  expect(await card(life)).toContain('请在十分钟内把表格')
  const [one = '', two = '', three = ''] = await branches(life)
  const day = new Date('2026-11-10T00:00:00Z')
  const bytes = await aWorkbook(
    ['2026年样板支部台账'],
    [],
    HEAD,
    [1, one, '校级', '✓', null, null],
    [],
    [2, `${two}党支部`, '院级', day, null, null],
    [3, 'B03', '校级', null, '进行中了一半', null],
    [4, '没有这个支部', '校级', null, null, null],
    [5, three, '校级', null, null, null],
    ['合计', '4', null, null, null, null],
  )
  await sendFile(life, ADMIN, { bytes })
  const preview = await card(life)
  expect(preview).toContain('待确认：2026年样板支部台账')
  expect(preview).toContain('识别出3/14个支部。')
  expect(preview).toContain('表中没有：')
  expect(preview).toContain('没有认出的行：第8行“没有这个支部”、第9行“')
  expect(preview).toContain('（重复）”')
  expect(preview).toContain('作为属性的列：级别。')
  expect(preview).toContain('没有采用的格：第7行“进行中了一半”。')
  expect(preview).toContain('1. 签署：2026年12月18日前，签字扫描件\\n2. 中期：2027年6月30日前，办结即可')
  expect(preview).toContain('共3行、6格。')
  expect(preview).toContain('表中已完成的2格')
  expect(await definition(life)).toEqual([])

  expect(await click(life, '确认')).toBe('台账已建。')
  await life.settle()
  expect(await definition(life)).toMatchObject({
    title: '2026年样板支部台账',
    rows: [
      { branch: 'B01', attributes: { 级别: '校级' } },
      { branch: 'B02', attributes: { 级别: '院级' } },
      { branch: 'B03', attributes: { 级别: '校级' } },
    ],
  })
  expect((await cellsOf(life, 's1')).toSorted()).toEqual([
    'B01.s1 done 2026-12-18',
    'B02.s1 done 2026-12-18',
    'B03.s1 open 2026-12-18',
  ])
  const done = await life.db
    .selectFrom('ledger_cells')
    .select('ticked_at')
    .where('id', 'like', '%B02.s1')
    .execute()
  expect(String(done[0]?.ticked_at)).toBe('2026-11-10T10:00:00Z')
  const noted = await life.db.selectFrom('ledger_history').select(['what', 'by_id', 'reason']).execute()
  expect(noted).toEqual(Array(2).fill({ what: 'tick', by_id: ADMIN, reason: '建台账时表中已完成' }))
  const asked = await life.db.selectFrom('reports_requests').select('branch_id').execute()
  expect(asked).toEqual([{ branch_id: 'B03' }])
})

test('twenty presses of 确认 at the same moment make one programme', async () => {
  await using life = await anImport()
  await sendFile(life, ADMIN, {
    bytes: await aWorkbook(['支部', '签署 12月18日前'], ['B01', '✓'], ['B02', null]),
  })
  const confirm = buttonsOf(await cardOf(life, 'ledger.import', ADMIN)).find(({ text }) => text === '确认')
  if (confirm === undefined) throw new Error('no button')
  const pressed = await Promise.all(
    Array.from({ length: 20 }, () => life.press(ADMIN, confirm.action, { data: confirm.data })),
  )
  expect(pressed.filter((said) => said === '台账已建。')).toHaveLength(1)
  expect(await definition(life)).toMatchObject({ title: '表', rows: ['B01', 'B02'] })
})

test('steps without a day are asked for by a field each, and the rest is as it was', async () => {
  await using life = await anImport()
  await sendFile(life, ADMIN, {
    name: '责任书.xlsx',
    bytes: await aWorkbook(
      ['单位', '签署', '公示 年底前', '联系人'],
      ['B01', '已完成', null, '王老师'],
      ['B02', '×', null, ''],
    ),
  })
  const fields = fieldsOf(await cardOf(life, 'ledger.import', ADMIN))
  expect([...fields].map(([name, { label }]) => [name, label])).toEqual([
    ['day-s1', '签署'],
    ['day-s2', '公示 年底前'],
  ])
  await click(life, '保存日期', { 'day-s1': '2026-12-18', 'day-s2': '2026-12-31' })
  expect(await click(life, '预览')).toBe('请核对后点“确认”。')
  await click(life, '确认')
  expect(await definition(life)).toMatchObject({
    title: '责任书',
    rows: [{ branch: 'B01', attributes: { 联系人: '王老师' } }, 'B02'],
  })
  expect((await cellsOf(life, 's1')).toSorted()).toEqual(['B01.s1 done 2026-12-18', 'B02.s1 open 2026-12-18'])
})

test('rows of people are found by name, with the branch where two have it; rows of projects have who leads and who joins', async () => {
  await using life = await anImport()
  const people = await life.db
    .selectFrom('roster_members')
    .select(['id', 'name', 'branch_id'])
    .orderBy('id')
    .limit(3)
    .execute()
  const [first, second] = people
  if (first === undefined || second === undefined) throw new Error('nobody')
  await sendFile(life, ADMIN, {
    bytes: await aWorkbook(
      ['姓名', '支部', '公示 12月18日前'],
      [first.name, first.branch_id, null],
      [second.name, second.branch_id, '是'],
      ['无此人', 'B01', null],
    ),
  })
  const preview = await card(life)
  expect(preview).toContain('识别出2人。')
  expect(preview).toContain('第4行“无此人”')
  await click(life, '确认')
  expect(await definition(life)).toMatchObject({ rows: [{ member: first.id }, { member: second.id }] })

  life.ctx.set('2026-11-23T10:00:00+08:00')
  await begin(life)
  await sendFile(life, ADMIN, {
    bytes: await aWorkbook(
      ['项目', '牵头支部', '参与支部', '结项（2026年12月18日前）'],
      ['铸魂计划', 'B01', 'B02、B03', null],
      ['强基计划', null, 'B04、没有', '√'],
    ),
  })
  expect(await card(life)).toContain('识别出2个项目。')
  expect(await card(life)).toContain('没有采用的格：第3行“没有”。')
  await click(life, '确认')
  const rows = await life.db
    .selectFrom('ledger_rows')
    .select(['id', 'title', 'branch_id', 'joint'])
    .where('title', 'is not', null)
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { id: 'p1', title: '铸魂计划', branch_id: 'B01', joint: ['B02', 'B03'] },
    { id: 'p2', title: '强基计划', branch_id: 'B01', joint: ['B04'] },
  ])
})
