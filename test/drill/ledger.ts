import type { Call } from '../../src/sandbox/calls.ts'
import { type Branch, type College, DIGEST_STEP, stepAt, titleOf } from './college.ts'

/** Letters by who gets them, of which kind, about which meeting; and how many of each. */
export type Ledger = Map<string, number>

export type Kind =
  | 'notice'
  | 'ask'
  | 'form'
  | 'checkin'
  | 'request'
  | 'confirm'
  | 'chase'
  | 'escalation'
  | 'digest'

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
]

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

/** What has to be sent at a step, from config and clicks alone. */
export function expectedAt(college: College, step: number): string[] {
  const digest = step === DIGEST_STEP ? [lineOf(college.committee, 'digest', '')] : []
  // One card a day, however many reports are overdue; what comes later on a day waits for the next.
  const escalation = isFirstOfDay(step) ? [lineOf(college.admin.openId, 'escalation', '')] : []
  return [...digest, ...escalation, ...college.branches.flatMap((branch) => expectedOf(branch, step))]
}

function isFirstOfDay(step: number): boolean {
  const day = (of: number) => stepAt(of).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return step === ESCALATED || (step > ESCALATED && !day(step).equals(day(step - 1)))
}

/** How many steps after its notice a batch is overdue for so long that an administrator hears of it. */
const ESCALATED = 5

function expectedOf(branch: Branch, step: number): string[] {
  const { chat, secretary, members } = branch
  const { joining, leaving, reports } = roles(branch)
  const at = (age: number, write: (title: string) => string[]) =>
    step - age < 0 ? [] : write(titleOf(step - age, branch.id))
  const quiet = new Set([...joining, ...leaving])
  return [
    ...at(0, (title) => [
      lineOf(chat, 'notice', title),
      ...leaving.map((who) => lineOf(who.openId, 'form', title)),
    ]),
    // Who said 请假 without a reason is asked for it once more, with the same form.
    ...at(1, (title) => [
      ...members.filter((who) => !quiet.has(who)).map((who) => lineOf(who.openId, 'ask', title)),
      ...leaving.map((who) => lineOf(who.openId, 'form', title)),
    ]),
    ...at(2, (title) => [lineOf(chat, 'checkin', title)]),
    ...at(3, (title) => [
      lineOf(chat, 'request', title),
      ...(reports ? [lineOf(secretary.openId, 'confirm', title)] : []),
    ]),
    ...at(4, (title) => (reports ? [] : [lineOf(secretary.openId, 'chase', title)])),
  ]
}

/** The line of a call that put a message into a chat; undefined for every other call. */
export function lineSeen(call: Call): string | undefined {
  if (call.effect !== 'new' || call.receiver === undefined) return undefined
  const content = call.content ?? ''
  const kind = kindOf(content)
  const title = kind === 'digest' || kind === 'escalation' ? '' : (/演练\d+-B\d+/.exec(content)?.[0] ?? '')
  return lineOf(call.receiver, kind, title)
}

function kindOf(content: string): string {
  const card = JSON.parse(content) as { header?: { title?: { content?: string } } } // what the bot sent
  const title = card.header?.title?.content ?? ''
  if (title.endsWith('组织生活周报')) return 'digest'
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
export function judge(expected: Ledger, sent: Ledger): Verdict {
  const verdict: Verdict = { lost: [], repeated: [], unasked: [] }
  for (const [line, count] of expected) if ((sent.get(line) ?? 0) < count) verdict.lost.push(line)
  for (const [line, count] of sent) {
    const wanted = expected.get(line) ?? 0
    if (count > wanted) (wanted === 0 ? verdict.unasked : verdict.repeated).push(line)
  }
  return verdict
}
