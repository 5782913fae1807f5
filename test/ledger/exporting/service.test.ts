import readWorkbook from 'read-excel-file/universal'
import { expect, test } from 'vitest'
import { readBytes } from '../../../src/files/service.ts'
import { CellId, MemberId, Sha256 } from '../../../src/ids.ts'
import { makeSheetOf, takeDueSheets, tick, waive } from '../../../src/ledger/service.ts'
import type { Life } from '../../support/a-life.ts'
import { ADMIN, aLedger, aProgramme, SECRETARY } from '../a-programme.ts'

/** A member of B01; the person of a row. */
const MEMBER = 'M0230'

const PROGRAMME = aProgramme({
  title: '样板支部',
  rows: [
    { id: 'p1', title: '=1+1', branch: 'B03', attributes: { 级别: '校级' } },
    { id: 'p2', member: MEMBER, branch: 'B10' },
  ],
  steps: [
    { id: 'in', title: '立项', due: '2026-11-20' },
    { id: 'line', title: '进展', due: '2026-12-18' },
  ],
})

const aBegun = () => aLedger([PROGRAMME], '2026-11-16T09:00:00+08:00')

async function act({ act: run, ctx }: Life): Promise<void> {
  const who = MemberId.parse(ADMIN)
  await run((tx) => tick(ctx, tx, { cell: CellId.parse('zrs26.p1.in'), who }))
  ctx.set('2026-11-23T10:00:00+08:00')
  const cell = CellId.parse('zrs26.p2.line')
  await run((tx) => waive(ctx, tx, { cell, who, reason: '另有安排' }))
}

const press = (life: Life, who: string) =>
  life.press(who, 'ledger.export', { data: { programme: PROGRAMME.id } })

/** Gives the reason that is asked for. */
async function giveReason(life: Life, who: string): Promise<string> {
  const { id } = await life.db
    .selectFrom('exports_requests')
    .select('id')
    .where('member_id', '=', who)
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow()
  return life.press(who, 'exports.give', { data: { id }, form: { usual: '', text: '学院党委会用' } })
}

/** The sheets of the last file that was made, with the note above the heads. */
async function sheets(life: Life) {
  const ids = await takeDueSheets(life.ctx)
  for (const id of ids) await makeSheetOf(life.ctx, id)
  const file = await life.db
    .selectFrom('files_files')
    .selectAll()
    .where('ref', '=', `ledger/${ids.at(-1)}`)
    .executeTakeFirstOrThrow()
  const bytes = await readBytes(life.ctx.dataPath, Sha256.parse(file.sha256))
  const read = await readWorkbook(Uint8Array.from(bytes ?? []).buffer)
  return { name: file.name, sheets: new Map(read.map(({ sheet, data }) => [sheet, data])) }
}

const day = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)

test('a programme comes as its rows with states, days and attributes, and the history, once a reason was given', async () => {
  await using life = await aBegun()
  await act(life)
  expect(await press(life, ADMIN)).toContain('用途')
  expect(await takeDueSheets(life.ctx)).toEqual([])
  await giveReason(life, ADMIN)
  const { name, sheets: found } = await sheets(life)
  expect(name).toContain('样板支部')
  const [note, heads, first, second] = found.get('事项') ?? []
  expect(String(note?.[0])).toMatch(/^样板支部·事项　导出：\S+ 2026-11-23 10:00$/)
  expect(heads).toEqual([
    ...['支部或事项', '级别', '立项 状态', '立项 截止', '立项 完成', '进展 状态', '进展 截止', '进展 完成'],
  ])
  // What looks like a formula is text.
  expect(first?.map(day)).toEqual([
    ...[expect.stringContaining('=1+1'), '校级', '已办', '2026-11-20', '2026-11-16'],
    ...['待办', '2026-12-18', null],
  ])
  expect(second?.slice(2).map(day)).toEqual(['逾期', '2026-11-20', null, '免办', '2026-12-18', '2026-11-23'])
  const history = (found.get('记录') ?? []).slice(2).map((row) => row.filter((_, at) => at !== 2))
  expect(history.map(([, ...rest]) => rest)).toEqual([
    ['立项', '办结', expect.any(String), ''].map((one) => one || null),
    ['进展', '免办', expect.any(String), '另有安排'],
  ])
  await life.settle()
  expect(await life.letters('reports.file')).toMatchObject([{ receiver: `person:${ADMIN}` }])
})

test('who leads a branch gets its rows alone, without people nothing is asked, and nobody else gets anything', async () => {
  await using life = await aBegun()
  const toast = await press(life, SECRETARY)
  expect(toast).toContain('正在生成')
  const { sheets: found } = await sheets(life)
  const rows = (found.get('事项') ?? []).slice(2).map(([row]) => String(row))
  expect(rows).toEqual([expect.stringContaining('=1+1')])
  expect(found.get('记录')?.[2]?.[0]).toBe('没有内容')
  expect(await press(life, MEMBER)).toContain('无需导出')
  expect(await takeDueSheets(life.ctx)).toEqual([])
})

test('two presses are one file, and an office that has ended gets none', async () => {
  await using life = await aBegun()
  await press(life, SECRETARY)
  await press(life, SECRETARY)
  const ids = await takeDueSheets(life.ctx)
  expect(ids).toHaveLength(1)
  await life.db.deleteFrom('roster_offices').where('member_id', '=', SECRETARY).execute()
  for (const id of ids) await makeSheetOf(life.ctx, id)
  const ended = await life.db.selectFrom('ledger_exports').select('ended').execute()
  expect(ended).toEqual([{ ended: 'mayNot' }])
  await life.settle()
  expect(await life.letters('reports.file')).toEqual([])
  expect(await life.letters('reports.noted')).toHaveLength(1)
})
