import type { FigureName } from '../../measures/types.ts'

/** What the page of figures says beside what the card says. */
export const words = {
  name: '统计',
  glance: '概况',
  all: '全部数字',
  allOf: (days: string) => `${days}的全部数字，点一个数字查看它由哪些会议或纪实组成`,
  charts: '图表',
  table: '各支部数字',
  tableOf: (rows: number) => `${rows}行，点一个数字查看它由哪些会议或纪实组成`,
  columns: { name: '指标', count: '数', how: '怎样统计', branch: '支部', rate: '到会率' },
  none: '这段时间没有可计的会议和纪实。',
  toBranch: '查看支部页',
  chart: { label: '名称', value: '数', data: '查看数据表' },
  week: '周',
  tiles: {
    planned: (count: string) => `计划${count}次`,
    due: (count: string) => `应到${count}`,
    reports: (count: string) => `应交${count}份`,
    rate: '请假不计',
  },
}

/** The figures that are seen at a glance, as far as there are any. */
export const GLANCE: readonly FigureName[] = [
  'held',
  'present',
  'leave',
  'absent',
  'reportsOnTime',
  'reportsMissing',
]
