import { type DestinationStream, pino } from 'pino'
import type { Log } from '../ctx.ts'

/** A longer line is nobody's to read, and fills a disk when it comes each second. */
const MOST_LETTERS = 8000
const MOST_OF_TEXT = 300
const MOST_ENTRIES = 20

/** Logs go to stderr, so that stdout holds only what was asked for; a line has a bounded length. */
export function openLog(level: string, to: DestinationStream = pino.destination(2)): Log {
  const bounded = { write: (line: string) => to.write(line.length <= MOST_LETTERS ? line : shortened(line)) }
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, bounded)
}

/** A line with shorter texts and lists, still one object of JSON. */
function shortened(line: string): string {
  const short = JSON.stringify({ ...Object(cut(JSON.parse(line), 0)), letters: line.length })
  if (short.length <= MOST_LETTERS) return `${short}\n`
  const { level, time, msg } = JSON.parse(short)
  return `${JSON.stringify({ level, time, msg, letters: line.length })}\n`
}

function cut(value: unknown, depth: number): unknown {
  if (typeof value === 'string')
    return value.length > MOST_OF_TEXT ? `${value.slice(0, MOST_OF_TEXT)}…` : value
  if (!(value instanceof Object)) return value
  if (depth > 3) return '…'
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((each) => cut(each, depth + 1))
  const entries = Object.entries(value).slice(0, MOST_ENTRIES)
  return Object.fromEntries(entries.map(([key, each]) => [key.slice(0, MOST_OF_TEXT), cut(each, depth + 1)]))
}
