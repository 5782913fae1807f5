import type { Cause } from '../../letters/types.ts'
import type { Pointer } from './types.ts'

/** What is answered where it can be said in words. */
export const pointers: Record<Exclude<Pointer, 'checkIn'>, string> = {
  silent: '各次会议的反馈人数，发送“会议”可以看到。名单由负责会议的同志在会议卡片上点“反馈情况”查看。',
  nudge:
    '截止前，尚未反馈的同志一般会各收到一次私聊提醒，临近才通知的会议除外。负责会议的同志可在会议卡片上点“反馈情况”，再点“提醒未反馈者”。',
  roll: '各次会议的应到、参加和请假人数，发送“会议”可以看到。名单由负责会议的同志在会议卡片上查看。',
  leaveBack: '如改为参加，请在收到的请假卡片上点“改为参加”。',
  reportLater: '请在活动纪实的卡片上点“申请延期”，选好日期后提交。截止后仍可补交。',
}

export const words = {
  title: '签到',
  open: (title: string) => `${title}正在签到：`,
  none: (before: string) =>
    `现在没有等您签到的会议。签到在会议开始前${before}开放，届时请点签到卡上的“签到”。`,
} as const

/** Why the answer was sent. */
export const cause: Cause = { because: '您发来的话另有办理方式', stops: '不发则不会收到' }
