import { OpenId } from '../../src/ids.ts'
import type { Column } from './headings.ts'
import type { Said } from './language.ts'
import { say } from './members-words.ts'
import { officesIn, type Read, statusIn } from './offices.ts'
import type { Row } from './table.ts'
import type { Member } from './types.ts'

/** What a college declares beside what is built in. */
export type Declared = { offices: readonly string[]; statuses: readonly string[] }

const MIDDLE_DOT = /(?<=\p{Script=Han})\s*[·•‧・･⋅∙᛫.．]\s*(?=\p{Script=Han})/gu
const NAME = /^[\p{L}〇][\p{L}\p{M}〇·.'’ ()（）-]*$/u

/** A name with one kind of middle dot, and without the space that makes two letters as wide as three. */
export function readName(row: Row): string {
  const name = row
    .cell('name')
    .normalize('NFC')
    .replace(MIDDLE_DOT, '·')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  if (name !== '' && !NAME.test(name)) row.wrong('name', say().name)
  return name
}

/** An id as college.yaml accepts it, or null. */
export function readId(row: Row): string | null {
  const text = row.cell('id')
  if (/^[\w-]{1,40}$/.test(text)) return text
  const isRounded = /^\d(?:\.\d+)?E\+?\d+$/i.test(text)
  if (text !== '') row.wrong('id', isRounded ? say().rounded : say().id)
  return null
}

/** An account, or null when there is none or the cell is wrong. */
export function readOpenId(row: Row): OpenId | null {
  const text = row.cell('open_id')
  if (text === '') return null
  const read = OpenId.safeParse(text)
  if (!read.success) row.wrong('open_id', say().openId)
  return read.data ?? null
}

/** 正式 or 预备. */
export function readStanding(row: Row): Member['standing'] {
  const text = row.cell('type')
  const [, standing = ''] = /^(?:中共)?(预备|正式)?(?:党员)?$/.exec(text) ?? []
  if (text !== '' && standing === '' && text !== '中共党员') row.wrong('type', say().type)
  return standing === '预备' ? 'probationary' : 'full'
}

/** 是 or 否; empty: full members vote. */
export function readVoting(row: Row, standing: Member['standing']): boolean {
  const text = row.cell('voting')
  if (text === '') return standing === 'full'
  const yes = ['是', '有', 'TRUE'].includes(text)
  if (!yes && !['否', '无', 'FALSE'].includes(text)) row.wrong('voting', say().voting)
  return yes
}

/** Offices as the rest of the code names them. */
export function readOffices(row: Row, declared: readonly string[]): string[] {
  return closed(row, 'office', officesIn(row.cell('office'), declared)) ?? []
}

/** The state of a member as the rest of the code names it. */
export function readStatus(row: Row, declared: readonly string[]): string {
  return closed(row, 'status', statusIn(row.cell('status'), declared)) ?? ''
}

function closed<T>(row: Row, column: 'office' | 'status', read: Read<T>): T | null {
  if (read.ok) return read.value
  const words = say()
  const [near = ''] = read.near
  const cure = read.near.length === 1 ? words.didYouMean(near) : words.known(read.near.join('、'))
  row.wrong(column, (): Said => words[column](cure))
  return null
}

const FORMS = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]0{1,2}:00(?::00)?)?$/,
  /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]$/,
  /^(\d{4})(\d\d)(\d\d)$/,
]
/** Day 0 of a spreadsheet's calendar, as it counts since March 1900. */
const DAY_ZERO = Temporal.PlainDate.from('1899-12-30')

/** A date as people and spreadsheets write it, or null when empty or wrong. */
export function readDay(row: Row, column: Column): Temporal.PlainDate | null {
  const text = row.cell(column).normalize('NFKC')
  if (text === '') return null
  const day = dayOf(text)
  if (day === null || day.year < 1920 || day.year > 2100) row.wrong(column, say().date)
  return day
}

function dayOf(text: string): Temporal.PlainDate | null {
  if (/^\d{5}$/.test(text)) return DAY_ZERO.add({ days: Number(text) })
  const found = FORMS.map((form) => form.exec(text)).find((match) => match !== null)
  if (!found) return null
  const [, year, month, day] = found.map(Number)
  try {
    return Temporal.PlainDate.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
      { overflow: 'reject' },
    )
  } catch {
    // Right in form, but no such day.
    return null
  }
}
