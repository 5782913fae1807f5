export const MATTERS = ['report', 'roll', 'rollLate', 'meeting'] as const
/** A matter that not everybody may do: a report, a roll, one that only administrators still correct, or a meeting's change. */
export type Matter = (typeof MATTERS)[number]
/** What whoever pressed may not do, and by which id it is found. */
export type Need = { matter: Matter; id: string }
