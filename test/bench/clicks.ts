import type { Control } from '../../src/sandbox/control-client.ts'
import { rounded, spread } from './measurements.ts'

/** A button that may be pressed again and again. */
export type Target = { message: string; people: string[]; text: string }

export type Clicked = { p50: number; p99: number; max: number; perSecond: number; unanswered: number }

/** How many clicks, and how many at a time. */
export type Crowd = { clicks: number; atOnce: number }

/** Presses a button many times: how long each answer took. Whoever presses waits for the answer before the next press. */
export async function pressMany(control: Control, target: Target, crowd: Crowd): Promise<Clicked> {
  const { clicks, atOnce } = crowd
  await pressShare(
    control,
    target,
    Array.from({ length: atOnce }, (_, index) => index),
  )
  const started = performance.now()
  const shares = await Promise.all(
    Array.from({ length: atOnce }, (_, worker) => {
      const numbers = Array.from({ length: clicks / atOnce }, (_, index) => index * atOnce + worker)
      return pressShare(control, target, numbers)
    }),
  )
  const seconds = (performance.now() - started) / 1_000
  const times = shares.flat()
  const answered = times.filter((ms) => ms !== null)
  return {
    ...spread(answered),
    perSecond: rounded(times.length / seconds),
    unanswered: times.length - answered.length,
  }
}

async function pressShare(control: Control, target: Target, numbers: number[]): Promise<(number | null)[]> {
  const times: (number | null)[] = []
  for (const number of numbers) {
    const as = target.people[number % target.people.length] ?? ''
    const started = performance.now()
    const { toast } = await control.press({ as, message: target.message, text: target.text })
    times.push(toast === undefined ? null : performance.now() - started)
  }
  return times
}
