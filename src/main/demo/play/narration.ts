import type { Action, What } from './action.ts'
import type { Chats } from './chats.ts'
import type { Kind, Seen } from './seen.ts'

/** Something that happened: a message that came, or something that somebody did. */
export type StoryEvent = { at: Temporal.Instant; about: string } & (
  | { kind: Kind; seen: Seen }
  | { kind: What; action: Action }
)

/** What belongs together in one line, and the names for it. */
type Page = {
  chats: Chats
  /** The messages of these kinds. */
  seen(...kinds: Kind[]): Seen[]
  /** What people did and the bot took. */
  done(...whats: What[]): Action[]
  refused(what: What): Action[]
}

/** Opens what happened together to the one who tells it. */
export function openPage(bucket: readonly StoryEvent[], chats: Chats): Page {
  const seen = bucket.flatMap((one) => ('seen' in one ? [one.seen] : []))
  const actions = bucket.flatMap((one) => ('action' in one ? [one.action] : []))
  return {
    chats,
    seen: (...kinds) => seen.filter(({ kind }) => kinds.includes(kind)),
    done: (...whats) => actions.filter(({ did, taken }) => taken && whats.includes(did.what)),
    refused: (what) => actions.filter(({ did, taken }) => !taken && did.what === what),
  }
}

/** How each kind of event is told; null when there is nothing worth a line. */
export const narration = { notice, ask, answers, checkin, report, chase, digest, talk }

function notice(page: Page): string {
  const all = page.seen('notice', 'cancelled')
  return `〔${receivers(page, all)}〕会议通知：${oneOrCount(all, page.chats.planned, '次会议')}`
}

function ask(page: Page): string {
  const all = page.seen('ask')
  return `〔私聊${people(page, all)}〕尚未反馈，各提醒一次：${oneOrCount(all, page.chats.planned, '次会议')}`
}

function answers(page: Page): string | null {
  const all = page.done('join', 'leave', 'askLeave', 'approve', 'refuse')
  const unit = isSingle(all) ? '人' : '人次'
  const parts = [
    some(page.done('join'), (count) => `${count}${unit}点“参加”`),
    some(page.done('leave'), (count) => `${count}${unit}点“请假”`),
    some(page.done('askLeave'), (count) => `${count}${unit}在私聊中选好请假类别`),
    some(page.done('approve'), (count) => `负责人同意${count}份`),
    some(page.done('refuse'), (count) => `不同意${count}份`),
  ].filter((part) => part !== null)
  return parts.length === 0
    ? null
    : `〔${branches(page, all)}〕反馈：${subject(page, all)}${parts.join('，')}`
}

function checkin(page: Page): string {
  const came = page.done('checkIn')
  const all = [...page.seen('checkin'), ...came, ...page.refused('checkIn')]
  const parts = [
    `${came.length}人签到`,
    some(
      came.filter(({ answer }) => answer.includes('迟到')),
      (count) => `其中${count}人迟到`,
    ),
    some(page.refused('checkIn'), (count) => `另有${count}人在签到结束后才点，未记录`),
  ].filter((part) => part !== null)
  return `〔${branches(page, all)}〕签到：${subject(page, all)}${parts.join('，')}`
}

function report(page: Page): string {
  const all = [...page.seen('request', 'confirm'), ...page.done('submit', 'confirmRoll')]
  const pieces = (count: number) => (isSingle(all) ? '' : `${count}份`)
  const replies = page.done('reply')
  const parts = [
    some(page.seen('request'), (count) => `请核实到会、提交活动纪实${pieces(count)}`),
    some(page.done('confirmRoll'), (count) => `核实到会${count}次`),
    some(
      replies.filter(({ inGroup }) => inGroup),
      (count) => `负责人在群里回复${pieces(count)}`,
    ),
    some(
      replies.filter(({ inGroup }) => !inGroup),
      (count) => `在私聊中写来${pieces(count)}`,
    ),
    some(page.done('fill'), (count) => `用填写卡${pieces(count)}`),
    some(page.done('photo'), (count) => `私聊发来现场照片${count}张`),
    some(page.done('submit'), (count) => `核对后提交${pieces(count)}`),
  ].filter((part) => part !== null)
  return `〔${branches(page, all)}〕纪实：${subject(page, all)}${parts.join('，')}`
}

function chase(page: Page): string {
  const [chases, told] = [page.seen('chase'), page.seen('escalation')]
  const parts = [
    some(chases, () => `提醒负责人${distinct(chases, ({ to }) => to)}位`),
    some(told, () => `请${distinct(told, ({ to }) => to)}位学院管理员跟进`),
  ].filter((part) => part !== null)
  return `〔私聊〕纪实催办：${parts.join('，')}`
}

function digest(page: Page): string {
  const [first] = page.seen('digest')
  const own = page.seen('branchDigest').length
  const said = `〔${page.chats.receiver(first?.to ?? '')}〕${first?.title ?? ''}：${first?.lines.slice(0, 3).join('；') ?? ''}`
  return own === 0 ? said : `${said}；${own}位支部书记各收到本支部小结`
}

function talk(page: Page): string | null {
  const said = page.done('say')
  const words = [...new Set(said.map(({ did }) => (did.what === 'say' ? `“${did.text}”` : '')))]
  return said.length === 0 ? null : `〔私聊〕有人发来${words.join('')}，即时答复`
}

function some<T>(all: readonly T[], tell: (count: number) => string): string | null {
  return all.length === 0 ? null : tell(all.length)
}

function distinct<T>(all: readonly T[], of: (one: T) => string): number {
  return new Set(all.map(of)).size
}

function oneOrCount(
  all: readonly { about: string }[],
  name: (about: string) => string,
  unit: string,
): string {
  const abouts = [...new Set(all.map(({ about }) => about))]
  const [only] = abouts
  return only !== undefined && abouts.length === 1 ? name(only) : `${abouts.length}${unit}`
}

/** The meeting, when it is about one. */
function subject({ chats }: Page, all: readonly { about: string }[]): string {
  const [first] = all
  return first !== undefined && isSingle(all) ? `${chats.meeting(first.about)}，` : ''
}

function isSingle(all: readonly { about: string }[]): boolean {
  return all.every(({ about }) => about === all[0]?.about)
}

function receivers({ chats }: Page, all: readonly Seen[]): string {
  const names = [...new Set(all.map(({ to }) => chats.receiver(to)))].sort()
  return names.length > 3 ? `${names.length}个群` : names.join('、')
}

function people({ chats }: Page, all: readonly Seen[]): string {
  const names = [...new Set(all.map(({ about }) => chats.branch(about)))].sort()
  return `${names.length > 3 ? `${names.length}个支部` : names.join('、')}${distinct(all, ({ to }) => to)}位成员`
}

function branches({ chats }: Page, all: readonly { about: string }[]): string {
  const names = [...new Set(all.map(({ about }) => chats.branch(about)))].sort()
  return names.length > 3 ? `${names.length}个支部` : names.join('、')
}
