/**
 * What a person is to a meeting besides being invited: `deputy` also stands for the rest of the branch's committee, `leader`
 * leads its group, `host` this very sitting. (domain §5)
 */
export const ACTORS = ['admin', 'inspector', 'secretary', 'deputy', 'leader', 'host'] as const
export type Actor = (typeof ACTORS)[number]

export const ACTS = [
  'changeList',
  'proposeExempt',
  'approveExempt',
  'inviteObserver',
  'answerFor',
  'checkInFor',
  'decideLeave',
  'readReason',
  'readByName',
  'confirmRoll',
  'correct',
  'arrangeMakeup',
  'readMakeups',
  'readMakeupWords',
  'recordVote',
  'setTraining',
  'readHours',
  'countHours',
] as const
export type Act = (typeof ACTS)[number]

/**
 * What must be the case: the secretary is away or lets the deputy decide, nobody else may decide, 72 hours have not passed, or
 * the person holds the office of deputy 副书记 itself.
 */
export type Condition = 'delegated' | 'unled' | 'soon' | 'deputyInOffice'

type Grant = 'yes' | 'logged' | Condition

/**
 * Who may do what with the attendance of others, by rows of the handbook's table; what is missing is refused. Answering and
 * checking in for oneself (rows 7 and 9) follow from the invitation alone. (domain §5)
 */
export const RIGHTS: { readonly [A in Act]: { readonly row: number } & { readonly [W in Actor]?: Grant } } = {
  changeList: { row: 4, admin: 'yes', secretary: 'yes', deputy: 'yes', leader: 'yes' },
  proposeExempt: { row: 5, secretary: 'yes' },
  approveExempt: { row: 5, admin: 'yes' },
  inviteObserver: { row: 6, admin: 'yes', secretary: 'yes' },
  answerFor: { row: 8, secretary: 'yes', deputy: 'yes', leader: 'yes', host: 'yes' },
  checkInFor: { row: 8, secretary: 'yes', deputy: 'yes', leader: 'yes', host: 'yes' },
  decideLeave: { row: 10, admin: 'unled', secretary: 'yes', deputy: 'delegated' },
  readReason: { row: 11, admin: 'unled', secretary: 'yes', deputy: 'delegated' },
  readByName: {
    row: 12,
    admin: 'logged',
    inspector: 'logged',
    secretary: 'yes',
    deputy: 'yes',
    leader: 'yes',
    host: 'yes',
  },
  confirmRoll: { row: 13, secretary: 'yes', deputy: 'yes', leader: 'yes', host: 'yes' },
  correct: { row: 13, admin: 'yes', secretary: 'soon' },
  arrangeMakeup: { row: 13, admin: 'unled', secretary: 'yes', deputy: 'yes', leader: 'yes', host: 'yes' },
  readMakeups: { row: 12, admin: 'unled', secretary: 'yes', deputy: 'yes', leader: 'yes' },
  readMakeupWords: { row: 11, admin: 'unled', secretary: 'yes', deputy: 'deputyInOffice' },
  recordVote: { row: 22, secretary: 'yes', deputy: 'yes', host: 'yes' },
  setTraining: { row: 2, admin: 'yes', secretary: 'yes', deputy: 'yes', leader: 'yes', host: 'yes' },
  readHours: { row: 12, secretary: 'yes' },
  countHours: { row: 12, admin: 'yes' },
}

/** Whether one of these may do it, given what is the case; `logged`: they may, and it is written down. */
export function rightAmong(
  act: Act,
  actors: readonly Actor[],
  given: readonly Condition[],
): 'yes' | 'logged' | null {
  const grants = actors.map((one) => RIGHTS[act][one])
  if (grants.some((one) => one === 'yes' || given.some((condition) => condition === one))) return 'yes'
  return grants.includes('logged') ? 'logged' : null
}
