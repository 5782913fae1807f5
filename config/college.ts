import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { codeOf } from '../src/errors.ts'
import { namesOf } from './college/audience.ts'
import { collegeFaults } from './college/check.ts'
import { programmeFaults } from './college/check-programmes.ts'
import { seriesFaults } from './college/check-series.ts'
import { decode } from './college/decode.ts'
import { say as fileWords } from './college/file-words.ts'
import { conform } from './college/schema-faults.ts'
import { say } from './college/members-words.ts'
import { type Known, type MemberList, readMembers } from './college/members.ts'
import { withoutPast } from './college/past.ts'
import { headingName } from './college/table.ts'
import { COLUMNS } from './college/headings.ts'
import { CollegeFile } from './college/schema.ts'
import { shapeCollege } from './college/shape.ts'
import { type FileFault, readSheet, type Sheet } from './college/sheet.ts'
import type { College } from './college/types.ts'

export { bareName } from './college/bare-name.ts'
export { LEAVE_CATEGORIES, type LeaveCategory } from './college/leave.ts'
export { collegeFrom } from './college/accepted.ts'
export { HALVES, type Half, QUORUM_KINDS, type QuorumKind } from './college/quorum.ts'
export { type Vacancy, vacanciesOf } from './college/vacancies.ts'
export { typeName, typeNamed } from './college/meeting-types.ts'
export type { FileFault } from './college/sheet.ts'
export type {
  Training,
  Audience,
  AudiencePart,
  Branch,
  College,
  CommitteeSeat,
  FlaggedItem,
  Group,
  Inspector,
  Ladder,
  LeaveRules,
  MeetingType,
  Member,
  PlannedMeeting,
  Series,
  Reminders,
  SettingKey,
  Settings,
} from './college/types.ts'

/** A file that a load has read, as it was then; `hash` is SHA-256 in hex, or says why nobody can read it. */
export type LoadedFile = { path: string; hash: string }

/** A college, or everything that is wrong with its files; `files` are those that were read, or looked for in vain. */
export type Loaded = { files: LoadedFile[] } & (Taken | Refused)
/** `headings` are the columns of the list of members; `left` are the faults of what is over: it was left out. */
type Taken = { ok: true; college: College; headings: readonly string[]; left: FileFault[] }
type Refused = { ok: false; faults: FileFault[] }

type Read = LoadedFile & { bytes: Uint8Array }

/**
 * Reads college.yaml and the members it names. A faulty file is refused whole, with all its faults at once; those that
 * concern only meetings that are over by `now` block nothing.
 */
export async function loadCollege(path: string, now?: Temporal.Instant): Promise<Loaded> {
  const read = await readWhole(path)
  if ('what' in read) return { ok: false, faults: [read], files: [unread(read)] }
  const { text, spoiled } = decode(read.bytes)
  const garbled = spoiled.map((line) => ({ file: path, line, ...say().spoiled() }))
  if (garbled.length) return { ok: false, faults: garbled, files: [stamp(read)] }
  const sheet = readSheet(path, text)
  if (sheet.faults.length) return { ok: false, faults: sheet.faults, files: [stamp(read)] }
  const list = await readList(path, sheet)
  // The list is read; to judge it takes as long, and others come between.
  await nextTurn()
  return { ...collegeAt(sheet, list, now), files: [stamp(read), ...list.files] }
}

function collegeAt(sheet: Sheet, list: List, now: Temporal.Instant | undefined): Taken | Refused {
  const whole = collegeOf(sheet, list)
  if (whole.ok || now === undefined) return whole
  const { sheet: rest, left } = withoutPast(sheet, whole.faults, now)
  if (left.length === 0) return whole
  const taken = collegeOf(rest, list)
  return taken.ok ? { ...taken, left } : taken
}

function collegeOf(sheet: Sheet, list: List): Taken | Refused {
  const file = conform(sheet, CollegeFile)
  if (!file.ok) return { ok: false, faults: inOrder([...file.faults, ...list.faults]) }
  const members = list.lines.map((line) => line.member)
  const names = namesOf(file.data, members)
  const faults = [
    ...list.faults,
    ...collegeFaults(sheet, file.data, names),
    ...seriesFaults(sheet, file.data, names),
    ...programmeFaults(sheet, file.data, names),
  ]
  if (faults.length) return { ok: false, faults: inOrder(faults) }
  const written = { file: sheet.value, lines: sheet.entryLines() }
  const college = shapeCollege(file.data, { members, columns: list.columns, names, written })
  return { ok: true, college, headings: list.headings, left: [] }
}

/** A column that said something in an earlier version and is gone: what it said would be gone for everybody. */
export function goneColumns(loaded: Extract<Loaded, { ok: true }>, before: readonly string[]): FileFault[] {
  const { college, files } = loaded
  const gone = COLUMNS.filter((column) => before.includes(column) && !loaded.headings.includes(column))
  const file = files[1]?.path ?? college.settings.id
  return gone.map((column) => ({ file, line: 1, ...say().goneColumn(headingName(column)) }))
}

/** What a file holds at present. */
export async function fileNow(path: string): Promise<LoadedFile> {
  const read = await readWhole(path)
  return 'what' in read ? unread(read) : stamp(read)
}

/** A load's file without its content. */
function stamp({ path, hash }: Read): LoadedFile {
  return { path, hash }
}

function unread({ file, what }: FileFault): LoadedFile {
  return { path: file, hash: what }
}

/** Far more than the list of the largest college; what is larger would only stall everybody. */
const MOST_BYTES = 10 * 1024 * 1024

async function readWhole(path: string): Promise<Read | FileFault> {
  try {
    if ((await stat(path)).size > MOST_BYTES) return { file: path, line: 1, ...say().tooLarge('10 MB') }
    const bytes = await readFile(path)
    return { path, hash: createHash('sha256').update(bytes).digest('hex'), bytes }
  } catch (thrown) {
    return { file: path, line: 1, ...fileWords().unreadable(codeOf(thrown)) }
  }
}

type List = MemberList & { files: LoadedFile[] }
const NO_LIST: List = { files: [], lines: [], headings: [], columns: [], faults: [] }

/** Reads members.csv even when college.yaml has faults, so that both are reported together. */
async function readList(path: string, sheet: Sheet): Promise<List> {
  const named = entry(sheet.value, 'members')
  if (typeof named !== 'string' || named === '') return NO_LIST
  const whole = resolve(dirname(path), named)
  const read = await readWhole(whole)
  if ('what' in read) {
    const fault = sheet.at(['members'], { what: `members: ${read.what}`, cure: read.cure })
    return { ...NO_LIST, files: [unread(read)], faults: [fault] }
  }
  return { files: [stamp(read)], ...(await readMembers(read.path, read.bytes, knownIn(sheet.value))) }
}

/** What the list is read with, also where the rest of college.yaml has faults. */
function knownIn(value: unknown): Known {
  const text = (of: unknown, key: string) => String(entry(of, key) ?? '')
  const places = {
    branches: entries(value, 'branches').map((one) => ({
      id: text(one, 'id'),
      names: [text(one, 'name'), text(one, 'short')],
    })),
    groups: entries(value, 'groups').map((one) => ({
      id: text(one, 'id'),
      branch: text(one, 'branch'),
      names: [text(one, 'name')],
    })),
  }
  const declared = {
    offices: entries(value, 'offices').map(String),
    statuses: entries(value, 'statuses').map(String),
  }
  return { places, declared }
}

function entry(value: unknown, key: string): unknown {
  return value instanceof Object ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}

function entries(value: unknown, key: string): unknown[] {
  const found = entry(value, key)
  return Array.isArray(found) ? found : []
}

function inOrder(faults: FileFault[]): FileFault[] {
  return faults.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}
