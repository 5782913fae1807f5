import { setImmediate as nextTurn } from 'node:timers/promises'
import { MemberId } from '../../src/ids.ts'
import {
  type Declared,
  readDay,
  readId,
  readName,
  readOffices,
  readOpenId,
  readStanding,
  readStatus,
  readVoting,
} from './cells.ts'
import { faultsBetweenMembers } from './check-between-members.ts'
import { readCsv } from './csv.ts'
import { type Column, COLUMNS, REQUIRED } from './headings.ts'
import { say } from './members-words.ts'
import { type Places, readPlace } from './places.ts'
import type { FileFault } from './sheet.ts'
import { type Blame, filledColumns, readTable, type Row } from './table.ts'
import type { Member } from './types.ts'
import { isOldWorkbook, isWorkbook, readWorkbook } from './workbook.ts'
import { isAfter } from '../../src/time/order.ts'

/** A member and the line that says so. */
export type MemberLine = { member: Member; line: number }

/** The people of a list, its columns, those of them that say something about anybody, and every fault of its lines. */
export type MemberList = { lines: MemberLine[]; headings: Column[]; columns: Column[]; faults: FileFault[] }

/** What a list is read with. */
export type Known = { places: Places; declared: Declared }

/** A running bot answers others while it reads a list that was changed. */
const LINES_IN_A_TURN = 100

/** Reads a list of members, CSV or .xlsx by what it is, and names every fault of its lines. */
export async function readMembers(file: string, bytes: Uint8Array, known: Known): Promise<MemberList> {
  const faults: FileFault[] = []
  const blame: Blame = (line, said, column) =>
    faults.push({ file, line, ...(column === undefined ? {} : { column }), ...said })
  const { headings, rows } = await readRows(bytes, blame)
  const lines: MemberLine[] = []
  for (const [nth, row] of rows.entries()) {
    if (nth % LINES_IN_A_TURN === 0) await nextTurn()
    const member = readMember(row, known)
    if (member !== null) lines.push({ member, line: row.line })
  }
  faultsBetweenMembers(lines, blame)
  return { lines, headings, columns: filledColumns(rows), faults }
}

async function readRows(bytes: Uint8Array, blame: Blame): Promise<ReturnType<typeof readTable>> {
  if (isOldWorkbook(bytes)) {
    blame(1, say().oldWorkbook())
    return NONE
  }
  const { rows, wrong } = isWorkbook(bytes) ? await readWorkbook(bytes) : readCsv(bytes)
  for (const { line, ...said } of wrong) blame(line, said)
  return wrong.length > 0 ? NONE : readTable(rows, blame)
}

const NONE = { headings: [], rows: [] }

const MOST_LETTERS = 200

/** The member of a line. One with a wrong cell still counts where lines are compared, so that all faults come at once. */
function readMember(row: Row, { places, declared }: Known): Member | null {
  for (const column of REQUIRED) if (row.cell(column) === '') row.wrong(column, say().emptyCell)
  for (const column of COLUMNS) {
    if (row.cell(column).length > MOST_LETTERS) row.wrong(column, say().tooLong)
    if (column !== 'office' && row.cell(column).includes('\n')) row.wrong(column, say().lineBreak)
  }
  const id = readId(row)
  const standing = readStanding(row)
  const { branch, group } = readPlace(row, places)
  const account = { name: readName(row), openId: readOpenId(row) }
  const rest = {
    group,
    standing,
    offices: readOffices(row, declared.offices),
    ...readTerm(row),
    voting: readVoting(row, standing),
    status: readStatus(row, declared.statuses),
    probationStart: readDay(row, 'probation_start'),
  }
  // In this order, for accepted versions are compared as text.
  return id === null || branch === null ? null : { id: MemberId.parse(id), ...account, branch, ...rest }
}

function readTerm(row: Row): Pick<Member, 'officeFrom' | 'officeTo'> {
  const officeFrom = readDay(row, 'office_from')
  const officeTo = readDay(row, 'office_to')
  if (officeFrom && officeTo && isAfter(officeFrom, officeTo)) row.wrong('office_to', say().termBackwards)
  return { officeFrom, officeTo }
}
