import { bareName } from '../../../config/college/bare-name.ts'
import { HEAD_LINES } from '../../../config/college/csv.ts'
import { isAfter } from '../../time/order.ts'
import { readDue } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import { words } from './words.ts'
import type { Column, Headed, Mark, Role, Rows } from './types.ts'

const ROLES: readonly [Exclude<Role, 'other'>, RegExp][] = [
  ['number', /^(?:序号|编号|no\.?|#)$/i],
  ['joint', /^(?:参与|联合|协办|共建)(?:党?支部|单位)$/],
  ['branch', /^(?:牵头|所在|所属|承办|负责)?(?:党?支部|党组织|单位)(?:名称|简称|编号)?$/],
  ['member', /^(?:党员|书记)?姓名$|^(?:人选|党员|人员)$/],
  ['project', /^(?:项目|课题|计划)(?:名称)?$/],
]

function roleOf(heading: string): Role {
  return ROLES.find(([, form]) => form.test(bareName(heading)))?.[0] ?? 'other'
}

const KEYS: readonly Role[] = ['branch', 'member', 'project']

/**
 * The columns of a sheet, by the first line that names branches, people or projects; without one, by the first of several
 * cells below which a column holds what `isBranch` says is one. Null when there is none.
 */
export function headedBy(rows: Rows, isBranch: (cell: string) => boolean): Headed | null {
  const heads = rows.slice(0, HEAD_LINES)
  const named = heads.findIndex(
    ({ cells }) => filled(cells).length >= 2 && cells.some((cell) => KEYS.includes(roleOf(cell))),
  )
  const at = named === -1 ? heads.findIndex(({ cells }) => filled(cells).length >= 2) : named
  const head = rows[at]
  if (head === undefined) return null
  const lines = rows.slice(at + 1)
  const width = Math.max(...rows.slice(at).map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, nth): Column => {
    const heading = (head.cells[nth] ?? '').replace(/\s+/g, ' ').trim()
    return { at: nth, heading, role: roleOf(heading) }
  })
  const titles = rows.slice(0, at).flatMap(({ cells }) => filled(cells).slice(0, 1))
  if (columns.some(({ role }) => KEYS.includes(role))) return { titles, columns, lines }
  const branch = columns.find((column) => isMostly(cellsOf(lines, column), isBranch))
  if (branch === undefined) return null
  return { titles, columns: columns.with(branch.at, { ...branch, role: 'branch' }), lines }
}

function filled(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
}

function isMostly(cells: readonly string[], isSo: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(isSo).length * 2 >= cells.length
}

/** What stands in a column, without what is empty. */
export function cellsOf(lines: Rows, { at }: Pick<Column, 'at'>): string[] {
  return filled(lines.map(({ cells }) => cells[at] ?? ''))
}

/** The names of people that a sheet may hold. */
export function namesIn(rows: Rows): string[] {
  const headed = headedBy(rows, () => false)
  const column = headed?.columns.find(({ role }) => role === 'member')
  return headed && column ? [...new Set(cellsOf(headed.lines, column).map(bareName))] : []
}

/** Lines below a list that are no rows of it. */
export function isFooter(cells: readonly string[]): boolean {
  return /^(?:合计|总计|小计|备注|注[：:]|说明|填表|制表)/.test(filled(cells)[0] ?? '')
}

const DONE =
  /^(?:[✓✔√☑✅●]|是|对|(?:已|均已|已经)?(?:完成|办结|签署|签字|签订|提交|上交)|已签|已交|y|yes|true|done)$/iu
const BEGINS_DONE = /^(?:已经?)(?:完成|办结|签署|签字|签订|提交|上交|签|交)/
const OPEN = /^(?:[×✗✘x☐○—–\-/]+|否|无|未.*|没有|待.*|尚未.*|false|n|no)$/iu

/** What a cell of a step says. A day that is still to come is no sign that it is done. */
export function markOf(cell: string, seen: Seen): Mark {
  const said = bareName(cell)
  if (said === '' || OPEN.test(said)) return { is: 'open' }
  if (DONE.test(said)) return { is: 'done', on: null }
  const { day, rest } = dayIn(cell, seen)
  const isAlone = rest === '' || BEGINS_DONE.test(rest) || DONE.test(rest)
  if (day !== null && isAlone)
    return isAfter(day, seen.now.toPlainDate()) ? { is: 'unread' } : { is: 'done', on: day }
  return BEGINS_DONE.test(said) ? { is: 'done', on: null } : { is: 'unread' }
}

function dayIn(cell: string, seen: Seen): { day: Temporal.PlainDate | null; rest: string } {
  const reading = readDue(cell, seen)
  const rest = bareName(reading.rest.join(''))
  if (reading.kind !== 'ask') return { day: reading.start.toPlainDate(), rest }
  return { day: reading.doubt === 'noClock' ? reading.day : null, rest }
}

/** Headings of what is no step, whatever stands below. */
const ATTRIBUTES =
  /备注|说明|级别|类别|伙伴|品牌|联系|电话|手机|负责人|牵头人|书记|人数|地点|性别|职务|年级|专业|班级|部门/

/** Whether a column that names no day is a step: nothing stands in it but marks. */
export function isStepColumn(headed: Headed, column: Column, seen: Seen): boolean {
  if (column.heading === '' || ATTRIBUTES.test(column.heading)) return false
  return cellsOf(headed.lines, column).every((cell) => markOf(cell, seen).is !== 'unread')
}

/** What a column is called. */
export function nameOf({ heading, at }: Column): string {
  return heading === '' ? words.unnamed(at + 1) : heading
}
