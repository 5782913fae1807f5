import { BranchId } from '../../src/ids.ts'
import { isBefore } from '../../src/time/order.ts'
import type { Names } from './audience.ts'
import { type Place, unknown } from './check.ts'
import { didYouMean } from './file-words.ts'
import type { Said } from './language.ts'
import { meetingTypes, typeNamed } from './meeting-types.ts'
import { sayProgramme } from './programme-words.ts'
import type { Programme, Step, WrittenRow } from './programmes.ts'
import type { CollegeFile } from './schema.ts'
import type { FileFault, Path, Sheet } from './sheet.ts'
import { templatesWith } from './templates.ts'
import type { MeetingType } from './types.ts'

/** Faults in `programmes`, in and between its entries. */
export function programmeFaults(sheet: Sheet, file: CollegeFile, names: Names): FileFault[] {
  const templates = templatesWith(file.templates).map(({ name }) => name)
  const types = meetingTypes(file.types)
  return file.programmes.flatMap((programme, index) => {
    const path = ['programmes', index]
    const isSecond = file.programmes.findIndex(({ id }) => id === programme.id) < index
    const found = [
      ...fault(['id'], isSecond && sayProgramme().twice(programme.id)),
      ...faultsWithin(programme, templates),
      ...typeFaults(programme, types),
    ]
    return [
      ...found.map((one) => sheet.at([...path, ...one.path], one.said)),
      ...rowsOf(programme).flatMap(({ row, at }) =>
        placeFaults({ sheet, path: [...path, ...at] }, row, names),
      ),
    ]
  })
}

type Found = { path: Path; said: Said }

/** A figure of sittings of a type that the college does not have would never be reached. */
function typeFaults({ steps }: Programme, types: readonly MeetingType[]): Found[] {
  const known = types.map(({ name }) => name)
  return steps.flatMap(({ measure }, nth) => {
    const type = measure?.type
    if (type === undefined || typeNamed(types, type) !== undefined) return []
    return fault(['steps', nth, 'measure', 'type'], sayProgramme().noType(type, didYouMean(type, known)))
  })
}

/** What is wrong within a programme, wherever it was written. */
export function faultsWithin(programme: Programme, templates: readonly string[]): Found[] {
  const { from, until, steps } = programme
  const rows = rowsOf(programme)
  const words = sayProgramme()
  const ends = from !== undefined && until !== undefined && isBefore(until, from)
  return [
    ...fault(['id'], programme.id.length > LONGEST && words.dotted()),
    ...fault(['until'], ends && words.endsBefore()),
    ...rows.flatMap(({ row, at }, nth) => [
      ...fault(at, row.branch === undefined && row.member === undefined && words.nameless()),
      ...fault(at, rows.findIndex((one) => idOf(one.row) === idOf(row)) < nth && words.twice(idOf(row))),
    ]),
    ...steps.flatMap((step, nth) =>
      [
        ...scheduleFaults(step, steps.slice(0, nth)),
        ...needsFaults(step, templates),
        ...fault(['by'], step.by === 'person' && !hasPeople(programme) && words.noPerson()),
        ...fault(['id'], steps.findIndex(({ id }) => id === step.id) < nth && words.twice(step.id)),
        ...fault(['id'], step.id.length > LONGEST && words.dotted()),
      ].map(({ path, said }) => ({ path: ['steps', nth, ...path], said })),
    ),
  ]
}

const LONGEST = 40

/** The rows that a programme lists, and where; a bare id is a branch. */
export function rowsOf({ rows }: Pick<Programme, 'rows'>): { row: WrittenRow; at: Path }[] {
  if (!Array.isArray(rows)) return []
  return rows.map((row, nth) => ({
    row: typeof row === 'string' ? { branch: BranchId.parse(row) } : row,
    at: ['rows', nth],
  }))
}

/** The id of a row within its programme. */
export function idOf({ id, branch, member }: WrittenRow): string {
  return id ?? member ?? branch ?? ''
}

function hasPeople(programme: Programme): boolean {
  const { rows } = programme
  if (Array.isArray(rows)) return rowsOf(programme).every(({ row }) => row.member !== undefined)
  return rows !== 'each-branch' && 'nominate' in rows && rows.nominate === 'member'
}

function placeFaults({ sheet, path }: Place, row: WrittenRow, names: Names): FileFault[] {
  const of = (key: string, id: string | undefined, known: ReadonlySet<string>) =>
    id === undefined ? [] : unknown({ sheet, path: [...path, key] }, id, known)
  return [
    ...of('branch', row.branch, names.branches),
    ...of('member', row.member, names.members),
    ...(row.joint ?? []).flatMap((id, nth) =>
      unknown({ sheet, path: [...path, 'joint', nth] }, id, names.branches),
    ),
  ]
}

/** How the due rule of each cycle is written. */
const RULES = {
  P1M: { key: 'day', example: '{ day: 25 }' },
  P3M: { key: 'day', example: '{ day: 25 }' },
  P6M: { key: 'day', example: '{ day: 25 }' },
  term: { key: 'week', example: '{ week: 16 }' },
  year: { key: 'on', example: '{ on: "11-30" }' },
} as const satisfies Record<NonNullable<Step['every']>, { key: string; example: string }>

function scheduleFaults({ due, after, every }: Step, before: readonly Step[]): Found[] {
  const words = sayProgramme()
  if (after !== undefined && (due !== undefined || every !== undefined))
    return fault(['after'], words.oneSchedule())
  if (after !== undefined) return afterFaults(after.step, before)
  const rule = keyOf(due)
  if (every === undefined) {
    const fitting = Object.entries(RULES).find(([, { key }]) => key === rule)
    return [
      ...fault([], due === undefined && words.oneSchedule()),
      ...fault(['due'], fitting !== undefined && words.needsEvery(fitting[0])),
    ]
  }
  const { key, example } = RULES[every]
  return fault(['due'], rule !== null && rule !== key && words.ruleOf(every, example))
}

/** The key of a due rule that has one, else what kind it is; null: none. */
function keyOf(due: Step['due']): string | null {
  if (due === undefined) return null
  if (typeof due === 'string' || due instanceof Temporal.PlainDate) return 'day-itself'
  return Object.keys(due)[0] ?? null
}

function afterFaults(id: string, before: readonly Step[]): Found[] {
  const words = sayProgramme()
  const found = before.find((step) => step.id === id)
  if (found?.every !== undefined) return fault(['after', 'step'], words.afterRepeated(id))
  const known = before.map((step) => step.id)
  const near = known.length === 0 ? '' : didYouMean(id, known)
  return fault(['after', 'step'], found === undefined && words.noEarlierStep(id, near))
}

function needsFaults({ needs, template, measure, review }: Step, templates: readonly string[]): Found[] {
  const words = sayProgramme()
  const isRead = needs !== 'tick' && needs !== 'measure'
  const unknownTemplate = template !== undefined && !templates.includes(template)
  return [
    ...fault([], needs === 'sheet' && template === undefined && words.needsTemplate(templates.join('、'))),
    ...fault(['template'], needs !== 'sheet' && template !== undefined && words.unread('template', needs)),
    ...fault(
      ['template'],
      unknownTemplate && words.noTemplate(template ?? '', didYouMean(template ?? '', templates)),
    ),
    ...fault([], needs === 'measure' && measure === undefined && words.needsMeasure()),
    ...fault(['measure'], needs !== 'measure' && measure !== undefined && words.unread('measure', needs)),
    ...fault(['review'], !isRead && review !== 'none' && words.unread('review', needs)),
  ]
}

function fault(path: Path, said: Said | false): Found[] {
  return said === false ? [] : [{ path, said }]
}
