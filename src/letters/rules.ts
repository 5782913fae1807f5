import { ref } from '../cards/ref.ts'
import { ChatId, LetterId, MemberId } from '../ids.ts'
import type { Letter, LetterKind, Receiver } from './types.ts'

const personRef = ref('person:{person}', { person: MemberId })
const chatRef = ref('chat:{chat}', { chat: ChatId })

/** How a receiver stands in the records: `person:M0001` or `chat:oc_…`. */
export function textOf(to: Receiver): string {
  return 'person' in to ? personRef.text(to) : chatRef.text(to)
}

/** Reads such a text. */
export function receiverOf(text: string): Receiver {
  return personRef.find(text) ?? chatRef.parse(text)
}

/**
 * Whether it answers somebody who said or asked something: everything else is urgent, and overtakes it. `privately`: only to
 * a person, who asked for what a chat gets by itself.
 */
const ANSWERS: { readonly [K in LetterKind]: boolean | 'privately' } = {
  'roster.list': true,
  'roster.faulty': false,
  'roster.waiting': false,
  'roster.loaded': false,
  'pages.link': true,
  'calendar.draft': true,
  'calendar.known': true,
  'calendar.uncovered': false,
  'meetings.notice': false,
  'meetings.month': false,
  'meetings.manage': true,
  'meetings.convene': true,
  'meetings.noneMeant': true,
  'meetings.copy': true,
  'meetings.withdrawn': false,
  'meetings.cadence': false,
  'meetings.overlap': false,
  'attendance.ask': false,
  'attendance.added': false,
  'attendance.checkin': false,
  'attendance.code': false,
  'attendance.confirm': false,
  'attendance.observe': false,
  'attendance.leaveForm': true,
  'attendance.leaveAsked': false,
  'attendance.leavesAsked': false,
  'attendance.leavesWait': false,
  'attendance.leaveDecided': false,
  'attendance.dropped': false,
  'attendance.noted': true,
  'attendance.overview': true,
  'attendance.list': true,
  'attendance.exemptions': true,
  'attendance.exemptAsked': false,
  'attendance.exemptDecided': false,
  'attendance.remind': false,
  'attendance.roll': true,
  'attendance.correctionAsked': false,
  'attendance.rollDoubted': false,
  'attendance.corrected': false,
  'attendance.attention': false,
  'attendance.makeup': false,
  'attendance.makeupDue': false,
  'attendance.makeupForm': true,
  'attendance.makeups': true,
  'attendance.votes': true,
  'attendance.training': true,
  'attendance.hours': true,
  'reports.request': false,
  'reports.after': false,
  'reports.chase': false,
  'reports.nudge': false,
  'reports.escalation': false,
  'reports.settling': true,
  'reports.explanation': true,
  'reports.toAnswer': false,
  'reports.answered': false,
  'reports.extension': true,
  'reports.extensionAsked': false,
  'reports.extensionDeclined': false,
  'reports.tasks': false,
  'reports.tasksDue': false,
  'reports.confirm': true,
  'reports.noted': true,
  'reports.file': true,
  'reports.archive': true,
  'reports.found': true,
  'reports.exportable': true,
  'reports.record': true,
  'inspections.overview': true,
  'inspections.preview': true,
  'inspections.visits': true,
  'inspections.assigned': false,
  'inspections.remind': false,
  'inspections.coming': false,
  'inspections.branch': true,
  'inspections.noted': true,
  'reports.review': true,
  'reports.toReview': false,
  'reports.returned': false,
  'inspections.sheet': true,
  'inspections.result': false,
  'inspections.resultDue': false,
  'inspections.objected': false,
  'exports.reason': true,
  'exports.approve': false,
  'exports.decided': false,
  'workbooks.ask': true,
  'workbooks.progress': true,
  'workbooks.unclear': true,
  'ledger.due': false,
  'collections.compose': true,
  'collections.ask': false,
  'collections.remind': false,
  'collections.board': true,
  'ledger.overview': true,
  'ledger.programme': true,
  'ledger.row': true,
  'ledger.cell': true,
  'ledger.noted': true,
  'ledger.nudge': true,
  'ledger.nudged': false,
  'ledger.draw': true,
  'ledger.nominate': true,
  'ledger.consent': false,
  'ledger.declined': false,
  'collections.names': true,
  'ledger.compose': true,
  'ledger.import': true,
  'digest.college': 'privately',
  'digest.branch': false,
  'digest.trouble': false,
  'digest.order': true,
  'ledger.behind': false,
  'statistics.asked': true,
  'statistics.sheet': true,
  'statistics.rows': true,
  'statistics.heat': true,
  'digest.nudge': true,
  'digest.numbers': true,
  'digest.rows': true,
  'digest.asked': true,
  'desk.failure': true,
  'desk.elsewhere': false,
  'desk.help': true,
  'desk.hint': true,
  'desk.todo': true,
  'desk.mine': true,
  'desk.observers': true,
  'desk.relay': true,
  'desk.relayed': false,
  'desk.schedule': true,
  'desk.pointer': true,
  'desk.preview': true,
  'desk.question': true,
  'desk.summary': false,
  'desk.pause': true,
  'desk.quota': true,
  'desk.quotaNear': false,
}

/** Its place in the receiver's queue: within a rank letters go in order of writing. */
export function rankOf({ kind, to }: Pick<Letter, 'kind' | 'to'>): number {
  const answers = ANSWERS[kind]
  return answers === true || (answers === 'privately' && 'person' in to) ? 1 : 0
}

/** What the records hold of a letter. */
export type LetterRow = { id: string; kind: string; ref: string; receiver: string }

/** Reads a row. */
export function letterOf(row: LetterRow): Letter {
  // Only `insert` writes the column, and it takes a LetterKind.
  const kind = row.kind as LetterKind
  return { id: LetterId.parse(row.id), kind, ref: row.ref, to: receiverOf(row.receiver) }
}
