import type { Cause } from '../../letters/types.ts'
import type { Refusal } from './types.ts'

/** What is said before and after an administrator sends a digest. */
export const words = {
  title: { send: '发送周报', again: '重发周报' },
  which: '周报',
  where: '发到',
  chat: '学院党委群',
  reason: '原因',
  hint: {
    send: '确认后立即统计并发出；已经发出的不会再发。要先看内容，可发“周报 预览”。',
    again: '确认后原样再发一次，并写明“重发”和原因；数字不重新统计。',
  },
  confirm: '确认发送',
  drop: '取消',
  done: '已安排发送。',
  dropped: '已取消。',
  ended: { done: '已安排发送', dropped: '已取消，没有发送' },
  again: (title: string) => `重发：${title}`,
  why: (reason: string) => `重发原因：${reason}`,
  preview: (title: string) => `预览：${title}`,
  notSent: '这是预览，按现在的记录统计，没有发给任何人；正式的周报以周日24:00为准，生成后不再改动。',
}

/** Why nothing is sent. */
export const refusals = {
  mayNot: '发送周报由学院管理员办理。',
  already: '这一项已经处理。',
  gone: '没有找到这一项，请重新发送“周报”的命令。',
  sentBefore: '这一期周报已经发出，不会重复发送。需要再发一次，可发“周报 重发 原因”。',
  noChat: '没有填写学院党委群，无处可发。请在 college.yaml 的 chats.committee 填上群的 chat_id。',
} satisfies Record<Refusal, string>

/** Why an administrator sees the order. */
export const cause: Cause = {
  because: '您要求发送或重发周报',
  stops: '不要求则不会收到',
}
