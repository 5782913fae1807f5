import type { Unreached } from '../reach/types.ts'

/** The part's glossary: list 名册, strength 党员人数. */
export type Strength = { name: string; full: number; probationary: number }

/** A branch, or a group of it, whose leading office nobody holds. */
export type Vacant = { branch: string; group: string | null }

/** What a secretary sees of the own branches, an administrator of all. */
export type List = {
  branches: readonly Strength[]
  vacant: readonly Vacant[]
  /** With the branch's name; null for the college's own chats. */
  unreached: readonly (Unreached & { of: string | null })[]
  /** Whether the last look at the platform got no answer. */
  unchecked: boolean
}
