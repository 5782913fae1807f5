import type { Cause } from '../../letters/types.ts'

/** What is said about the month's platform calls. */
export const words = {
  help: '“统计 配额”：本月接口用量与月底预计（管理员）',
  mayNot: '接口用量由学院管理员查看。',
  title: (month: Temporal.PlainYearMonth) => `${month.year}年${month.month}月接口用量`,
  used: (used: number, monthly: number) =>
    `本月已用${used}次，占月度额度${monthly}次的${Math.floor((used / monthly) * 100)}%。`,
  projected: (projected: number) => `按近几日用量，预计月底约${projected}次。`,
  within: '预计在额度之内。',
  beyond: '预计超出额度：额度用完后，平台到下月才再接受调用。可请飞书管理员升级版本，或减少提醒。',
  near: '用量已达额度的80%，本月只提示这一次。',
  none: '本月还没有调用。',
  counts: '每次调用都计入，含平台未答复的；额度按学院设定，以飞书管理后台为准。',
  kind: '类别',
  calls: '次数',
}

/** What each kind of call is for. */
const kinds: Readonly<Record<string, string>> = {
  send: '发送消息',
  reply: '回复消息',
  patch: '更新卡片',
  recall: '撤回消息',
  bot_info: '查询机器人',
  chats: '查询群列表',
  members: '查询群成员',
  users: '查询人员',
  resource: '下载图片',
  image: '上传图片',
}

/** A kind of call in words; one that has none is shown as it is. */
export function kindOf(api: string): string {
  return kinds[api] ?? api
}

/** Why each letter of this part was sent. */
export const causes = {
  asked: { because: '您查询了统计', stops: '不查询则不会收到' },
  near: (monthly: number) => ({
    because: '本月接口用量已达额度的80%',
    rule: { says: `学院设定每月额度${monthly}次`, key: 'quota.monthly' },
    stops: '每月最多提示一次',
  }),
} satisfies Record<string, Cause | ((monthly: number) => Cause)>
