import { BranchId, GroupId, MeetingId, MemberId, RequestId } from '../../src/ids.ts'
import type { Request } from '../../src/reports/types.ts'

/** When it is due. */
export const DUE = Temporal.Instant.from('2026-11-23T18:00+08:00')

/** A request for the record of a group's meeting. */
export function aRequest(over: Partial<Request> = {}): Request {
  return {
    id: RequestId.parse('R-A044'),
    about: { kind: 'meeting', id: 'A044' },
    meeting: MeetingId.parse('A044'),
    branch: BranchId.parse('B10'),
    group: GroupId.parse('B10G1'),
    title: '党小组会',
    owner: MemberId.parse('M0224'),
    ...{ office: null, form: null, reviewer: null },
    ...{ review: 'all', drawn: true, extended: false, round: 0 },
    askedAt: DUE.subtract({ hours: 72 }),
    dueAt: DUE,
    state: 'open',
    late: false,
    returnReason: null,
    ...over,
  }
}
