/** Why something is not waived 免交. */
export type WaiveRefusal = 'mayNot' | 'settled' | 'waived' | 'noReason' | 'none'
