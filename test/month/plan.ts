import type { College, PlannedMeeting } from '../../config/college.ts'
import { loadCollege } from '../../config/college.ts'
import type { PastSteps } from '../../config/college/past-steps.ts'
import { loadHistory } from '../../config/history.ts'
import { OpenId } from '../../src/ids.ts'

const DEMO = { college: 'config/demo/college.yaml', history: 'config/demo/history.json' }

/** What the demo college planned for the month, what it changed on the way, and when. */
export type Plan = {
  college: College
  meetings: readonly PlannedMeeting[]
  changes: readonly { at: string; meeting: PlannedMeeting }[]
  /** Steps of programmes that were done before. */
  steps: readonly PastSteps[]
}

/** November of the demo college: what is its past elsewhere is still to come here. */
export async function demoMonth(): Promise<Plan> {
  const loaded = await loadCollege(DEMO.college)
  if (!loaded.ok) throw new Error('the demo college does not load')
  // Without an id on the platform nobody can be written to.
  const members = loaded.college.members.map((one) => ({ ...one, openId: OpenId.parse(`ou_${one.id}`) }))
  const college = { ...loaded.college, members }
  const past = await loadHistory(DEMO.history, college)
  if (!past.ok) throw new Error('the demo college’s history does not load')
  const { timezone } = college.settings
  const before = past.meetings.map(({ start, end, ...one }): PlannedMeeting => {
    const { id, audience, types, title, place, host, observers } = one
    return {
      ...{ id, audience, types, title, place, host, observers },
      ...{ agenda: [], movedFrom: null, cancelled: null },
      start: start.toZonedDateTimeISO(timezone).toPlainDateTime(),
      minutes: start.until(end).total('minutes'),
    }
  })
  const changed = college.meetings.filter(({ movedFrom, cancelled }) => movedFrom ?? cancelled)
  return {
    college,
    meetings: [...before, ...college.meetings.map(asFirstPlanned)],
    changes: changed.map((meeting) => ({ at: CHANGED_AT, meeting })),
    steps: past.steps,
  }
}

/** When the college tells of what it moved and cancelled. */
const CHANGED_AT = '2026-11-23T16:00:00+08:00'

function asFirstPlanned(meeting: PlannedMeeting): PlannedMeeting {
  return { ...meeting, start: meeting.movedFrom ?? meeting.start, movedFrom: null, cancelled: null }
}
