import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Leave, Invitation } from '../types.ts'

/** Every letter to one person about one meeting. */
const KINDS = [
  'attendance.ask',
  'attendance.leaveForm',
  'attendance.leaveDecided',
] as const satisfies LetterKind[]

/** What a letter about one person and one meeting shows: `A047/M0213`. */
export function invitationRef({ meeting, who }: Invitation): string {
  return `${meeting}/${who}`
}

/** What a question about one plan of a meeting shows: `A047/M0213@1`. */
export function askRef({ id: meeting, version }: Pick<Meeting, 'id' | 'version'>, who: MemberId): string {
  return `${invitationRef({ meeting, who })}@${version}`
}

/** What the `n`th request for leave of one person shows: `A047/M0213@2`. */
export function requestRef({ n, ...invitation }: Invitation & { n: number }): string {
  return `${invitationRef(invitation)}@${n}`
}

/** What every request for leave of one person shows; those of old did not count. */
export function requestRefs(invitation: Invitation, leave: Pick<Leave, 'n'> | null): string[] {
  const all = Array.from({ length: leave?.n ?? 0 }, (_, index) => requestRef({ ...invitation, n: index + 1 }))
  return [invitationRef(invitation), ...all]
}

/** Reads such a `ref`, with or without a plan. */
export function readInvitationRef(ref: string): Invitation & { version: number | null } {
  const [, meeting, who, version] = /^(.*)\/([^/@]+)(?:@(\d+))?$/.exec(ref) ?? []
  return {
    meeting: MeetingId.parse(meeting),
    who: MemberId.parse(who),
    version: version === undefined ? null : Number(version),
  }
}

/** The key of a letter to or about one person, once for each plan of the meeting. */
export function invitationKey(
  kind: (typeof KINDS)[number] | 'attendance.leaveAsked',
  meeting: Meeting,
  who: MemberId,
): string {
  return `${kind}:${meeting.id}:v${meeting.version}:${who}`
}

/** Says that what is shown about these people and this meeting has changed. */
export async function markInvitationsStale(
  tx: Tx,
  { id: meeting, version }: Pick<Meeting, 'id' | 'version'>,
  people: readonly MemberId[],
): Promise<void> {
  const plans = Array.from({ length: version }, (_, index) => index + 1)
  const refs = people.flatMap((who) => [
    invitationRef({ meeting, who }),
    ...plans.map((plan) => askRef({ id: meeting, version: plan }, who)),
  ])
  await markStale(tx, refs, KINDS)
  await markStale(tx, people, ['desk.summary'])
}
