import type { Button } from '../../cards/card.ts'
import type { WaitingNow } from '../../measures/types.ts'

/** What is still to be done about what a digest says, as it is now; `nudged`: reminded today, null: nobody. */
export type Live = WaitingNow & {
  /** People whom the bot cannot reach. */
  unreachable: number
  nudged: { people: number; records: number } | null
}

/** What a digest leads to, where the college has it: its figures down to their rows, its page, the ledger 台账, its file. */
export type Leads = {
  figures: readonly Button[]
  page: readonly Button[]
  ledger: readonly Button[]
  file: readonly Button[]
}
