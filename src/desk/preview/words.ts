import type { Cause } from '../../letters/types.ts'
import type { Refusal, To } from './types.ts'

/** What a preview says. */
export const words = {
  title: '待发消息',
  days: (from: string, to: string) => `${from}–${to}`,
  none: '这几天没有将要发送的消息。',
  total: ({ groups, people }: { groups: number; people: number }) =>
    `将发送${groups + people}条：群消息${groups}条，私聊${people}条。`,
  held: (count: number) => `另有${count}条因暂停而等待，恢复后仍有效的才发送。`,
  basis: '按目前的安排和反馈推算：有人反馈、办理或调整会议后会相应变化。对您操作的答复不在其中。',
  cut: (day: string) => `内容较多，只推算到${day}。可减少天数再查看。`,
  columns: { when: '时间', to: '发给', what: '消息' },
  what: (kind: string, subject: string) => `${kind}：${subject}`,
  paused: '暂停中',
  pausedWhat: (what: string) => `（暂停中）${what}`,
  working: '正在推算，完成后显示在这张卡片上，通常不到一分钟。',
  further: (count: number) => `另有${count}项未列出，可减少天数再查看。`,
  group: (name: string) => `${name}群`,
  people: (count: number, [first, ...more]: readonly string[]) => {
    if (first === undefined) return `${count}人`
    return more.length === 0 ? `${first}${count}人` : `${more.length + 1}个支部${count}人`
  },
}

/** The receivers in words. */
export function receiver(to: To): string {
  return 'group' in to ? words.group(to.group) : words.people(to.people, to.branches)
}

/** Every refusal in words, with the cure. */
export const refusals = {
  mayNot: '待发消息由学院党委查看。如需了解您的会议安排，请发送“会议”。',
  whichDays: '请写1到31之间的天数，例如：会议 预览 7。不写则为14天。',
  failed: '这次没有推算成功，请稍后再发“会议 预览”。',
} satisfies Record<Refusal, string>

/** Why the preview was sent. */
export const cause: Cause = { because: '您查询了待发消息', stops: '不查询则不会收到' }
