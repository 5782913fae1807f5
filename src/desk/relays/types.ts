/** Why nothing is put before anybody. */
export type RelayRefusal = 'nobody' | 'already'

/**
 * What became of an offer: it is on its way now, it came today already, or the matter was put before somebody today; null:
 * there is nobody else, or nothing to do, or that was enough for a day.
 */
export type Offered = 'new' | 'there' | 'relayed' | null
