import type { SandboxState } from '../state.ts'
import { iso, wall } from '../clock.ts'
import { retryDue } from '../socket/events.ts'

const SPAN = { hour: 3_600_000, day: 86_400_000, next: 0 }

/** Moves wall time; what has become due by it is delivered again. */
export function setClock(state: SandboxState, offsetMs: number): { now: string } {
  state.clock.offsetMs = offsetMs
  state.news.emit('news', { kind: 'clock' })
  retryDue(state)
  return { now: iso(wall(state.clock)) }
}

/** Asks the time controller to live on; a sandbox without one moves its own clock. */
export async function advance(
  state: SandboxState,
  by: 'hour' | 'day' | 'next',
): Promise<{ now: string; note?: string }> {
  if (state.timeController) return await state.timeController(by)
  return setClock(state, state.clock.offsetMs + SPAN[by])
}
