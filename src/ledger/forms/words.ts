import type { When } from '../steps/types.ts'

const KINDS = {
  teacher: '教工党支部',
  staff: '机关党支部',
  retired: '离退休党支部',
  undergrad: '本科生党支部',
  postgrad: '研究生党支部',
  other: '其他党支部',
} as const

/** The words of the forms in which a programme is filled in. */
export const words = {
  unset: '未填',

  kinds: KINDS,
  rows: {
    'each-branch': '各支部',
    branches: '指定的支部',
    'nominate-member': '由各支部推荐人选',
    'nominate-project': '由各支部申报项目',
    list: '表中所列',
  },
  chosen: (names: readonly string[]) => names.join('、'),
  listed: (n: number) => `表中所列${n}行`,
  nominated: (what: string, most: number) => `${what}，每支部至多${most}项`,
  digest: { line: '写一行', attention: '落后时才写', off: '不写' },

  titleLabel: '标题',
  titleHint: '例如：2026年责任书',
  rowsLabel: '对象',
  rowsHint: '请选择',
  branchesLabel: '指定的支部（选“指定的支部”时填写）',
  branchesHint: '例如：自动化系、电气系',
  mostLabel: '每支部至多几项（由支部推荐、申报时选择）',
  digestLabel: '周报里',
  stepTitleLabel: '事项',
  stepTitleHint: '例如：签署，上传扫描件',
  needsLabel: '需要什么',
  whenLabel: '什么时候',
  whens: {
    day: '某一天前',
    P1M: '每月',
    P3M: '每季度',
    P6M: '每半年',
    term: '每学期',
    year: '每年',
    afterDays: '另一事项完成后几天',
    afterWorkdays: '另一事项完成后几个工作日',
  } satisfies Record<When, string>,
  dayLabel: '哪一天（某一天前、每年时选择）',
  dayHint: '请选择日期',
  numberLabel: '数字：几号、第几周或几天（不填为月末、学期末）',
  numberHint: '例如：25',
  afterLabel: '哪个事项完成后',
  reviewLabel: '谁审核',
  byLabel: '谁办理',
  choose: '请选择',
  pasteLabel: '事项（每行一个：名称 日期 需要什么 谁审核）',
  pasteHint: '签署，上传扫描件 3月20日前 签字件 学院审核\n半年自查 7月10日前 文字',
}
