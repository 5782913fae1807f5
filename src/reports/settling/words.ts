import type { Cause } from '../../letters/types.ts'

/** What an administrator reads of what may be waived 免交 or asked for again 重开. */
export const words = {
  help: '免交待提交的材料，或重新要求提交，如“免交 B05”（学院管理员，私聊发给您）',
  open: '免交或重开',
  title: '免交或重开',
  titleOf: (branch: string) => `免交或重开：${branch}`,
  waive: '待提交的材料，可写明理由后免交：',
  reopen: '已提交、已通过或已免交的材料，可另定截止日期重开；填写人会收到填写卡，原内容保留：',
  further: (count: number) => `另有${count}份未列出，可写明支部，如“免交 B05”。`,
  none: '没有可免交或重开的材料。',
  notAdmin: '免交和重开由学院管理员办理。材料逾期的，可在提醒卡片上点“说明情况”。',
  toastOpened: '已发到与您的私聊。',
}

/** Why the card was sent. */
export const cause: Cause = { because: '您打开了免交或重开', stops: '不打开则不会收到' }
