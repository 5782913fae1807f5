import { pino } from 'pino'
import type { Log } from '../ctx.ts'

/** Logs go to stderr, so that stdout holds only what was asked for. */
export function openLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}
