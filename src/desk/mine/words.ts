import type { OwnRecord } from '../../attendance/service.ts'
import { shortDay } from '../../time/format.ts'
import type { Cause } from '../../letters/types.ts'

type Mark = OwnRecord['mark']
type Noted = OwnRecord['noted']

/** What 我的记录 says. */
export const words = {
  help: '查看存储的本人信息和本年到会记录，申请更正',
  title: '我的记录',
  person: '本人信息',
  facts: {
    name: '姓名',
    branch: '支部',
    group: '党小组',
    type: '类别',
    offices: '职务',
    status: '状态',
    account: '飞书账号',
    probation: '预备期起',
    hours: '本年学时',
  },
  named: (name: string, id: string) => `${name}（编号${id}）`,
  voting: (type: string, voting: boolean) => `${type}党员，${voting ? '有' : '无'}表决权`,
  none: '无',
  day: (day: Temporal.PlainDate) => `${day.year}年${shortDay(day)}`,
  ahead: '近期会议',
  aheadLine: (when: string, title: string, answer: string) => `${when} ${title}：${answer}`,
  account: (known: boolean) => (known ? '已登记' : '未登记'),
  source: '以上来自学院名单，由学院管理员维护，名单更正后这里随之更新。',
  year: (year: number) => `${year}年到会`,
  counts: (c: { held: number; present: number; late: number; leave: number; absent: number }) =>
    `应到${c.held}次：实到${c.present}${c.late === 0 ? '' : `（迟到${c.late}）`}，请假${c.leave}，缺席${c.absent}`,
  open: (count: number) => `，待核实${count}`,
  made: (count: number) => `；其中已补学${count}`,
  madeUp: (mark: string) => `${mark}，已补学`,
  observed: (count: number) => `列席${count}次。`,
  keptFrom: (day: string) => `逐人的到会记录只保存${day}以来的，更早的会议只有人数。`,
  nothing: '本年还没有到会记录。',
  line: (r: { day: string; title: string; mark: string; noted: string }) =>
    `${r.day} ${r.title}：${r.mark}${r.noted}`,
  marks: { present: '实到', late: '迟到', leave: '请假', absent: '缺席' } satisfies Record<
    NonNullable<Mark>,
    string
  >,
  unconfirmed: '待核实',
  observer: '列席',
  exempt: '不计入应到',
  category: (mark: string, category: string) => `${mark}（${category}）`,
  further: (count: number) => `另有${count}次较早的记录。`,
  correct: '申请更正',
  which: '哪次会议',
  whichHint: '请选择',
  said: '哪里有误',
  saidHint: '如：当天14:05已到会，忘记签到',
  submit: '提交',
  who: '更正由支部书记办理，会后超过72小时的由学院管理员办理。',
  page: {
    correct: '有误时，请在与支部助手的私聊里发“我的记录”，选会议、写明哪里有误。',
    aheadNothing: '近期没有通知到您的会议。',
    columns: { meeting: '会议', when: '时间', day: '日期', answer: '我的反馈', mark: '到会' },
    tiles: { held: '应到', present: '实到', leave: '请假', absent: '缺席', open: '待核实', observed: '列席' },
    late: (count: number) => `含迟到${count}次`,
    made: (count: number) => `已补学${count}次`,
  },
}

/** Where a mark comes from. */
export function notedText(noted: Noted): string {
  switch (noted.by) {
    case 'self':
      return '（本人签到）'
    case 'person':
      return `（${noted.name}登记）`
    case 'history':
      return '（历史记录导入）'
    case 'roll':
    case 'nobody':
      return ''
  }
}

/** How somebody was marked. */
export function markOf({ role, mark, category, madeUp }: OwnRecord): string {
  if (role === 'exempt') return words.exempt
  if (role === 'observer') return mark === null ? words.none : words.observer
  if (mark === null) return words.unconfirmed
  const said = words.marks[mark]
  const of = mark === 'leave' && category !== null ? words.category(said, category) : said
  return madeUp ? words.madeUp(of) : of
}

/** Why it was sent. */
export const cause: Cause = { because: '您查询了“我的记录”', stops: '不查询则不会收到' }
