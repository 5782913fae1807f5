import type { OwnRecord } from '../../attendance/service.ts'
import type { Person } from '../../roster/types.ts'

/** Everything that is kept of the person who asks: the entry of the roster, and the own attendance of the year. */
export type Mine = {
  person: Person
  branch: string
  group: string | null
  offices: readonly string[]
  records: readonly OwnRecord[]
  year: number
  /** The first day of which attendance is kept by name. */
  keptFrom: Temporal.PlainDate
}
