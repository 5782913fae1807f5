/** What an administrator asked for: to send what is due now, or to send the last one again with a reason. */
export type Order = {
  id: string
  key: string
  what: 'send' | 'again'
  /** Why it is sent again; empty for what is due. */
  reason: string
  state: 'open' | 'done' | 'dropped'
}

/** Why nothing is sent. */
export type Refusal = 'mayNot' | 'already' | 'gone' | 'sentBefore' | 'noChat'
