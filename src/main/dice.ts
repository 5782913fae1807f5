import { randomInt } from 'node:crypto'

const SIDES = 2 ** 32

/** Evenly spread from 0 up to 1, and nobody can foresee it: what is drawn for people must not follow from what they know. */
export function random(): number {
  return randomInt(SIDES) / SIDES
}
