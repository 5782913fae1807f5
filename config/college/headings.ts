import { nearest } from './nearest.ts'

/** The columns of the list of members. */
export const COLUMNS = [
  'id',
  'name',
  'open_id',
  'branch',
  'group',
  'type',
  'office',
  'office_from',
  'office_to',
  'voting',
  'status',
  'probation_start',
] as const
export type Column = (typeof COLUMNS)[number]

/** The columns without which nobody can be told apart or placed. */
export const REQUIRED = ['id', 'name', 'branch'] as const satisfies readonly Column[]

/** What the columns are called in lists that people keep; the first is what we call them. */
const CHINESE: Readonly<Record<Column, readonly [string, ...string[]]>> = {
  id: ['编号', '人员编号', '党员编号', '工号', '学号', '学工号', '学号/工号', '工号/学号'],
  name: ['姓名', '党员姓名'],
  open_id: ['飞书账号', '飞书id', '飞书openid', 'openid'],
  branch: ['支部', '党支部', '所在支部', '所在党支部', '支部名称', '党支部名称'],
  group: ['党小组', '小组', '所在党小组', '所在小组'],
  type: ['类别', '党员类别', '人员类别', '党员类型'],
  office: ['职务', '党内职务', '支部职务', '党内职务名称'],
  office_from: ['任职起始', '任职起始日期', '任职开始', '任职开始日期', '任职日期', '任职时间'],
  office_to: ['任职截止', '任职截止日期', '任职结束', '任职结束日期', '任期至', '任职终止'],
  voting: ['表决权', '有无表决权', '是否有表决权', '有表决权'],
  status: ['状态', '党员状态', '在岗状态', '在册状态'],
  probation_start: ['预备期起始', '预备期起始日期', '预备期开始', '预备期开始日期', '接收为预备党员日期'],
}

/** What a spreadsheet has besides, and nobody needs. */
const IGNORED = ['序号', '备注', 'no', 'no.', '#']

const BY_NAME = new Map<string, Column>(
  COLUMNS.flatMap((column) => [column, ...CHINESE[column]].map((name) => [bare(name), column] as const)),
)

/** What a heading means: a column, nothing that is needed, or nothing that is known. */
export function headingOf(written: string): Column | 'ignored' | null {
  const name = bare(written)
  if (name === '' || IGNORED.includes(name)) return 'ignored'
  return BY_NAME.get(name) ?? null
}

/** What we call a column in Chinese. */
export function chineseHeading(column: Column): string {
  return CHINESE[column][0]
}

/** The heading that was probably meant, as it would be written in the same script. */
export function nearestHeading(written: string): string | null {
  const known = COLUMNS.flatMap((column) => [column, ...CHINESE[column]])
  return nearest(written, known)
}

function bare(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\p{Cf}\s*＊]/gu, '')
    .replace(/\((?:必填|选填|可选|必填项)\)$/, '')
    .toLowerCase()
}
