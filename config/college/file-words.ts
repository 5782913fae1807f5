import { type InEach, type Said, spoken } from './language.ts'
import { nearest } from './nearest.ts'

/** What an entry of college.yaml must look like. */
export type FormName =
  | 'duration'
  | 'length'
  | 'time'
  | 'date'
  | 'monthDay'
  | 'dateTime'
  | 'hours'
  | 'weekly'
  | 'zone'
  | 'chat'
  | 'id'

const zh = {
  unreadable: (code: string): Said => ({
    what: `文件读不了（${code}）`,
    cure: '检查路径和读取权限，丢失的从备份恢复；还没有文件时，运行 npm run -s zhibu -- init 生成带注释的样例',
  }),
  yaml: (): Said => ({
    what: 'YAML 写法不对',
    cure: '每深一层缩进两格；有冒号或 # 的文字加英文引号；括号成对；同一个键只写一次',
  }),
  unknownKey: (key: string, near: string): Said => ({ what: `不认识的键${key}`, cure: near }),
  missing: (key: string): Said => ({ what: `缺少“${key}”`, cure: `加上“${key}:”` }),
  text: (key: string): Said => ({ what: `“${key}”应是文字`, cure: '加上英文引号' }),
  list: (key: string): Said => ({ what: `“${key}”应是列表`, cure: '每项一行，以“- ”开头' }),
  map: (key: string): Said => ({ what: `“${key}”应是一组键和值`, cure: '写成 { 键: 值 }' }),
  wholeNumber: (key: string): Said => ({ what: `“${key}”应是整数`, cure: '写一个整数' }),
  yesNo: (key: string): Said => ({ what: `“${key}”应是 true 或 false`, cure: '写 true 或 false' }),
  choice: (key: string, value: string, near: string): Said => ({
    what: `“${key}”没有${value}这个选项`,
    cure: near,
  }),
  tooSmall: (key: string, least: string): Said => ({
    what: `“${key}”太小，或是空的`,
    cure: `至少${least}`,
  }),
  tooBig: (key: string, most: string): Said => ({ what: `“${key}”太大`, cure: `至多${most}` }),
  wrong: (key: string): Said => ({ what: `“${key}”写法不对`, cure: '请改正' }),
  form: (form: FormName, text: string, example: string): Said => ({
    what: `${text}不是${FORMS.zh[form]}`,
    cure: `写成 ${example}`,
  }),
  tooShort: (text: string, least: string): Said => ({
    what: `${text}太短，其他功能还要用到`,
    cure: `至少写 ${least}`,
  }),
  tooLong: (text: string, most: string): Said => ({ what: `${text}太长`, cure: `至多写 ${most}` }),
  daysOrWorkdays: (): Said => ({
    what: 'days 和 workdays 要写一个，只写一个',
    cure: '写成 { days: 3, at: "18:00" } 或 { workdays: 3, at: "18:00" }',
  }),
  halfHours: (): Said => ({ what: '学时不是 0.5 的倍数', cure: '写成 hours: 2 或 hours: 1.5' }),
  twice: (part: string, id: string): Said => ({
    what: `${part} 里的${id}重复`,
    cure: '每项用自己的 id',
  }),
  nobody: (name: string, near: string): Said => ({ what: `for: 没有${name}这个对象`, cure: near }),
  unknown: (key: string, id: string, near: string): Said => ({ what: `${key}: 没有${id}`, cure: near }),
  notMonday: (day: string, monday: string): Said => ({ what: `${day}不是周一`, cure: `写成 ${monday}` }),
  chatTwice: (other: string): Said => ({
    what: `这个群已经是${other}的群`,
    cure: '每个支部、党小组用自己的群；还没有的，chat 留空',
  }),
  typeTwice: (name: string): Said => ({ what: `类型“${name}”写了两次`, cure: '每种类型只写一次' }),
  typeTaken: (name: string, type: string): Said => ({
    what: `“${name}”已是类型“${type}”的名称`,
    cure: `写成“${type}”`,
  }),
  aliasTaken: (name: string, type: string): Said => ({
    what: `“${name}”已是类型“${type}”的名称`,
    cure: '从这里删去',
  }),
  needsFrom: (): Said => ({ what: '这条规律要从某一天数起', cure: '加上 from: 2026-09-07' }),
  endsBefore: (): Said => ({ what: 'until 早于 from', cure: '写一个更晚的日期' }),
  idTaken: (id: string): Said => ({
    what: `${id}会是两次会议的 id`,
    cure: '每个系列、每次会议用自己的 id',
  }),
  rulePartTwice: (key: string): Said => ({ what: `${key}写了两次`, cure: RULE.zh }),
  ruleBeside: (key: string, beside: string): Said => ({
    what: `${key} 不写在规律里`,
    cure: `另写一行 ${beside}`,
  }),
  rulePart: (key: string, near: string): Said => ({ what: `规律里不认识${key}`, cure: near }),
  ruleValue: (key: string, value: string, known: string | null): Said => ({
    what: `${key} 没有${value}这种写法`,
    cure: known === null ? RULE.zh : `可以写：${known}`,
  }),
  ruleNever: (): Said => ({ what: '按这条规律一次也不会开', cure: RULE.zh }),
  ruleWithoutFreq: (): Said => ({ what: '规律里缺少 FREQ', cure: RULE.zh }),
  ruleNumbered: (): Said => ({
    what: 'BYDAY 带数字时，FREQ 只能是 MONTHLY 或 YEARLY',
    cure: RULE.zh,
  }),
  ruleWrong: (): Said => ({ what: '这条规律读不懂', cure: RULE.zh }),
  didYouMean: (word: string) => `是不是“${word}”？`,
  known: (words: string) => `可以写：${words}`,
}

const RULE = {
  zh: '写成 "FREQ=MONTHLY;BYDAY=2WE"，即每月第二个周三',
  en: 'write it like "FREQ=MONTHLY;BYDAY=2WE", the second Wednesday of each month',
}

const FORMS: Record<'zh' | 'en', Record<FormName, string>> = {
  zh: {
    duration: '时长',
    length: '不小于零的时长',
    time: '时刻',
    date: '日期',
    monthDay: '每年的某一天',
    dateTime: '日期和时刻',
    hours: '起止时刻',
    weekly: '星期和时刻',
    zone: '时区',
    chat: '群的 chat_id',
    id: 'id',
  },
  en: {
    duration: 'an ISO 8601 duration',
    length: 'an ISO 8601 duration of zero or more',
    time: 'a time of day',
    date: 'a date',
    monthDay: 'a day of the year',
    dateTime: 'a local date and time',
    hours: 'a span of hours',
    weekly: 'a weekday and a time',
    zone: 'a time zone',
    chat: 'a chat id',
    id: 'an id',
  },
}

const en: typeof zh = {
  unreadable: (code) => ({
    what: `cannot be read (${code})`,
    cure: 'check the path and who may read it, restore what was lost; `npm run -s zhibu -- init` writes commented files to begin with',
  }),
  yaml: () => ({
    what: 'this is not YAML',
    cure: 'two spaces for each step inwards, quotes around text with : or #, each bracket closed, each key once',
  }),
  unknownKey: (key, near) => ({ what: `unknown key ${key}`, cure: near }),
  missing: (key) => ({ what: `“${key}” is missing`, cure: `add “${key}:”` }),
  text: (key) => ({ what: `“${key}” must be text`, cure: 'put it in quotes' }),
  list: (key) => ({
    what: `“${key}” must be a list`,
    cure: 'write each entry on a line that begins with “- ”',
  }),
  map: (key) => ({ what: `“${key}” must be a map`, cure: 'write { key: value }' }),
  wholeNumber: (key) => ({ what: `“${key}” must be a whole number`, cure: 'write a whole number' }),
  yesNo: (key) => ({ what: `“${key}” must be true or false`, cure: 'write true or false' }),
  choice: (key, value, near) => ({ what: `“${key}” cannot be ${value || 'that'}`, cure: near }),
  tooSmall: (key, least) => ({ what: `“${key}” is too small or empty`, cure: `at least ${least}` }),
  tooBig: (key, most) => ({ what: `“${key}” is too large`, cure: `at most ${most}` }),
  wrong: (key) => ({ what: `“${key}” is wrong`, cure: 'correct it' }),
  form: (form, text, example) => ({
    what: `${text} is not ${FORMS.en[form]}`,
    cure: `write it like ${example}`,
  }),
  tooShort: (text, least) => ({
    what: `${text} is too short: other parts still need it`,
    cure: `write at least ${least}`,
  }),
  tooLong: (text, most) => ({ what: `${text} is too long`, cure: `write at most ${most}` }),
  daysOrWorkdays: () => ({
    what: 'either days or workdays must be given',
    cure: 'write { days: 3, at: "18:00" } or { workdays: 3, at: "18:00" }',
  }),
  halfHours: () => ({ what: 'the hours are not half hours', cure: 'write hours: 2 or hours: 1.5' }),
  twice: (part, id) => ({ what: `${part} has ${id} twice`, cure: 'give each entry its own id' }),
  nobody: (name, near) => ({ what: `for: nobody is called ${name}`, cure: near }),
  unknown: (key, id, near) => ({ what: `${key}: ${id} is unknown`, cure: near }),
  notMonday: (day, monday) => ({ what: `${day} is not a Monday`, cure: `write ${monday}` }),
  chatTwice: (other) => ({
    what: `this chat is already the chat of ${other}`,
    cure: 'give each branch and group its own chat, or leave chat empty',
  }),
  typeTwice: (name) => ({ what: `types has “${name}” twice`, cure: 'write each type once' }),
  typeTaken: (name, type) => ({
    what: `“${name}” already means the type “${type}”`,
    cure: `write “${type}”`,
  }),
  aliasTaken: (name, type) => ({
    what: `“${name}” already means the type “${type}”`,
    cure: 'leave it out here',
  }),
  needsFrom: () => ({ what: 'this rule counts from a day', cure: 'add from: 2026-09-07' }),
  endsBefore: () => ({ what: 'until lies before from', cure: 'write a later day' }),
  idTaken: (id) => ({
    what: `${id} would name two meetings`,
    cure: 'give each series and meeting its own id',
  }),
  rulePartTwice: (key) => ({ what: `${key} stands twice`, cure: RULE.en }),
  ruleBeside: (key, beside) => ({
    what: `${key} is no part of the rule here`,
    cure: `write ${beside} beside it`,
  }),
  rulePart: (key, near) => ({ what: `unknown part ${key}`, cure: near }),
  ruleValue: (key, value, known) => ({
    what: `${key} cannot be ${value || 'that'}`,
    cure: known === null ? RULE.en : `known here: ${known}`,
  }),
  ruleNever: () => ({ what: 'this rule never comes', cure: RULE.en }),
  ruleWithoutFreq: () => ({ what: 'the rule has no FREQ', cure: RULE.en }),
  ruleNumbered: () => ({ what: 'BYDAY with a number needs FREQ=MONTHLY or FREQ=YEARLY', cure: RULE.en }),
  ruleWrong: () => ({ what: 'this rule cannot be read', cure: RULE.en }),
  didYouMean: (word) => `did you mean “${word}”?`,
  known: (words) => `known here: ${words}`,
}

const both: InEach<typeof zh> = { zh, en }

/** What is said about college.yaml and history.json. */
export const say = () => spoken(both)

/** A word in quotation marks when it looks like an id or a time; other text is not repeated, for it may be anybody's. */
export function shown(text: string): string {
  return /^[\w.:,;=+/-]{1,40}$/.test(text) ? `“${text}”` : ''
}

/** A cure for a wrong word: the nearest known one, else all of them. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === null ? say().known(known.slice(0, MOST_KNOWN).join('、')) : say().didYouMean(near)
}

/** Nobody reads more than that in one line. */
const MOST_KNOWN = 40
