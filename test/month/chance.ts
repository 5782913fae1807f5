import { createHash } from 'node:crypto'

/** A number from 0 up to 1 that depends on the seed and on what it is for alone, whatever else happens meanwhile. */
export type Chance = (...about: string[]) => number

export function chanceOf(seed: number): Chance {
  return (...about) =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...about]))
      .digest()
      .readUInt32BE() /
    2 ** 32
}

/** Seconds from `least` to `most` minutes, short ones oftener than long ones. */
export function secondsBetween(least: number, most: number, luck: number): number {
  return Math.round(60 * least * (most / least) ** luck)
}
