import { MeetingId } from '../../src/ids.ts'
import { readAudiences, type Names } from './audience.ts'
import { meetingTypes } from './meeting-types.ts'
import type { CollegeFile } from './schema.ts'
import type { Audience, College, Member, PlannedMeeting, Settings } from './types.ts'

type Parts = { members: readonly Member[]; names: Names; lines: Settings['lines'] }

/** Puts checked parts together as the house reads them. */
export function shapeCollege(file: CollegeFile, { members, names, lines }: Parts): College {
  const active = file.branches.filter((branch) => branch.active).map((branch) => branch.id)
  return {
    settings: { ...shapeSettings(file), lines },
    branches: file.branches.map((branch) => ({ ...branch, short: branch.short ?? branch.name })),
    groups: file.groups,
    members,
    committee: file.committee,
    inspectors: file.inspectors,
    meetings: file.meetings.flatMap((meeting) =>
      readAudiences(meeting.for, names, active).map((audience) =>
        shapeMeeting(meeting, audience, meetingId(meeting, audience)),
      ),
    ),
  }
}

function shapeSettings(file: CollegeFile): Omit<Settings, 'lines'> {
  const { college, terms, reminders, checkin, reports, digest, quota, features } = file
  const { at, dayOff } = digest
  const types = meetingTypes(file.types)
  return { ...college, terms, types, reminders, checkin, reports, digest: { ...at, dayOff }, quota, features }
}

function meetingId(meeting: CollegeFile['meetings'][number], audience: Audience): MeetingId {
  const forEach = meeting.for === 'each-branch' && audience.kind === 'branch'
  return forEach ? MeetingId.parse(`${meeting.id}-${audience.branch}`) : meeting.id
}

function shapeMeeting(
  meeting: CollegeFile['meetings'][number],
  audience: Audience,
  id: MeetingId,
): PlannedMeeting {
  const { title, start, minutes, place } = meeting
  const flagged = meeting.agenda.filter((item) => typeof item !== 'string')
  const agenda = meeting.agenda.map((item) => (typeof item === 'string' ? item : item.item))
  // Who attends for an item is an observer of the meeting.
  const observers = [...new Set([...meeting.observers, ...flagged.flatMap((item) => item.observers)])]
  const more = {
    ...(flagged.length === 0 ? {} : { flagged }),
    host: meeting.host ?? null,
    movedFrom: meeting.movedFrom ?? null,
    cancelled: meeting.cancelled ?? null,
  }
  return { id, audience, types: meeting.type, title, start, minutes, place, agenda, observers, ...more }
}
