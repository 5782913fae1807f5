import type { Cause } from '../../letters/types.ts'

/** What 列席 says. */
export const words = {
  help: '本年谁列席了哪些会议',
  title: (year: number) => `${year}年列席情况`,
  none: '本年还没有列席记录。',
  columns: { when: '日期', name: '姓名', title: '会议', came: '到会' },
  toCome: '待召开',
  came: (came: boolean) => (came ? '已到' : '未签到'),
  further: (count: number) => `另有${count}条较早的记录。`,
  scope: '只列出您本人列席的，以及您负责的支部的会议和党员；学院管理员可见全部，查看会留下记录。',
}

/** Why it was sent. */
export const cause: Cause = { because: '您查询了“列席”', stops: '不查询则不会收到' }
