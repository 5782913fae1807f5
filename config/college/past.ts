import { z } from 'zod'
import type { FileFault, Sheet } from './sheet.ts'
import { isAfter } from '../../src/time/order.ts'

const PARTS = ['meetings', 'series'] as const
type Part = (typeof PARTS)[number]

/** Nothing lasts longer: what began before is over. */
const LONGEST = Temporal.Duration.from({ hours: 24 })

/**
 * The sheet without those entries that are faulty and wholly of the past, and their faults: what has been cannot be held
 * in another way, and holds up nothing that is to come.
 */
export function withoutPast(
  sheet: Sheet,
  faults: readonly FileFault[],
  now: Temporal.Instant,
): { sheet: Sheet; left: FileFault[] } {
  const local = localNow(sheet, now)
  const left: FileFault[] = []
  const kept = new Map<PropertyKey, number[]>()
  for (const part of PARTS) {
    const entries = sheet.entriesOf(part)
    const isKept = entries.map(({ value, from, to }) => {
      const own = faults.filter(({ file, line }) => file === sheet.file && line >= from && line <= to)
      if (own.length === 0 || !isOver(part, value, local)) return true
      left.push(...own)
      return false
    })
    kept.set(
      part,
      [...isKept.keys()].filter((index) => isKept[index]),
    )
  }
  return { sheet: left.length === 0 ? sheet : withOnly(sheet, kept), left }
}

/** The sheet with only these entries of each list; what is said of one names the line on which it is written. */
function withOnly(sheet: Sheet, kept: ReadonlyMap<PropertyKey, readonly number[]>): Sheet {
  const lists = [...kept].map(([part, indices]) => {
    const entries = sheet.entriesOf(String(part))
    return [String(part), indices.map((index) => entries[index]?.value)]
  })
  return {
    ...sheet,
    value: { ...(sheet.value instanceof Object ? sheet.value : {}), ...Object.fromEntries(lists) },
    at(path, said) {
      const [part, nth, ...rest] = path
      const index = part === undefined || typeof nth !== 'number' ? undefined : kept.get(part)?.[nth]
      return sheet.at(part === undefined || index === undefined ? path : [part, index, ...rest], said)
    },
  }
}

function isOver(part: Part, value: unknown, now: Temporal.PlainDateTime): boolean {
  const entry = new Map(Object.entries(value instanceof Object ? value : {}))
  try {
    const end =
      part === 'series'
        ? Temporal.PlainDate.from(String(entry.get('until'))).toPlainDateTime()
        : Temporal.PlainDateTime.from(String(entry.get('start')))
    return !isAfter(end.add(LONGEST), now)
  } catch {
    // Without a readable day it may be still to come.
    return false
  }
}

const Zoned = z.object({ college: z.object({ timezone: z.string() }) })

function localNow({ value }: Sheet, now: Temporal.Instant): Temporal.PlainDateTime {
  try {
    const zone = Zoned.safeParse(value).data?.college.timezone ?? USUAL_ZONE
    return now.toZonedDateTimeISO(zone).toPlainDateTime()
  } catch {
    // A wrong zone is a fault of its own.
    return now.toZonedDateTimeISO(USUAL_ZONE).toPlainDateTime()
  }
}

const USUAL_ZONE = 'Asia/Shanghai'
