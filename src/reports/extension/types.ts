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
  | 'late'
