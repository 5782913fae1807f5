/** Why a deadline is not put off, or an application is not decided on. */
export type ExtensionRefusal =
  | 'mayNot'
  | 'mayNotDecide'
  | 'settled'
  | 'notOffered'
  | 'extended'
  | 'asked'
  | 'declined'
  | 'past'

/**
 * What somebody may still do about a deadline: ask for another day, or wait for what was asked. `waived`: why it is not asked
 * for any more, for whoever writes it.
 */
export type WayOut = { mayAsk: boolean; asked: Temporal.PlainDate | null; waived: string | null }
