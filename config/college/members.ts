import { CsvError, parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { z } from 'zod'
import { BranchId, GroupId, MemberId, OpenId } from '../../src/ids.ts'
import { readDay, readOffices, readStanding, readVoting, type Wrong } from './cells.ts'
import { didYouMean } from './nearest.ts'
import type { FileFault } from './sheet.ts'
import type { Member } from './types.ts'

/** The columns of members.csv. */
export const COLUMNS = [
  'id',
  'name',
  'open_id',
  'branch',
  'group',
  'type',
  'office',
  'office_from',
  'office_to',
  'voting',
  'status',
  'probation_start',
] as const
const REQUIRED = ['id', 'name', 'branch'] as const

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

// A spreadsheet leaves short lines, blank lines and lines of commas behind.
const LENIENT = { relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true }

/** A member and the line that says so. */
export type MemberLine = { member: Member; line: number }

type Column = (typeof COLUMNS)[number]
type Cells = { cell: (column: Column) => string }
type Row = Cells & { line: number }

/** The people of a list, the columns that say something about anybody, and every fault of its lines. */
export type MemberList = { lines: MemberLine[]; columns: Column[]; faults: FileFault[] }

/** Reads members.csv, in UTF-8 or GB18030, and names every fault of its lines. */
export function readMembers(file: string, bytes: Uint8Array): MemberList {
  const faults: FileFault[] = []
  const lines: MemberLine[] = []
  const rows = readRows(file, decode(bytes), faults)
  for (const row of rows) {
    // A line with a wrong cell still counts where lines are compared, so that all faults come at once.
    const member = readMember(row, (what, cure) => faults.push({ file, line: row.line, what, cure }))
    if (member) lines.push({ member, line: row.line })
  }
  const columns = COLUMNS.filter((column) => rows.some(({ cell }) => cell(column) !== ''))
  return { lines, columns, faults }
}

/** The text of a file that a spreadsheet saved: UTF-8 with or without BOM, else GB18030. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: what Excel saves as CSV in China.
    return iconv.decode(Buffer.from(bytes), 'gb18030')
  }
}

function readRows(file: string, text: string, faults: FileFault[]): Row[] {
  const records = readRecords(file, text, faults)
  const header = records[0]
  if (!header) {
    if (!faults.length) faults.push(missing(file, [...REQUIRED]))
    return []
  }
  const columns = header.record.map((name) => name.trim().toLowerCase())
  if (!checkHeader(file, columns, faults)) return []
  return records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    cell: (column) => record[columns.indexOf(column)]?.trim() ?? '',
  }))
}

function readRecords(file: string, text: string, faults: FileFault[]): z.output<typeof Records> {
  try {
    return Records.parse(parse(text, { bom: true, info: true, ...LENIENT }))
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    const cure = 'look for a quotation mark that is not closed'
    faults.push({ file, line: Number(thrown['lines'] ?? 1), what: thrown.message, cure })
    return []
  }
}

function checkHeader(file: string, columns: string[], faults: FileFault[]): boolean {
  for (const column of columns) {
    if (column === '' || COLUMNS.some((known) => known === column)) continue
    faults.push({ file, line: 1, what: `unknown column “${column}”`, cure: didYouMean(column, COLUMNS) })
  }
  const absent = REQUIRED.filter((column) => !columns.includes(column))
  if (absent.length) faults.push(missing(file, absent))
  return absent.length === 0
}

function missing(file: string, columns: string[]): FileFault {
  const what = `no column ${columns.join(', ')}`
  return { file, line: 1, what, cure: `begin the file with a line such as ${COLUMNS.join(',')}` }
}

function readMember({ cell }: Cells, wrong: Wrong): Member | null {
  for (const column of REQUIRED) if (!cell(column)) wrong(`“${column}” is empty`, `fill in the ${column}`)
  const openId = OpenId.nullable().safeParse(cell('open_id') || null)
  if (!openId.success)
    wrong(`“${cell('open_id')}” is not an open_id`, 'it begins with ou_; leave it empty if unknown')
  const standing = readStanding(cell('type'), wrong)
  const keys = { id: MemberId.safeParse(cell('id')), branch: BranchId.safeParse(cell('branch')) }
  if (!keys.id.success || !keys.branch.success) return null
  return {
    id: keys.id.data,
    name: cell('name'),
    openId: openId.data ?? null,
    branch: keys.branch.data,
    group: cell('group') ? GroupId.parse(cell('group')) : null,
    standing,
    offices: readOffices(cell('office')),
    ...readTerm({ cell }, wrong),
    voting: readVoting(cell('voting'), standing, wrong),
    status: cell('status').replaceAll('（', '(').replaceAll('）', ')') || '在册在岗',
    probationStart: readDay(cell('probation_start'), wrong),
  }
}

function readTerm({ cell }: Cells, wrong: Wrong): Pick<Member, 'officeFrom' | 'officeTo'> {
  const officeFrom = readDay(cell('office_from'), wrong)
  const officeTo = readDay(cell('office_to'), wrong)
  if (officeFrom && officeTo && Temporal.PlainDate.compare(officeFrom, officeTo) > 0) {
    wrong('office_to lies before office_from', 'exchange or correct the two dates')
  }
  return { officeFrom, officeTo }
}
