/** Why what was handed in is not taken back 撤回. */
export type WithdrawalRefusal = 'mayNot' | 'notYours' | 'read' | 'closed' | 'already'
