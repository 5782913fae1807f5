import { type InEach, type Said, spoken } from './language.ts'

const zh = {
  tooLarge: (most: string): Said => ({
    what: `文件超过${most}`,
    cure: '只保留名单本身；图片和其他工作表请删去',
  }),
  oldWorkbook: (): Said => ({
    what: '这是旧式 Excel 文件（.xls）',
    cure: '用 Excel 打开，另存为 .xlsx 或“CSV UTF-8”',
  }),
  brokenWorkbook: (): Said => ({
    what: '这个 Excel 文件打不开',
    cure: '用 Excel 打开后另存为 .xlsx，再放回来',
  }),
  spoiled: (): Said => ({
    what: '这一行有乱码，编码与其他行不同',
    cure: '重填这一行，整份另存为 UTF-8（Excel 里选“CSV UTF-8”）',
  }),
  openQuote: (): Said => ({ what: '英文双引号没有成对', cure: '补上或删去这附近的双引号' }),
  empty: (): Said => ({ what: '名单是空的', cure: '第一行写列名，如：姓名,编号,支部' }),
  noHeader: (): Said => ({
    what: '前10行里找不到列名',
    cure: '写一行列名，如：姓名,编号,支部,党小组,类别,职务,状态',
  }),
  unknownHeading: (name: string, near: string | null): Said => ({
    what: `不认识列名“${name}”`,
    cure: near === null ? '用不到的列请删去' : `是不是“${near}”？用不到的列请删去`,
  }),
  headingTwice: (name: string, first: number): Said => ({
    what: `列名“${name}”与第${first}列重复`,
    cure: '只保留一列',
  }),
  missing: (columns: string): Said => ({ what: `缺少列：${columns}`, cure: '在列名那一行补上' }),
  goneColumn: (column: string): Said => ({
    what: `上次还有“${column}”这一列，现在没有了`,
    cure: '补回这一列；确实不要了，就先留着列名把内容清空，保存一次后再删',
  }),
  tooMany: (nth: number): Said => ({
    what: `第${nth}列有内容，但没有列名`,
    cure: '看看是否多了一个分隔符；内容里有逗号的，整格加英文双引号',
  }),
  otherSeparator: (): Said => ({
    what: '这一行的分隔符与列名那一行不同',
    cure: '改成同一种分隔符，如英文逗号',
  }),
  lineBreak: (column: string): Said => ({ what: `“${column}”里有换行`, cure: '删去单元格里的换行' }),
  tooLong: (column: string): Said => ({ what: `“${column}”太长`, cure: '不超过200个字' }),
  emptyCell: (column: string): Said => ({ what: `“${column}”是空的`, cure: `填写“${column}”` }),
  name: (): Said => ({
    what: '姓名里有数字、问号或其他符号',
    cure: '只写姓名；生僻字显示成问号的，用 Excel 另存为“CSV UTF-8”',
  }),
  id: (column: string): Said => ({
    what: `“${column}”写法不对`,
    cure: '只用半角的字母、数字、- 和 _，中间没有空格和引号，如 M0001',
  }),
  rounded: (column: string): Said => ({
    what: `“${column}”被 Excel 写成了科学计数`,
    cure: '把这一列设为“文本”，重新填写完整的编号',
  }),
  openId: (): Said => ({ what: '飞书账号写法不对', cure: '以 ou_ 开头；还不知道的留空' }),
  type: (): Said => ({ what: '类别写法不对', cure: '写“正式”或“预备”' }),
  voting: (): Said => ({ what: '表决权写法不对', cure: '写“是”或“否”' }),
  office: (near: string): Said => ({
    what: '有一个职务不认识',
    cure: `${near}；自己的职务在 college.yaml 的 offices 里写上`,
  }),
  status: (near: string): Said => ({
    what: '状态不认识',
    cure: `${near}；自己的状态在 college.yaml 的 statuses 里写上；已转出的，删去这一行`,
  }),
  date: (column: string): Said => ({ what: `“${column}”不是日期`, cure: '写成 2025-10-15' }),
  termBackwards: (): Said => ({ what: '任职截止早于任职起始', cure: '对调或改正这两个日期' }),
  idTwice: (line: number): Said => ({ what: `编号与第${line}行相同`, cure: '每人一行、一个编号' }),
  accountTwice: (line: number): Said => ({
    what: `飞书账号与第${line}行相同`,
    cure: '两个人不能共用一个账号，改正其中一个',
  }),
  secretaryTwice: (line: number): Said => ({
    what: `同一支部有两位支部书记，另一位在第${line}行`,
    cure: '保留一位，或给前一位写上任职截止',
  }),
  branch: (near: string): Said => ({ what: '没有这个支部', cure: near }),
  group: (near: string): Said => ({ what: '没有这个党小组', cure: near }),
  otherBranch: (): Said => ({ what: '这个党小组属于另一个支部', cure: '改正党小组或支部' }),
  didYouMean: (word: string) => `是不是“${word}”？`,
  known: (words: string) => `可以写：${words}`,
}

const en: typeof zh = {
  tooLarge: (most) => ({
    what: `the file is larger than ${most}`,
    cure: 'keep only the list itself: delete pictures and other sheets',
  }),
  oldWorkbook: () => ({
    what: 'this is an old Excel file (.xls)',
    cure: 'open it in Excel and save it as .xlsx or as “CSV UTF-8”',
  }),
  brokenWorkbook: () => ({
    what: 'this Excel file cannot be opened',
    cure: 'open it in Excel and save it as .xlsx again',
  }),
  spoiled: () => ({
    what: 'this line is garbled: its encoding differs from the others',
    cure: 'type it again and save the whole as UTF-8 (in Excel: “CSV UTF-8”)',
  }),
  openQuote: () => ({
    what: 'a quotation mark stands alone',
    cure: 'close or delete the quotation mark here',
  }),
  empty: () => ({
    what: 'the list is empty',
    cure: 'begin it with a line of headings such as id,name,branch',
  }),
  noHeader: () => ({
    what: 'no headings in the first 10 lines',
    cure: 'write a line of headings such as id,name,branch,group,type,office,status',
  }),
  unknownHeading: (name, near) => ({
    what: `unknown heading “${name}”`,
    cure: near === null ? 'delete a column that is not needed' : `did you mean “${near}”?`,
  }),
  headingTwice: (name, first) => ({
    what: `heading “${name}” is already in column ${first}`,
    cure: 'keep one of the two',
  }),
  missing: (columns) => ({ what: `no column ${columns}`, cure: 'add it to the line of headings' }),
  goneColumn: (column) => ({
    what: `column “${column}” was there and is gone`,
    cure: 'put it back; to give it up, first save it once with empty cells',
  }),
  tooMany: (nth) => ({
    what: `column ${nth} has text but no heading`,
    cure: 'look for a separator too many; put quotes around a cell that holds a comma',
  }),
  otherSeparator: () => ({
    what: 'this line has another separator than the headings',
    cure: 'use one separator, such as a comma',
  }),
  lineBreak: (column) => ({
    what: `“${column}” has a line break`,
    cure: 'delete the line break in the cell',
  }),
  tooLong: (column) => ({ what: `“${column}” is too long`, cure: 'write at most 200 letters' }),
  emptyCell: (column) => ({ what: `“${column}” is empty`, cure: `fill in the ${column}` }),
  name: () => ({
    what: 'the name has a digit, a question mark or another sign',
    cure: 'write the name alone; if a rare letter became “?”, save as “CSV UTF-8”',
  }),
  id: (column) => ({
    what: `“${column}” is not an id`,
    cure: 'use letters, digits, - and _ without spaces or quotes, such as M0001',
  }),
  rounded: (column) => ({
    what: `Excel has rounded “${column}”`,
    cure: 'make the column “Text” and type the whole number again',
  }),
  openId: () => ({ what: 'this is not an open_id', cure: 'it begins with ou_; leave it empty if unknown' }),
  type: () => ({ what: 'the type is unknown', cure: 'write 正式 or 预备' }),
  voting: () => ({ what: 'voting is unknown', cure: 'write 是 or 否' }),
  office: (near) => ({
    what: 'an office is unknown',
    cure: `${near}; an office of your own goes into offices in college.yaml`,
  }),
  status: (near) => ({
    what: 'the status is unknown',
    cure: `${near}; a status of your own goes into statuses in college.yaml; delete the line of whoever has left`,
  }),
  date: (column) => ({ what: `“${column}” is not a date`, cure: 'write it like 2025-10-15' }),
  termBackwards: () => ({
    what: 'office_to lies before office_from',
    cure: 'exchange or correct the two dates',
  }),
  idTwice: (line) => ({ what: `this id is already on line ${line}`, cure: 'give each person one line' }),
  accountTwice: (line) => ({
    what: `this open_id is already on line ${line}`,
    cure: 'two people cannot share one account: correct one of them',
  }),
  secretaryTwice: (line) => ({
    what: `the branch has a second 支部书记; the first is on line ${line}`,
    cure: 'keep one, or end the first with office_to',
  }),
  branch: (near) => ({ what: 'the branch is unknown', cure: near }),
  group: (near) => ({ what: 'the group is unknown', cure: near }),
  otherBranch: () => ({
    what: 'the group belongs to another branch',
    cure: 'correct the group or the branch',
  }),
  didYouMean: (word) => `did you mean “${word}”?`,
  known: (words) => `known here: ${words}`,
}

const both: InEach<typeof zh> = { zh, en }

/** The messages about faults in a list of members. They never hold what stands in a cell. */
export const say = () => spoken(both)
