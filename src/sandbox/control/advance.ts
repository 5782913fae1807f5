import type { Box } from '../state.ts'
import { iso, wall } from '../clock.ts'
import { retryDue } from '../socket/events.ts'

const SPAN = { hour: 3_600_000, day: 86_400_000, next: 0 }

/** Moves wall time; what has become due by it is delivered again. */
export function setClock(box: Box, offsetMs: number): { now: string } {
  box.clock.offsetMs = offsetMs
  box.news.emit('news', { kind: 'clock' })
  retryDue(box)
  return { now: iso(wall(box.clock)) }
}

/** Asks the conductor to live on; a sandbox without one moves its own clock. */
export async function advance(
  box: Box,
  by: 'hour' | 'day' | 'next',
): Promise<{ now: string; note?: string }> {
  if (box.conductor) return await box.conductor(by)
  return setClock(box, box.clock.offsetMs + SPAN[by])
}
