import { MeetingId, SeriesId } from '../../src/ids.ts'
import { readAudiences, type Names } from './audience.ts'
import { meetingTypes, typeNamed } from './meeting-types.ts'
import type { CollegeFile } from './schema.ts'
import { templatesWith } from './templates.ts'
import type { Audience, College, MeetingType, PlannedMeeting, Series, Settings } from './types.ts'

type Parts = Pick<College, 'members' | 'columns' | 'written'> & { names: Names }

/** Puts checked parts together as the bot reads them. */
export function shapeCollege(file: CollegeFile, { members, columns, names, written }: Parts): College {
  const active = file.branches.filter((branch) => branch.active).map((branch) => branch.id)
  const settings = { ...shapeSettings(file), lines: written.lines }
  return {
    settings,
    branches: file.branches.map((branch) => ({ ...branch, short: branch.short ?? branch.name })),
    groups: file.groups,
    members,
    columns,
    written,
    committee: file.committee,
    inspectors: file.inspectors,
    meetings: file.meetings.flatMap((meeting) =>
      readAudiences(meeting.for, names, active).map((audience) =>
        shapeMeeting(meeting, audience, MeetingId.parse(idFor(meeting, audience))),
      ),
    ),
    programmes: file.programmes,
    series: file.series.flatMap((series) =>
      readAudiences(series.for, names, active).map((audience) =>
        shapeSeries(series, audience, settings.types),
      ),
    ),
  }
}

function shapeSettings(file: CollegeFile): Omit<Settings, 'lines'> {
  const { college, terms, reminders, leave, attendance, quorum, retention, reports, digest, quota } = file
  const { remind, confirm } = file.inspections
  const { opens, late, closes, code } = file.checkin
  const checkin = { opens, late, closes, code }
  const { at, dayOff, deputy } = digest
  const types = meetingTypes(file.types)
  const templates = templatesWith(file.templates)
  const own = {
    reminders,
    checkin,
    leave,
    attendance,
    quorum,
    retention,
    reports,
    inspections: { remind, confirm },
    exports: file.exports,
    heat: file.heat,
  }
  return { ...college, terms, types, templates, ...own, digest: { ...at, dayOff, deputy }, quota }
}

type Repeated = { id: string; for: string | string[] }

/** The id of an entry's part for one audience. */
export function idFor(entry: Repeated, audience: Audience): string {
  const forEach = entry.for === 'each-branch' && audience.kind === 'branch'
  return forEach ? `${entry.id}-${audience.branch}` : entry.id
}

function shapeMeeting(
  meeting: CollegeFile['meetings'][number],
  audience: Audience,
  id: MeetingId,
): PlannedMeeting {
  const { title, start, minutes, place } = meeting
  const { agenda, observers, more: both } = sharedOf(meeting)
  const more = {
    ...both,
    host: meeting.host ?? null,
    movedFrom: meeting.movedFrom ?? null,
    cancelled: meeting.cancelled ?? null,
  }
  return { id, audience, types: meeting.type, title, start, minutes, place, agenda, observers, ...more }
}

function sharedOf(entry: Pick<CollegeFile['series'][number], 'agenda' | 'observers' | 'training'>) {
  const flagged = entry.agenda.filter((item) => typeof item !== 'string')
  const agenda = entry.agenda.map((item) => (typeof item === 'string' ? item : item.item))
  // A person who attends for one item is an observer of the meeting.
  const observers = [...new Set([...entry.observers, ...flagged.flatMap((item) => item.observers)])]
  const { training } = entry
  const more = {
    ...(flagged.length === 0 ? {} : { flagged }),
    ...(training === undefined ? {} : { training }),
  }
  return { agenda, observers, more }
}

function shapeSeries(
  series: CollegeFile['series'][number],
  audience: Audience,
  known: readonly MeetingType[],
): Series {
  const { type: types, rrule, at, dayOff } = series
  const { agenda, observers, more } = sharedOf(series)
  const usual = types.map((type) => typeNamed(known, type)?.minutes ?? USUAL_MINUTES)
  return {
    id: SeriesId.parse(idFor(series, audience)),
    audience,
    types,
    rrule,
    at,
    dayOff,
    agenda,
    observers,
    ...more,
    title: series.title ?? types.join('、'),
    minutes: series.minutes ?? Math.max(...usual),
    place: series.place ?? '',
    host: series.host ?? null,
    from: series.from ?? null,
    until: series.until ?? null,
  }
}

const USUAL_MINUTES = 90
