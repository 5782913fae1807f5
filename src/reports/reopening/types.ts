/** Why something is not asked for again 重开. */
export type ReopenRefusal = 'mayNot' | 'open' | 'off' | 'none'
