/** What a table of a week's figures says on the command line. */
export const words = {
  branch: '支部',
  uncounted: '未能统计',
  none: '—',
  percent: (value: string) => `${value}%`,
  sent: (at: string) => `数字取自${at}生成的周报。`,
  now: (at: string) => `这一周没有生成过周报，以下按${at}的记录统计。`,
}
