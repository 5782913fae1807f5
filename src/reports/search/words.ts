import type { Cause } from '../../letters/types.ts'
import { dayName, shortDay } from '../../time/format.ts'
import type { Found } from './types.ts'

/** What people read about finding records. */
export const words = {
  help: '查找活动纪实，可写支部、类型、时间（如“11月”“本学期”）和内容中的词',
  exportHelp:
    '导出已完成的活动纪实为Word，可像“查纪实”一样写支部、类型、时间；“导出 台账 本支部 本月”导出台账',
  title: '查纪实',
  exportTitle: '导出',
  exportNone: '您可导出的纪实中没有符合条件的。纪实完成后即可导出。',
  exportHow: '导出的文件会私聊发给您。也可写明要找的，如“导出 支部党员大会 11月”。只列出已完成的纪实。',
  found: (count: number, most: number) =>
    count > most ? `找到的多于${most}份，最近的${most}份如下。` : `找到${count}份。`,
  none: '您可查看的纪实中没有符合条件的。',
  how: '发送“查纪实”，后面用空格隔开支部、类型、时间或内容中的词，如“查纪实 支部党员大会 11月 学习”。只列出已完成的纪实。',
  one: ({ title, branch, on }: Found) => `${on.year}年${shortDay(on)}（${dayName(on)}）　${branch}\n${title}`,
  view: '查看',
  sent: '已私聊发给您。',
}

/** Why the letters of this part were sent. */
export const causes = {
  found: { because: '您发送了“查纪实”', stops: '不发则不会收到' },
  exportable: { because: '您发送了“导出”', stops: '不发则不会收到' },
  view: { because: '您点了“查看”', stops: '不点则不会收到' },
} satisfies Record<string, Cause>
