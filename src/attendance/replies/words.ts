import type { Cause } from '../../letters/types.ts'
import type { Meeting } from '../../meetings/types.ts'

/** What is answered to 参加 and 请假 that somebody wrote. */
export const words = {
  outdated: '会议安排有变，请在新的通知上反馈。',
  withdrawn: '此通知已撤回，请以之后的通知为准。',
  which: '有多次会议可以反馈，请在对应会议的消息上点“参加”或“请假”。',
  none: '目前没有等您反馈的会议。',
  unclear: '没看出是哪次会议，请在那次会议的消息上点“参加”或“请假”。',
  past: '已开过的会议，到会以签到为准，漏签的请向支部书记说明；还没开的会议，请在它的消息上点“参加”或“请假”。',
}

/** Why it was sent. */
export const cause: Cause = { because: '您写了“参加”或“请假”', stops: '不写则不会收到' }

export type Note = keyof typeof words

/** Whether this is an answer that names no meeting. */
export function isNote(what: Meeting | string): what is Note {
  return typeof what === 'string' && what in words
}
