/** Why what was handed in is not taken back 撤回. */
export type WithdrawalRefusal = 'notYours' | 'read' | 'closed' | 'already'
