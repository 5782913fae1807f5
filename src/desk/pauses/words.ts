import type { Relays } from '../../cards/need.ts'
import type { Refusal, Verb } from './types.ts'

/** What is said about pauses. */
export const words = {
  college: '全院',
  begun: (of: string) => `已暂停：${of}的通知和提醒。`,
  pausedBefore: (of: string, since: string) => `${of}的通知和提醒自${since}起已暂停，无需再次暂停。`,
  stillSent: '对您操作的答复、待审批事项、改期和取消仍会发送。',
  waiting: '等待发送：',
  nothingWaiting: '目前没有等待发送的消息。',
  waitingLine: (kind: string, count: number, until: string | null) =>
    until === null ? `${kind}${count}条，恢复后仍会发送` : `${kind}${count}条，最早的${until}过时`,
  resumeHint: '发送“恢复”后继续，过时的不再补发。',
  ended: (of: string) => `已恢复：${of}的通知和提醒。`,
  notPaused: (of: string) => `${of}的通知和提醒没有暂停，无需恢复。`,
  going: (kinds: string) => `现在发送：${kinds}。仍按免打扰时段和每日上限。`,
  lapsed: (kinds: string) => `已过时，不再发送：${kinds}。`,
  resume: '恢复',
  nothingHeld: '暂停期间没有积压的消息。',
  kindCount: (kind: string, count: number) => `${kind}${count}条`,
  between: '，',
  helpOfPause: '暂停通知和提醒；书记暂停本支部，管理员须写明支部或全院',
  helpOfResume: '恢复通知和提醒，并告知发送和过时的条数',
}

/** Every refusal in words, with the cure. */
export const refusals = {
  mayNot: () => '暂停和恢复消息需要该支部的书记或学院管理员办理。',
  which: (word: string) => `请写明支部或全院，例如：${word} B10，或：${word} 全院。`,
  unknown: (word: string) => `没有找到这个支部，请写支部的名称、简称或编号，例如：${word} B10。`,
  several: () => '有几个支部的名称都含有这些字，请写全称或编号。',
} satisfies Record<Refusal, (word: string) => string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'pause' } satisfies Relays<Refusal>

/** What was asked for, as people write it. */
export const verbs: Record<Verb, string> = { pause: '暂停', resume: '恢复' }
