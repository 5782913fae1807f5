import type { Mark } from '../types.ts'

/** After so many absences in a row the secretary hears of it. (domain §2.5) */
const HEARD_OF: readonly number[] = [2, 3]

/**
 * How many absences stand in a row, given a person's marks latest first: leave and presence end the row, and so does whoever
 * is still to be confirmed, for nothing is said of them.
 */
export function absencesInRow(marks: readonly (Mark | null)[]): number {
  const end = marks.findIndex((mark) => mark !== 'absent')
  return end === -1 ? marks.length : end
}

/** Whether a row of that length is told. */
export function isHeardOf(length: number): boolean {
  return HEARD_OF.includes(length)
}
