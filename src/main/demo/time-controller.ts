import { setTimeout as pause } from 'node:timers/promises'
import type { Control, RecordedCall } from '../../sandbox/control-client.ts'
import type { BotProcess } from '../bot-process.ts'
import { earlier, isBefore } from '../../time/order.ts'
import type { WallClock } from '../clock.ts'
import type { Status } from './controlled-bot.ts'

/** How long the bot may take to become idle before it is called stuck. */
const PATIENCE_MS = 120_000
const LOOK_EVERY_MS = 15

/** Owns wall time: moves the sandbox and the bot together, never past a moment at which something is due. */
export type TimeController = {
  now(): Temporal.Instant
  /** Lives until `target`: each due moment in turn, waiting until the bot is idle. */
  advanceTo(target: Temporal.Instant): Promise<void>
  /** Lives until somebody gets a message, at most until `limit`. */
  advanceToNext(limit: Temporal.Instant): Promise<void>
  /** Waits until nothing is due, waits or runs. */
  settle(): Promise<Status>
}

type Parts = { wallClock: WallClock; control: Control; bot: BotProcess }

export function openTimeController(parts: Parts): TimeController {
  const { wallClock, control, bot } = parts

  async function moveTo(target: Temporal.Instant): Promise<void> {
    const gap = target.epochMilliseconds - wallClock.now().epochMilliseconds
    // Time runs on by itself; it is never turned back.
    if (gap <= 0) return
    wallClock.move(wallClock.offsetMs() + gap)
    await control.clock(wallClock.offsetMs())
    await bot.clock(wallClock.offsetMs())
  }

  async function settle(): Promise<Status> {
    const deadline = wallClock.elapsed() + PATIENCE_MS
    for (;;) {
      const heard = await isHeard(control)
      const status = await bot.ask()
      if (heard && status.idle) return status
      if (wallClock.elapsed() > deadline)
        throw new Error(`the bot did not become idle within ${PATIENCE_MS / 1000} s`)
      await pause(LOOK_EVERY_MS)
    }
  }

  /** One step: to the next due moment or to the limit, whichever is first; false when the limit was it. */
  async function step(limit: Temporal.Instant): Promise<boolean> {
    const { nextDue } = await settle()
    const dues = [nextDue, ...(await redeliveries(control))].filter((due) => due !== null)
    const due = dues.map((text) => Temporal.Instant.from(text)).reduce(earlier, limit)
    const first = dues.length > 0 && isBefore(due, limit)
    await moveTo(due)
    await settle()
    return first
  }

  return {
    now: wallClock.now,
    settle,
    async advanceTo(target) {
      while (await step(target));
    },
    async advanceToNext(limit) {
      const told = (await control.record()).length
      while ((await step(limit)) && !(await control.record(told)).some(isMessage));
    },
  }
}

// What was just said may still be on its way: a bot that has not heard it yet looks idle.
async function isHeard(control: Control): Promise<boolean> {
  return (await control.events()).every(({ end, next }) => end !== undefined || next !== undefined)
}

// What the bot did not take is brought again by the platform's own clock.
async function redeliveries(control: Control): Promise<string[]> {
  return (await control.events()).flatMap(({ next }) => next ?? [])
}

// An updated card is nothing new to read, and a picture that was uploaded is seen by nobody yet.
function isMessage({ api, effect }: RecordedCall): boolean {
  return effect === 'new' && (api === 'send' || api === 'reply')
}
