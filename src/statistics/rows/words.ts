import { definitions } from '../../measures/service.ts'
import type { FigureName } from '../../measures/types.ts'
import { rounded } from '../words.ts'

/** What is said above and below the rows that a figure counts. */
export const words = {
  title: (figure: FigureName, count: number) =>
    `${definitions[figure].name} ${rounded(count)}${definitions[figure].unit}`,
  how: (figure: FigureName) => definitions[figure].how,
  pageName: '统计明细',
  rows: '由这些组成',
  all: (rows: number) => `共${rows}行，“计入”一列之和即为该数`,
  pager: '翻页',
  place: (page: number, pages: number) => `第${page}/${pages}页`,
  back: '返回统计',
  none: '没有计入这个数字的内容。',
  page: (page: number, pages: number, rows: number) => `共${rows}行，第${page}/${pages}页`,
  columns: { day: '日期', branch: '支部', title: '事项', due: '截止', count: '计入' },
  other: '其他材料',
  inspection: '督促检查',
  decision: '议定事项',
  before: '上一页',
  after: '下一页',
  ofBranch: '只看一个支部：',
  open: '打开会议的到会情况：',
  mayNot: '这项统计现在由其他同志查阅，发送“统计”可看您能查看的内容。',
}
