import type { Leave, Refusal } from '../types.ts'

type Asked = { category: string | null; note: string | null }

/**
 * Why a request for leave is not taken, or null. One that was refused may be made again, and one that waits is replaced by
 * another category or explanation: the same once more is a second press.
 */
export function refusalToAsk(leave: Leave | null, { category, note }: Asked): Refusal | null {
  if (leave?.state === 'approved') return 'alreadyApproved'
  if (leave?.state === 'asked') {
    const isSame = category === leave.category && (note === null || note === leave.note)
    if (category === null || isSame) return 'alreadyAsked'
  }
  return category === null ? 'noCategory' : null
}

/** Why an explanation is not taken, or null: only what waits for a decision is read by anybody. */
export function refusalToNote(leave: Leave | null, note: string): Refusal | null {
  if (leave?.state !== 'asked') return 'noteTooLate'
  return note === '' ? 'emptyNote' : null
}
