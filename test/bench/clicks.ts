import type { Control } from '../../src/sandbox/control-client.ts'
import { rounded, spread } from './measurements.ts'

const CLICKS = 400
const AT_ONCE = 8

/** A button that may be pressed again and again. */
export type Target = { message: string; people: string[]; text: string }

export type Clicked = { p50: number; p99: number; max: number; perSecond: number; unanswered: number }

/** Presses a button 400 times, eight at a time: how long each answer took. */
export async function pressMany(control: Control, target: Target): Promise<Clicked> {
  await pressShare(
    control,
    target,
    Array.from({ length: AT_ONCE }, (_, index) => index),
  )
  const started = performance.now()
  const shares = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, worker) => {
      const numbers = Array.from({ length: CLICKS / AT_ONCE }, (_, index) => index * AT_ONCE + worker)
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
