import { type Names, readAudiences } from './audience.ts'
import { audienceFaults, peopleFaults } from './check.ts'
import { say, shown } from './file-words.ts'
import type { Said } from './language.ts'
import { needsBeginning, neverFault } from './recurrence.ts'
import type { CollegeFile } from './schema.ts'
import { idFor } from './shape.ts'
import type { FileFault, Sheet } from './sheet.ts'
import { isBefore } from '../../src/time/order.ts'

/** Faults in `series`, in and between its entries and the meetings. */
export function seriesFaults(sheet: Sheet, file: CollegeFile, names: Names): FileFault[] {
  return file.series.flatMap((series, index) => {
    const at = (key: string, said: Said) => sheet.at(['series', index, key], said)
    const words = say()
    const needsFrom = series.from === undefined && needsBeginning(series.rrule)
    const never = needsFrom ? null : neverFault({ rrule: series.rrule, since: series.from ?? null })
    const endsBefore =
      series.from !== undefined && series.until !== undefined && isBefore(series.until, series.from)
    return [
      ...audienceFaults({ sheet, path: ['series', index, 'for'] }, series.for, names),
      ...peopleFaults({ sheet, path: ['series', index] }, series, names),
      ...(needsFrom ? [at('rrule', words.needsFrom())] : []),
      ...(never === null ? [] : [at('rrule', never)]),
      ...(endsBefore ? [at('until', words.endsBefore())] : []),
      ...clashing(file, names, index).map((id) => at('id', words.idTaken(shown(id)))),
    ]
  })
}

/** An occurrence is named by its series and its day; nothing else may go by such a name. */
function clashing(file: CollegeFile, names: Names, index: number): string[] {
  const active = file.branches.filter((branch) => branch.active).map(({ id }) => id)
  const idsOf = (entry: Entry) => readAudiences(entry.for, names, active).map((each) => idFor(entry, each))
  const own = file.series.slice(index, index + 1)
  const earlier = file.series.slice(0, index).filter((one) => own.every(({ id }) => id !== one.id))
  const taken = earlier.flatMap(idsOf)
  const meetings = file.meetings.flatMap(idsOf)
  return own.flatMap(idsOf).filter((id) => {
    const isNamed = meetings.some(
      (one) => one.startsWith(`${id}-`) && /^\d{8}$/.test(one.slice(id.length + 1)),
    )
    return taken.includes(id) || isNamed
  })
}

type Entry = CollegeFile['series'][number] | CollegeFile['meetings'][number]
