import type { Cause } from '../letters/types.ts'
import type { LinkState } from './types.ts'
import type { Refusal } from './links/types.ts'

/** What the card with a private link says. */
export const words = {
  details: '查看明细',
  title: (page: string) => `查看明细：${page}`,
  open: '打开',
  renew: '重新获取',
  sent: '链接已私聊发给您，10分钟内有效。',
  renewed: '已换成新链接，10分钟内有效。',
  noPages: '学院没有开放网页，此链接不能使用。',
  states: {
    open: '在浏览器里查看，链接10分钟内有效，只能用一次，请勿转发。打开后8小时内不用再取。',
    used: '链接已使用。打开过的浏览器8小时内可继续查看；换设备请重新获取。',
    expired: '链接已过期。',
  } satisfies Record<Exclude<LinkState, 'unknown'>, string>,
}

/** Why no link is sent. */
export const refusals: Readonly<Record<Refusal, string>> = {
  noPages: '学院没有开放网页。',
  unknown: '这一页已经没有了。',
  mayNot: '您目前无权查看这一页。',
  notYours: '这个链接不是发给您的。',
  already: '链接刚刚已私聊发给您。',
}

/** Why it was sent. */
export const cause: Cause = { because: '您点了“查看明细”', stops: '不点则不会收到' }
