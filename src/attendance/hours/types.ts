import type { Meeting } from '../../meetings/types.ts'

/** How somebody came by the hours of a training: present at its meeting, or having made it up. */
export type How = 'came' | 'madeUp'

/** A person at a meeting with a training: `settled` once its roll counts. */
export type Attended = { hours: number; came: boolean; madeUp: boolean; settled: boolean }

/** The hours of training 学时 of a person in a year, as they follow from the rolls; nothing of them is stored. */
export type Hours = {
  year: number
  goal: number
  sum: number
  /** The meetings that are credited, latest first. */
  credited: readonly { meeting: Meeting; hours: number; how: How }[]
  /** Meetings whose rolls do not count yet, at which the person was or which they made up. */
  waiting: number
}

/** Of somebody else in a list: the sum and the goal. */
export type HoursOf = { name: string; sum: number; goal: number }

/** Of a branch, for the committee: how many people, and how many have reached their goals. */
export type HoursIn = { branch: string; people: number; reached: number }
