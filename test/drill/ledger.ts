import type { Call } from '../../src/sandbox/calls.ts'
import {
  type Branch,
  type College,
  DAILY_CAP,
  DIGEST_STEP,
  dayAt,
  type Somebody,
  stepAt,
  titleOf,
} from './college.ts'

/** Letters by who gets them, of which kind, about which meeting; and how many of each. */
export type Ledger = Map<string, number>

export type Kind =
  | 'notice'
  | 'ask'
  | 'form'
  | 'form again'
  | 'checkin'
  | 'request'
  | 'confirm'
  | 'chase'
  | 'escalation'
  | 'summary'
  | 'digest'
  | 'branchDigest'

/** How people recognise a letter: by what its card is called. */
const TITLES: [string, Kind][] = [
  ['【会议通知】', 'notice'],
  ['请反馈', 'ask'],
  ['请假还差一步', 'form'],
  ['【签到】', 'checkin'],
  ['活动纪实待提交', 'request'],
  ['纪实确认', 'confirm'],
  ['活动纪实提醒', 'chase'],
  ['活动纪实待跟进', 'escalation'],
  ['今日待办汇总', 'summary'],
]

/** What counts towards the daily cap. The administrator of the escalations gets no other reminder. */
const REMINDERS: string[] = ['ask', 'form again', 'chase', 'summary'] satisfies Kind[]

/** A letter that falls due; of the reminders to one person on one day the cap lets through so many. */
export type Due = { line: string; reminds?: { who: string; day: string } }

/** What is sent in any case, and what is sent only as far as the cap allows. */
export type Wanted = { must: Ledger; may: Ledger }

/** Who does what in a branch: some say 参加, one says 请假, some check in, and every other secretary reports. */
export function roles({ id, members }: Branch) {
  return {
    joining: members.slice(1, 4),
    leaving: members.slice(4, 5),
    present: members.slice(1, 6),
    reports: Number(id.slice(1)) % 2 === 1,
  }
}

/** One line of the ledger. */
export function lineOf(receiver: string, kind: string, title: string): string {
  return `${receiver} ${kind} ${title}`
}

/** What falls due at a step, from config and clicks alone. */
export function dueAt(college: College, step: number): Due[] {
  const digest = step === DIGEST_STEP ? digestsOf(college) : []
  // One card a day, however many reports are overdue; what comes later on a day waits for the next.
  const escalation = isFirstOfDay(step) ? [{ line: lineOf(college.admin.openId, 'escalation', '') }] : []
  return [...digest, ...escalation, ...college.branches.flatMap((branch) => dueOf(branch, step))]
}

/** The committee's, and each branch's own to its secretary. */
function digestsOf({ committee, branches }: College): Due[] {
  const own = branches.map(({ secretary }) => ({ line: lineOf(secretary.openId, 'branchDigest', '') }))
  return [{ line: lineOf(committee, 'digest', '') }, ...own]
}

function isFirstOfDay(step: number): boolean {
  return step === ESCALATED || (step > ESCALATED && dayAt(stepAt(step)) !== dayAt(stepAt(step - 1)))
}

/** How many steps after its notice a batch is overdue for so long that an administrator hears of it. */
const ESCALATED = 5

function dueOf(branch: Branch, step: number): Due[] {
  const { chat, secretary, members } = branch
  const { joining, leaving, reports } = roles(branch)
  const at = (age: number, write: (title: string) => Due[]) =>
    step - age < 0 ? [] : write(titleOf(step - age, branch.id))
  const reminder = ({ openId: who }: Somebody, kind: Kind, title: string): Due => ({
    line: lineOf(who, kind, title),
    reminds: { who, day: dayAt(stepAt(step)) },
  })
  const quiet = new Set([...joining, ...leaving])
  return [
    ...at(0, (title) => [
      { line: lineOf(chat, 'notice', title) },
      ...leaving.map((who) => ({ line: lineOf(who.openId, 'form', title) })),
    ]),
    // Who said 请假 without a reason is asked for it once more, with the same form.
    ...at(1, (title) => [
      ...members.filter((who) => !quiet.has(who)).map((who) => reminder(who, 'ask', title)),
      ...leaving.map((who) => reminder(who, 'form again', title)),
    ]),
    ...at(2, (title) => [{ line: lineOf(chat, 'checkin', title) }]),
    ...at(3, (title) => [
      { line: lineOf(chat, 'request', title) },
      ...(reports ? [{ line: lineOf(secretary.openId, 'confirm', title) }] : []),
    ]),
    ...at(4, (title) => (reports ? [] : [reminder(secretary, 'chase', title)])),
  ]
}

/**
 * Counts what is due. Which of the reminders of a day are sent by themselves and which in the day's summary depends on
 * which comes first; how many reach a person is certain, and that none reaches anybody twice.
 */
export function wantedOf(dues: Due[]): Wanted {
  const reminders = dues.flatMap(({ line, reminds }) => (reminds === undefined ? [] : [{ line, ...reminds }]))
  const days = ledgerOf(reminders.map(({ who, day }) => dayLine(who, day)))
  const full = reminders.filter(({ who, day }) => (days.get(dayLine(who, day)) ?? 0) >= DAILY_CAP)
  const summaries = new Set(full.map(({ who, day }) => lineOf(who, 'summary', day)))
  const certain = dues.flatMap(({ line, reminds }) => (reminds === undefined ? [line] : []))
  return {
    must: new Map([
      ...ledgerOf(certain),
      ...[...days].map(([line, count]): [string, number] => [line, Math.min(count, DAILY_CAP)]),
      ...ledgerOf(summaries),
    ]),
    may: ledgerOf(reminders.map(({ line }) => line)),
  }
}

/** How many letters that are. */
export function countOf({ must }: Wanted): number {
  return [...must].reduce((sum, [line, count]) => (isSummary(line) ? sum : sum + count), 0)
}

function isSummary(line: string): boolean {
  return line.split(' ')[1] === 'summary'
}

function isDay(line: string): boolean {
  return line.split(' ')[1] === 'reminders'
}

function isNamed({ repeated, unasked }: Verdict, line: string): boolean {
  const [who = ''] = line.split(' ')
  return [...repeated, ...unasked].some((one) => one.startsWith(`${who} `))
}

function dayLine(who: string, day: string): string {
  return lineOf(who, 'reminders', day)
}

/** Counts what the platform saw: every letter, and the reminders of each person and day. */
export function sentOf(calls: readonly Call[]): Ledger {
  const ledger: Ledger = new Map()
  const count = (line: string) => ledger.set(line, (ledger.get(line) ?? 0) + 1)
  for (const call of calls) {
    const line = lineSeen(call)
    if (line === undefined || call.receiver === undefined) continue
    const day = dayAt(Temporal.Instant.from(call.at))
    const counted = named(line, { day, again: ledger.has(line) })
    count(counted)
    if (REMINDERS.includes(counted.split(' ').slice(1, -1).join(' '))) count(dayLine(call.receiver, day))
  }
  return ledger
}

// The form that follows 请假 and the reminder of it look alike: the second is the reminder.
function named(line: string, { day, again }: { day: string; again: boolean }): string {
  if (isSummary(line)) return `${line}${day}`
  return again ? line.replace(' form ', ' form again ') : line
}

const seen = new WeakMap<Call, string>()

/** The line of a call that put a message into a chat; undefined for every other call. */
export function lineSeen(call: Call): string | undefined {
  if (call.effect !== 'new' || call.receiver === undefined) return undefined
  const line = seen.get(call) ?? lineOfCard(call.receiver, call.content ?? '')
  seen.set(call, line)
  return line
}

function lineOfCard(receiver: string, content: string): string {
  const kind = kindOf(content)
  const title = ['digest', 'branchDigest', 'escalation', 'summary'].includes(kind)
    ? ''
    : (/演练\d+-B\d+/.exec(content)?.[0] ?? '')
  return lineOf(receiver, kind, title)
}

function kindOf(content: string): string {
  const card = JSON.parse(content) as { header?: { title?: { content?: string } } } // what the bot sent
  const title = card.header?.title?.content ?? ''
  if (/周报（.*）$/.test(title)) return 'digest'
  if (/周小结$/.test(title)) return 'branchDigest'
  return TITLES.find(([begin]) => title.startsWith(begin))?.[1] ?? `other: ${title}`
}

/** Counts lines. */
export function ledgerOf(lines: Iterable<string>): Ledger {
  const ledger: Ledger = new Map()
  for (const line of lines) ledger.set(line, (ledger.get(line) ?? 0) + 1)
  return ledger
}

export type Verdict = { lost: string[]; repeated: string[]; unasked: string[] }

/** Compares what had to be sent with what was sent. */
export function judge({ must, may }: Wanted, sent: Ledger): Verdict {
  const verdict: Verdict = { lost: [], repeated: [], unasked: [] }
  for (const [line, count] of must) if ((sent.get(line) ?? 0) < count) verdict.lost.push(line)
  // One too many of a day is named by its own line, unless it is one that would have been due.
  for (const [line, count] of [...sent].toSorted(([a], [b]) => Number(isDay(a)) - Number(isDay(b)))) {
    const wanted = (must.get(line) ?? 0) + (may.get(line) ?? 0)
    if (count <= wanted || (isDay(line) && isNamed(verdict, line))) continue
    ;(wanted === 0 ? verdict.unasked : verdict.repeated).push(line)
  }
  return verdict
}
