import type { Branch } from '../../roster/types.ts'
import type { Seen } from '../../time/read/types.ts'
import type { QuestionsRead } from '../questions/types.ts'
import type { Choice } from '../recipients/types.ts'

/** From where a sentence is read: for whom its writer may collect, and anybody may. */
export type Looking = {
  choices: readonly Choice[]
  every: readonly Choice[]
  branches: readonly Branch[]
  seen: Seen
}

/** What a sentence says of a collection; null or empty where it does not. `every`: each week. */
export type Sentence = QuestionsRead & {
  title: string
  /** For whom, by key; it may be somebody for whom the writer may not collect. */
  whom: string | null
  due: Temporal.PlainDateTime | null
  every: boolean
  /** The day or the time of day alone, as a form shows it. */
  filled: Record<string, string>
  /** Whether something is said of the time that nobody can be sure of. */
  isUnclear: boolean
}
