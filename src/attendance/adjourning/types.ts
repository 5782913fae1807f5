/** Why a meeting is not put off for want of a quorum 到会不足改期. */
export type AdjournRefusal =
  | 'cancelled'
  | 'adjourned'
  | 'noVote'
  | 'notOpen'
  | 'notBegun'
  | 'late'
  | 'met'
  | 'voted'
