import type { Cause } from '../../letters/types.ts'
import type { Panel, ReadRefusal, Refusal, Stage } from './types.ts'

/** What making a programme 台账 in the chat says. */
export const words = {
  title: '新建台账',
  importTitle: '导入台账',
  awaiting: '请在十分钟内把表格（.xlsx）发到这里；之后也可以回复本消息发送。',
  layout: [
    '第一行写标题，第一列写支部（名称、简称或编号），也可以按“姓名”或“项目”列。',
    '标题里有日期的列是事项，例如“签署（3月20日前）”；格里的 ✓、已完成或日期算已办结。',
    '其他列（如级别、伙伴、品牌）作为属性。确认前什么都不会记入。',
  ].join('\n'),
  reading: (name: string) => `正在读取“${name}”。`,
  again: '没有反应时，请回复本消息重发表格。',
  titleOf: (title: string) => (title === '' ? '新建台账' : `新建台账：${title}`),
  pending: (title: string) => `待确认：${title}`,
  made: (title: string) => `台账已建：${title}`,
  madeLine: (title: string) => `“${title}”已建好，到时按日期提醒。进展发送“台账”查看。`,
  dropped: '没有建台账。',
  facts: { title: '标题', rows: '对象', digest: '周报' },
  save: '保存',

  add: '加入',
  change: '改好',

  read: '识别',
  setDays: '保存日期',

  stepsHead: '事项：',
  steps: '哪个事项',
  noSteps: '还没有事项。',
  panels: {
    facts: '标题和对象',
    step: '加一个事项',
    paste: '粘贴多个事项',
    days: '补日期',
    arrange: '调整',
  } satisfies Record<Panel, string>,
  up: '上移',
  edit: '修改',
  out: '删除',
  preview: '预览',
  back: '修改',
  confirm: '确认',
  drop: '取消',

  counts: (rows: number, cells: number) => `共${rows}行、${cells}格。`,
  noRowsYet: '各支部推荐或申报后才有行。',
  dues: (days: readonly string[]) => `最近的截止：${days.join('；')}。`,
  dueCells: (day: string, cells: number) => `${day} ${cells}格`,
  people: (n: number) =>
    n === 0 ? '30天内不向任何人提出。' : `30天内将向${n}人提出，每人每天至多一张提醒卡片。`,
  late: (n: number) => `其中${n}格的截止日已过，会列为逾期；不对的请修改日期。`,
  ownerless: (n: number) => `${n}行目前没有能负责的人，暂时问不到。`,
  done: (n: number) => `表中已完成的${n}格，确认后即为已办结。`,

  foundBranches: (n: number, of: number) => `识别出${n}/${of}个支部。`,
  foundPeople: (n: number) => `识别出${n}人。`,
  foundProjects: (n: number) => `识别出${n}个项目。`,
  missing: (names: string) => `表中没有：${names}。`,
  unknown: (lines: string) => `没有认出的行：${lines}。可改好表格后回复本消息重发。`,
  line: (n: number, said: string) => `第${n}行“${said}”`,
  attributes: (names: string) => `作为属性的列：${names}。`,
  unread: (lines: string) => `没有采用的格：${lines}。`,
  more: (n: number) => `等${n}处`,
}

/** Why something is not taken, and what helps. */
export const refusals = {
  mayNot: '新建台账由学院管理员办理。',
  already: '这份台账已处理完毕。',
  noTitle: '请填写标题。',
  noRows: '请选择对象。',
  noBranches: '请写明哪些支部，例如：自动化系、电气系。',
  unknownBranch: '没有认出这些支部：',
  noSteps: '请至少加入一个事项。',
  tooManySteps: '一份台账最多40个事项。',
  noStepTitle: '请写明事项，不超过60字。',
  noDay: '请选择日期。',
  badMonthDay: '请写1到31之间的数字，或不填。',
  badWeek: '请写第几周，1到60之间，或不填。',
  badCount: '请写几天：天数0到800，工作日0到250。',
  noFollowed: '请选择前面的一个只做一次的事项。',
  unread: '有几行没有读懂，留在下方，请修改后再识别。',
  undated: '有事项还没有日期，请补上。',
  noPerson: '“本人办理”只能用于按人列的台账，请把这一事项改为支部办理。',
  afterGone: '有事项要在另一事项完成后开始，那个事项已删除或排到了后面，请调整。',
  faulty: '这份台账还不能建：',
} satisfies Record<Refusal, string>

/** Why nothing was made of a file that was sent, and what helps. */
export const readRefusals = {
  notFetched:
    '这个文件不能用。请发20MB以内、没有密码的 .xlsx 文件；.xls、.csv 请在 Excel 或 WPS 里另存为 .xlsx，再发一次。',
  notXlsx: '这不是 Excel 工作簿。请把表格存为 .xlsx，再发一次。',
  broken: '这个文件打不开。请在 Excel 或 WPS 里打开后另存为 .xlsx，再发一次。',
  tooMany: '表格太大：最多1000行、60列、40个事项。请只留要导入的部分，再发一次。',
  noHeadings: '没有找到标题行。请让第一行写“支部”和各事项，例如“支部、签署（3月20日前）”，再发一次。',
  noRows: '没有认出任何支部、人员或项目。请在第一列写支部的名称、简称或编号，再发一次。',
  noColumns: '没有认出任何事项。请在标题里写明事项和日期，例如“签署（3月20日前）”，再发一次。',
} satisfies Record<ReadRefusal, string>

/** A refusal, about something that was written. */
export function refusalText(refusal: Refusal, said = ''): string {
  return said === '' ? refusals[refusal] : `${refusals[refusal]}${said}。`
}

/** What whoever presses a button is told. */
export const toasts: Record<Stage['at'], string> = {
  awaiting: '请发来表格。',
  reading: '正在读取。',
  edit: '已保存。',
  preview: '请核对后点“确认”。',
  made: '台账已建。',
  dropped: '没有建台账。',
}

/** Why each card was sent. */
export const causes = {
  compose: { because: '您发了“台账 新建”', stops: '不发则不会收到' },
  import: { because: '您发了“台账 导入”', stops: '不发则不会收到' },
} satisfies Record<string, Cause>
