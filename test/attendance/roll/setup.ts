import { rollOf } from '../../../src/attendance/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { type Made, type Registry, press } from '../press.ts'

export const A047 = MeetingId.parse('A047')
/** The secretary of B10, its deputy, and two of its members. */
export const [SECRETARY, DEPUTY, ONE, OTHER] = ['M0213', 'M0214', 'M0230', 'M0231'] as const

/** A meeting of 41 that ended at 16:10, at which all have checked in but the last `missing`. */
export async function aHeldMeeting(missing: readonly string[]) {
  await using opening = new AsyncDisposableStack()
  const life = opening.use(await aCollege({ only: ['A047'] }))
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  const people = life.college.members.filter(({ branch, id }) => branch === 'B10' && !missing.includes(id))
  const checkIn = { name: 'attendance.checkIn', data: { meeting: 'A047' } }
  await Promise.all(people.map(({ id }) => press(life, id, checkIn)))
  await life.liveUntil('2026-11-25T16:11:00+08:00')
  const opened = opening.move()
  return Object.assign(life, { [Symbol.asyncDispose]: () => opened.disposeAsync() })
}

export const mark = (member: string, mark: string): Made => ({
  name: 'attendance.mark',
  data: { meeting: 'A047', member, mark },
})

export const rest = (mark: string): Made => ({ name: 'attendance.markRest', data: { meeting: 'A047', mark } })

export const enter = (line: string, reason = ''): Made => ({
  name: 'attendance.enterRoll',
  data: { meeting: 'A047' },
  form: { line, reason },
})

export const counts = (life: Registry) => life.act((tx) => rollOf(tx, A047))
