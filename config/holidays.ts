import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Fault } from '../src/errors.ts'
import type { HolidayTable } from '../src/time/calendar.ts'
import { day, words } from './college/scalars.ts'

const FOLDER = fileURLToPath(new URL('holidays', import.meta.url))

/** A table as a file holds it: spans of days off with their names, and the weekend days on which people work. */
export const HolidayFile = z.strictObject({
  year: z.int(),
  official: z.literal(true),
  off: z.array(z.strictObject({ name: words, from: day, to: day })),
  work: z.array(day),
})

/** Reads the official tables of holidays that come with zhibu, one file a year. */
export async function loadHolidays(folder = FOLDER): Promise<HolidayTable[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}\.json$/.test(name)).toSorted()
  return await Promise.all(names.map((name) => readTable(join(folder, name))))
}

async function readTable(path: string): Promise<HolidayTable> {
  try {
    const { off, work, ...same } = HolidayFile.parse(JSON.parse(await readFile(path, 'utf8')))
    return { ...same, off: off.flatMap(daysOf), work: work.map(String) }
  } catch (cause) {
    throw new Fault(`${path} is not a table of holidays`, {
      cure: 'write it like config/holidays/2026.json',
      cause,
    })
  }
}

/** Every day of a span of days off. */
export function daysOf(span: {
  name: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}): HolidayTable['off'][number][] {
  const { days } = span.from.until(span.to, { largestUnit: 'days' })
  return Array.from({ length: days + 1 }, (_, add) => ({
    date: span.from.add({ days: add }).toString(),
    name: span.name,
  }))
}
