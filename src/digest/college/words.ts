/** What the committee's digest says beside its figures. */
export const words = {
  receipt: (time: string, hash: string) => `凭据：${time}发往学院党委群，校验值${hash}`,
  week: '上周情况',
  rate: (rate: string, change: string) => `到会率${rate}（请假不计）${change}`,
  shortRate: (branches: number) => `到会率数据不足（${branches}个支部），暂不统计`,
  someShort: (branches: number) => `；其中${branches}个支部数据不足`,
  up: (by: number) => `，比前一周高${by}个百分点`,
  down: (by: number) => `，比前一周低${by}个百分点`,
  same: '，与前一周持平',
  onTime: (count: number) => `，其中按时${count}份`,
  trend: (weeks: number, of: string) => `近${weeks}周${of}`,
  rates: '到会率',
  onTimes: '纪实按时率',
  line: (name: string, values: readonly string[]) => `${name}：${values.join('、')}`,
  teachingWeek: (n: number) => `第${n}周`,
  nothing: '—',
  percent: (value: number) => `${value}%`,
  few: (shown: number, all: number) =>
    shown === 0
      ? `共${all}个支部，均无需要关注的事项；逐个数字见下方按钮。`
      : `共${all}个支部，下表只列需要关注的${shown}个；其余见下方按钮。`,
  cadence: '组织生活完成情况（已开/应开）',
  place: (n: number, all: number) => `（${n}/${all}）`,
  met: (duty: string, met: number, of: number) => `${duty}${met}/${of}`,
  metLine: (all: readonly string[]) => `已完成的支部：${all.join('、')}`,
  plans: (range: string) => `本周安排（${range}）`,
  noPlans: '本周暂无已安排的活动',
  plan: (when: string, name: string, title: string) => `${when} ${name}：${title}`,
  furtherPlans: (count: number) => `另有${count}次`,
  college: '学院层面',
  ledger: '台账',
  ledgerHint: '各支部情况可发“台账”查看。',
}
