import type { Stage } from '../../attendance/types.ts'
import type { OwnRecord } from '../../attendance/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Person } from '../../roster/types.ts'

/** Everything that is kept of the person who asks: the entry of the roster, and the own attendance of the year. */
export type Mine = {
  person: Person
  branch: string
  group: string | null
  offices: readonly string[]
  /** The day on which the probation 预备期 began, of whoever is on it and where the roster says so. */
  probation: Temporal.PlainDate | null
  /** The hours of training 学时 of the year, in a line. */
  hours: string
  /** Meetings of the next eight weeks of which the person was told, with the own answer. */
  ahead: readonly { meeting: Meeting; answer: Stage }[]
  records: readonly OwnRecord[]
  year: number
  /** The first day of which attendance is kept by name. */
  keptFrom: Temporal.PlainDate
}
