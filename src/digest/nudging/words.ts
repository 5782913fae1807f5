import type { Relays } from '../../cards/need.ts'
import type { Cause } from '../../letters/types.ts'
import type { Hindrance } from '../../reports/types.ts'
import type { Refusal } from './types.ts'

/** What the preview of a reminder by hand says. */
export const words = {
  nudge: '催办',
  title: '催办：发送前核对',
  doneTitle: '催办：已发出',
  droppedTitle: '催办：已取消',
  says: (records: number, people: number) =>
    `将提醒${people}位负责人，共${records}份活动纪实。每人只收到一条私聊，群里不显示。`,
  nobodyToNudge: '目前没有需要催办的。',
  cameSince: (count: number) => `周日24:00以后已交或已办结的${count}份，不在其中。`,
  line: (name: string, title: string, due: string) => `${name}：${title}，应于${due}前提交`,
  hindered: (line: string, why: string) => `${line}（${why}，本次不提醒）`,
  hindrances: {
    nudged: '今天已催办',
    reminded: '今天已提醒',
    applied: '已申请延期，待答复',
  } satisfies Record<Hindrance, string>,
  hint: '夜里、放假日和暂停期间不发送，到时再发；每人每天的提醒上限不变。',
  further: (count: number) => `另有${count}个支部。`,
  furtherOf: (count: number) => `另有${count}份`,
  confirm: '确认催办',
  cancel: '取消',
  done: (people: number, records: number) => `已安排提醒${people}位负责人，共${records}份。`,
  doneToday: (people: number, records: number) => `今天已催办${people}位负责人，共${records}份`,
  dropped: '已取消，没有提醒任何人。',
  opened: '名单已私聊发给您，确认后才会提醒。',
}

/** Every refusal in words. */
export const refusals = {
  mayNot: '催办由学院管理员办理。',
  notYours: '这张卡片由打开它的同志确认。',
  already: '今天已催办，无需重复。',
  nobody: '目前没有需要催办的。',
  dropped: '已取消。如需催办，请在周报上再点一次。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'nudge' } satisfies Relays<Refusal>

/** Why the preview was sent. */
export const cause: Cause = { because: '您在周报上点了“催办”', stops: '不点则不会收到' }
