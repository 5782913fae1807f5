import type { Fault } from './types.ts'

/** What is said about choosing figures on a page. */
export const words = {
  filters: '筛选',
  scope: '范围',
  type: '类型',
  range: '时间',
  from: '从',
  until: '到',
  allTypes: '全部类型',
  ownDays: '自选日期',
  submit: '查看',
  faults: {
    scope: (said) => `没有这个范围：“${said}”。请在上面重新选择。`,
    type: (said) => `没有这种会议类型：“${said}”。请在上面重新选择。`,
    unknown: (said) =>
      `没有看懂时间：“${said}”。可写“本月”“2026-09..11”或“2026-09-01..2026-11-15”，也可在上面选择。`,
    several: (said) => `“${said}”有几种可能，请点选要看的一项：`,
    turned: () => '开始日期晚于结束日期。要看的可能是：',
    tooLong: () => '一次最多统计12个月，可分段查看：',
  } satisfies Record<Fault, (said: string) => string>,
}
