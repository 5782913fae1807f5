import { KEPT } from './kept.ts'

/** What every text about people bears in these tests. */
export const SECRET = '密文样本'

/** A row of a table with the secret in each of its texts, for a meeting of last November and somebody on its list. */
type Sample = { row: string; gone: 'night' | 'fortnight' | 'messages' | 'reasons' | 'records' }

const AT = `timestamptz '2026-11-05T20:00:00+08:00'`
const S = `'${SECRET}'`
const J = `'{"${SECRET}":"${SECRET}"}'::jsonb`
const SHEET = `'{"content":"${SECRET}","procedure":"${SECRET}","remark":"${SECRET}","remedies":["${SECRET}"]}'::jsonb`
const [OF, WHO] = ['meeting_id, member_id', `'A016', 'M0075'`]

const draftOf = (key: string) => `(key, by_id, stage, at) values ('${key}', 'M0075', ${J}, ${AT})`

/** How each table that holds text loses it: a row as it stands on the day, and when it is gone; or why it stays. */
export const TABLES: Record<string, Sample | { stays: string }> = {
  alarms_alarms: { stays: 'meetings, requests and weeks by id; what failed in the words of the program' },
  attendance_checked_for: {
    row: `(${OF}, by_id, reason, at) values (${WHO}, 'M0075', ${S}, ${AT})`,
    gone: 'reasons',
  },
  attendance_code_tries: { row: `(${OF}, wrong) values (${WHO}, 3)`, gone: 'night' },
  attendance_codes: { row: `(meeting_id, digits) values ('A016', ${S})`, gone: 'night' },
  attendance_correction_requests: {
    row: `(${OF}, n, said, asked_at, state) values (${WHO}, 1, ${S}, ${AT}, 'kept')`,
    gone: 'reasons',
  },
  attendance_counts: { stays: 'numbers of a meeting' },
  attendance_due: { row: `(${OF}, standing) values ('A016', 'M0140', 'observer')`, gone: 'records' },
  attendance_exemptions: {
    row: `(member_id, branch_id, class, approval, from_on, state, proposed_by, proposed_at, decided_at)
      values ('M0075', 'B04', ${S}, ${S}, '2026-11-01', 'lifted', 'M0075', ${AT}, ${AT})`,
    gone: 'reasons',
  },
  attendance_leaves: {
    row: `(${OF}, category, note, n, state, asked_at) values (${WHO}, '健康', ${S}, 1, 'approved', ${AT})`,
    gone: 'reasons',
  },
  attendance_list_changes: {
    row: `(${OF}, change, reason, by_id, at) values (${WHO}, 'add', ${S}, 'M0075', ${AT})`,
    gone: 'reasons',
  },
  attendance_lists: { stays: 'for which audience a list was made' },
  attendance_makeup_materials: {
    row: `(meeting_id, record, given) values ('A016', ${S}, ${S})`,
    gone: 'records',
  },
  attendance_makeups: {
    row: `(${OF}, due_on, asked_by, asked_at, words, made_at)
      values (${WHO}, '2026-11-20', 'M0075', ${AT}, ${S}, ${AT})`,
    gone: 'records',
  },
  attendance_mark_changes: {
    row: `(${OF}, was, became, by_id, at, reason) values (${WHO}, 'absent', 'present', 'M0075', ${AT}, ${S})`,
    gone: 'reasons',
  },
  attendance_marks: {
    row: `(${OF}, mark, at, marked_by) values ('A016', 'M0140', 'present', ${AT}, ${S})`,
    gone: 'records',
  },
  attendance_reminders: {
    row: `(meeting_id, day, by_id, at, people) values ('A016', '2026-11-04', 'M0075', ${AT}, 3)`,
    gone: 'records',
  },
  attendance_replies: { row: `(${OF}, reply, at) values ('A016', 'M0140', 'join', ${AT})`, gone: 'records' },
  attendance_roll_lines: {
    row: `(${OF}, line, reason, fault) values (${WHO}, ${S}, ${S}, ${J})`,
    gone: 'reasons',
  },
  attendance_rolls: { stays: 'the times of a check-in' },
  attendance_vote_forms: {
    row: `(${OF}, n, filled, fault) values (${WHO}, 0, ${J}, ${J})`,
    gone: 'reasons',
  },
  attendance_vote_kinds: { stays: 'what is put to the vote at a meeting, a word of four' },
  attendance_votes: {
    row: `(meeting_id, n, version, kind, topic, due, present, written, yes, no, abstain, by_id, at)
      values ('A016', 1, 1, 'general', ${S}, 9, 9, 0, 9, 0, 0, 'M0075', ${AT})`,
    gone: 'records',
  },
  calendar_drafts: {
    row: `(id, member_id, body, at, state) values ('om_1', 'M0075', ${S}, ${AT}, 'dropped')`,
    gone: 'messages',
  },
  calendar_years: { stays: 'official days off' },
  collections_collections: { stays: 'what was asked of whom; what was answered is in reports' },
  collections_drafts: { row: draftOf('evt_4'), gone: 'messages' },
  collections_nudges: { stays: 'on which days people were reminded, and how many' },
  collections_weeklies: { stays: 'what is asked each week of whom' },
  desk_failures: {
    row: `(number, kind, ref, member_id, error, at, settled_at)
      values ('E-1', 'click', ${S}, 'M0075', ${S}, ${AT}, ${AT})`,
    gone: 'messages',
  },
  ...KEPT,
  desk_pauses: { stays: 'who held the messages of a branch, without words' },
  desk_previews: {
    row: `(id, member_id, days, asked_at, ended_at, plan) values ('om_2', 'M0075', 7, ${AT}, ${AT}, ${J})`,
    gone: 'fortnight',
  },
  desk_questions: {
    row: `(id, member_id, chat, said, requests, may_call, asked_at)
      values ('om_3', 'M0075', 'oc_1', ${S}, '{}', false, ${AT})`,
    gone: 'fortnight',
  },
  desk_talks: { row: `(member_id, since, said) values ('M0075', ${AT}, 3)`, gone: 'fortnight' },
  feishu_calls: { stays: 'numbers of calls' },
  feishu_clicks: {
    row: `(event_id, answer, at, pressed) values ('evt_1', ${J}, ${AT}, ${S})`,
    gone: 'fortnight',
  },
  feishu_messages: {
    row: `(message_id, payload, at, ended) values ('om_4', ${J}, ${AT}, 'failed')`,
    gone: 'messages',
  },
  exports_requests: {
    row: `(kind, ref, title, member_id, asked_at, state, reason)
      values ('collections.answers', 'C1', ${S}, 'M0075', ${AT}, 'granted', ${S})`,
    gone: 'records',
  },
  workbooks_orders: { stays: 'which figures were ordered when; deleted with the records' },
  files_files: {
    row: `(kind, name, type, size, sha256, message_id, source_key, ref, ended, ended_at)
      values ('file', ${S}, 'pdf', 9, ${S}, 'om_5', ${S}, ${S}, 'here', ${AT})`,
    gone: 'records',
  },
  inspections_drafts: {
    row: `(visit_id, fields, updated_at) values ('T.B04', ${J}, ${AT})`,
    gone: 'records',
  },
  inspections_objections: {
    row: `(visit_id, asked, words, by_id, at, answer) values ('T.B04', 1, ${S}, 'M0075', ${AT}, ${S})`,
    gone: 'records',
  },
  inspections_plans: { stays: 'terms by id' },
  inspections_sheets: {
    row: `(visit_id, n, fields, by_id, at) values ('T.B04', 1, ${SHEET}, 'M0075', ${AT})`,
    gone: 'records',
  },
  inspections_visits: { stays: 'who inspected which branch on which day' },
  ledger_cells: { stays: 'what was due of whom by which day, and when it was done' },
  ledger_drafts: { row: draftOf('evt_5'), gone: 'messages' },
  ledger_history: { stays: 'who ticked, waived and postponed what, and why; never changed' },
  ledger_programmes: { stays: 'what the college asks for' },
  ledger_rows: { stays: 'whom a programme concerns' },
  letters_cards: {
    row: `(letter_id, kind, ref, message_id, sent_at)
      select id, kind, ref, ${S}, ${AT} from letters_letters where ref = ${S}`,
    gone: 'messages',
  },
  letters_late_clicks: { stays: 'presses under way, deleted when they end' },
  letters_letters: {
    row: `(key, kind, ref, receiver, written_at, due, ended, ended_at)
      values (${S}, 'desk.mine', ${S}, 'person:M0075', ${AT}, ${AT}, 'sent', ${AT})`,
    gone: 'messages',
  },
  letters_past_keys: { stays: 'hashes' },
  liveness_probes: { stays: 'one row of times' },
  liveness_takings: { stays: 'names of queues' },
  meetings_changes: {
    row: `(key, by_id, meeting_id, stage, at) values ('evt_2', 'M0075', 'A016', ${J}, ${AT})`,
    gone: 'messages',
  },
  meetings_drafts: { row: draftOf('evt_3'), gone: 'messages' },
  meetings_meetings: { stays: 'what was held when and where, which the counts are of' },
  meetings_mergings: { stays: 'pairs of meetings' },
  meetings_month_rows: { stays: 'meetings by id' },
  meetings_months: { stays: 'chats and months' },
  meetings_starts: { stays: 'times of meetings' },
  meetings_past: { stays: 'a day' },
  pages_links: {
    row: `(id, member_id, target, made_at)
      values ('3d3cbf4f-9a1c-4f7e-8f43-0b9f0c1f6a01', 'M0075', ${S}, ${AT})`,
    gone: 'fortnight',
  },
  pages_sessions: {
    row: `(hash, member_id, started_at, expires_at) values (${S}, 'M0075', ${AT}, ${AT})`,
    gone: 'night',
  },
  pages_tokens: {
    row: `(hash, link_id, expires_at) values (${S}, '3d3cbf4f-9a1c-4f7e-8f43-0b9f0c1f6a01', ${AT})`,
    gone: 'night',
  },
  reports_drafts: {
    row: `(request_id, member_id, fields, n, sources, said, updated_at, state)
      select id, 'M0140', '{"content":"${SECRET}","decisions":"","stated":null}', 1, '{}', '{}', ${AT}, 'submitted'
      from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_explanations: {
    row: `(request_id, n, by_id, at, said, outcome, answered_by, answer)
      select id, 1, 'M0075', ${AT}, ${S}, 'replied', 'M0140', ${S} from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_extensions: {
    row: `(request_id, asked_by, asked_at, until_on, why, state)
      select id, 'M0075', ${AT}, '2026-11-20', ${S}, 'asked' from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_exports: {
    row: `(request_id, member_id, asked_at, ended, ended_at)
      select id, 'M0140', ${AT}, 'done', ${AT} from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_forms: { stays: 'questions of the college; an inspection’s go with the text of records' },
  reports_requests: { stays: 'which report was due when; why it came back is emptied' },
  reports_reviews: {
    row: `(request_id, n, by_id, at, verdict, points, content, procedure)
      select id, 1, 'M0140', ${AT}, 'returned', array[${S}], ${S}, ${S} from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_scans: {
    row: `(request_id, file_id, by_id, at)
      select id, gen_random_uuid(), 'M0140', ${AT} from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_walks: { stays: 'where in the queue a reader is' },
  reports_tasks: {
    row: `(request_id, branch_id, what, due_on, done_at)
      select id, 'B04', ${S}, '2026-11-10', ${AT} from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  reports_versions: {
    row: `(request_id, n, fields, submitted_by, submitted_at, late)
      select id, 9, '{"content":"${SECRET}","decisions":"${SECRET}","stated":3,"photos":[],"answers":{"a":"${SECRET}"},"notHeld":"${SECRET}"}', 'M0075', ${AT}, false
      from reports_requests where meeting_id = 'A016'`,
    gone: 'records',
  },
  roster_audit: { stays: 'who did what to which record, never a reason' },
  roster_branches: { stays: 'the roster' },
  roster_changes: { row: `(at, content) values (${AT}, ${J})`, gone: 'messages' },
  roster_committee: { stays: 'the roster' },
  roster_groups: { stays: 'the roster' },
  roster_inspectors: { stays: 'the roster' },
  roster_loads: { stays: 'the files in force, one row' },
  roster_members: { stays: 'the roster; whoever left is in counts and audit' },
  roster_offices: { stays: 'the roster' },
  roster_proposals: {
    row: `(version, state, content, since) values ('v1', 'over', ${J}, ${AT})`,
    gone: 'messages',
  },
  roster_reach: { stays: 'whom the bot cannot reach at present' },
  roster_reach_check: { stays: 'one row: the last check and what it failed of' },
}
