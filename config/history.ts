import { readFile } from 'node:fs/promises'
import { type PastSteps, pastStep, pastStepFaults } from './college/past-steps.ts'
import { sayUnread } from './college/unread-words.ts'
import { z } from 'zod'
import { codeOf } from '../src/errors.ts'
import type { MeetingId, MemberId } from '../src/ids.ts'
import { instantOf } from '../src/time/dates.ts'
import { type Names, namesIn, readAudiences } from './college/audience.ts'
import { audienceFaults, unknown } from './college/check.ts'
import { type Decoded, decode } from './college/decode.ts'
import { say } from './college/file-words.ts'
import { say as membersWords } from './college/members-words.ts'
import { conform } from './college/schema-faults.ts'
import { day, ids, refused, wallClock, words, zone } from './college/scalars.ts'
import { type FileFault, readSheet, type Sheet } from './college/sheet.ts'
import type { Audience, College } from './college/types.ts'

const report = z.strictObject({
  due: wallClock,
  state: z.enum(['pending', 'missing', 'submitted', 'returned', 'approved']),
  submittedAt: wallClock.optional(),
  late: z.boolean().default(false),
  returnReason: words.optional(),
})

const past = z.strictObject({
  id: ids.meeting,
  for: z.array(words).min(1),
  types: z.array(words).min(1),
  title: words,
  start: wallClock,
  end: wallClock,
  place: words,
  host: ids.member,
  observers: z.array(ids.member).default([]),
  state: z.enum(['ended', 'adjourned']),
  presentCount: z.int().min(0),
  late: z.array(ids.member).default([]),
  leaves: z.array(z.strictObject({ member: ids.member, category: words })).default([]),
  absent: z.array(ids.member).default([]),
  exempt: z.array(ids.member).default([]),
  report: report.nullable(),
  vote: refused(() => sayUnread().noPastVotes()),
})

const HistoryFile = z.strictObject({
  college: ids.plain,
  timezone: zone,
  /** The day since which the file is whole; without it, that of its first meeting. */
  since: day.optional(),
  meetings: z.array(past),
  steps: z.array(pastStep).default([]),
})
type Past = z.output<typeof past>

/** A meeting of the past with who was late, on leave, absent or exempt; all others who were expected were present. */
export type PastMeeting = {
  id: MeetingId
  audience: Audience
  types: readonly string[]
  title: string
  start: Temporal.Instant
  end: Temporal.Instant
  place: string
  host: MemberId
  observers: readonly MemberId[]
  state: 'ended' | 'adjourned'
  presentCount: number
  late: readonly MemberId[]
  leaves: readonly { member: MemberId; category: string }[]
  absent: readonly MemberId[]
  exempt: readonly MemberId[]
  report: PastReport | null
}

/** What became of the report; `missing` is overdue, `pending` not yet due; null where none was required. */
export type PastReport = {
  dueAt: Temporal.Instant
  state: z.output<typeof report>['state']
  submittedAt: Temporal.Instant | null
  late: boolean
  returnReason: string | null
}

/** The past of a college, or everything that is wrong with the file. */
export type LoadedHistory = ({ ok: true } & PastOfCollege) | { ok: false; faults: FileFault[] }

/** What a college did before the bot came; `since`: the day from which on nothing is missing, null without meetings. */
export type PastOfCollege = {
  meetings: PastMeeting[]
  since: Temporal.PlainDate | null
  steps: readonly PastSteps[]
}

/** Reads history.json and compares its names with the college's. */
export async function loadHistory(path: string, college: College): Promise<LoadedHistory> {
  const read = await readText(path)
  if ('what' in read) return { ok: false, faults: [read] }
  if (read.spoiled.length)
    return {
      ok: false,
      faults: read.spoiled.map((line) => ({ file: path, line, ...membersWords().spoiled() })),
    }
  const sheet = readSheet(path, read.text)
  const file = conform(sheet, HistoryFile)
  if (!file.ok) return file
  const names = namesIn(college)
  const faults = [
    ...unknown({ sheet, path: ['college'] }, file.data.college, new Set([college.settings.id])),
    ...nameFaults(sheet, file.data.meetings, names),
    ...pastStepFaults(sheet, file.data.steps, college),
  ]
  if (faults.length) return { ok: false, faults }
  const { meetings, steps, timezone, since = firstDay(meetings) } = file.data
  return { ok: true, since, steps, meetings: meetings.map((one) => shapePast(one, timezone, names)) }
}

function firstDay(meetings: readonly Past[]): Temporal.PlainDate | null {
  const [first = null] = meetings.map(({ start }) => start.toPlainDate()).sort(Temporal.PlainDate.compare)
  return first
}

async function readText(path: string): Promise<Decoded | FileFault> {
  try {
    return decode(await readFile(path))
  } catch (thrown) {
    return { file: path, line: 1, ...say().unreadable(codeOf(thrown)) }
  }
}

function nameFaults(sheet: Sheet, meetings: readonly Past[], names: Names): FileFault[] {
  return meetings.flatMap((one, index) => {
    const at = ['meetings', index]
    const people = [one.host, ...one.observers, ...one.late, ...one.absent, ...one.exempt]
    const all = [...people, ...one.leaves.map((leave) => leave.member)]
    return [
      ...audienceFaults({ sheet, path: [...at, 'for'] }, one.for, names),
      ...all.flatMap((member) => unknown({ sheet, path: at }, member, names.members)),
    ]
  })
}

function shapePast(one: Past, zone: string, names: Names): PastMeeting {
  const at = (local: Temporal.PlainDateTime) => instantOf(local, zone)
  const [audience] = readAudiences(one.for, names, [])
  if (!audience) throw new Error(`${one.id} has no audience`)
  const { for: _, report, vote: _vote, ...rest } = one
  return {
    ...rest,
    audience,
    start: at(one.start),
    end: at(one.end),
    report: report && {
      dueAt: at(report.due),
      state: report.state,
      submittedAt: report.submittedAt ? at(report.submittedAt) : null,
      late: report.late,
      returnReason: report.returnReason ?? null,
    },
  }
}
