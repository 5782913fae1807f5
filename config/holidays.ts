import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Fault } from '../src/errors.ts'
import type { HolidayTable } from '../src/time/calendar.ts'

const FOLDER = fileURLToPath(new URL('holidays', import.meta.url))

const Table = z.strictObject({
  year: z.int(),
  official: z.boolean(),
  off: z.array(z.strictObject({ name: z.string(), from: z.iso.date(), to: z.iso.date() })),
  work: z.array(z.iso.date()),
})

/** Reads the tables of holidays, one file a year; `official: false` holds only the days fixed by law. */
export async function loadHolidays(folder = FOLDER): Promise<HolidayTable[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}\.json$/.test(name)).toSorted()
  return await Promise.all(names.map((name) => readTable(join(folder, name))))
}

async function readTable(path: string): Promise<HolidayTable> {
  try {
    const table = Table.parse(JSON.parse(await readFile(path, 'utf8')))
    return { ...table, off: table.off.flatMap(daysOf) }
  } catch (cause) {
    throw new Fault(`${path} is not a table of holidays`, {
      cure: 'write it like config/holidays/2026.json',
      cause,
    })
  }
}

function daysOf({
  name,
  from,
  to,
}: {
  name: string
  from: string
  to: string
}): HolidayTable['off'][number][] {
  const first = Temporal.PlainDate.from(from)
  const { days } = first.until(to, { largestUnit: 'days' })
  return Array.from({ length: days + 1 }, (_, add) => ({ date: first.add({ days: add }).toString(), name }))
}
