import { NUM, numeral, stepsIn, weekdayOf } from './numerals.ts'
import type { Limit, Meaning, Pattern } from './types.ts'

const WEEK = '(?:周|星期|礼拜)'
const ONE = '[一二三四五六日天]'
const AND = '[、,，/和及与或]'
const TO = '[-~—–―‒−〜至到]'

const series: Meaning = { is: 'doubt', doubt: 'series' }
const unclear: Meaning = { is: 'doubt', doubt: 'unclear' }
const twoDays: Meaning = { is: 'doubt', doubt: 'twoDays' }
const twoTimes: Meaning = { is: 'doubt', doubt: 'twoTimes' }

/** Looks like a time and is none: these stand before everything else. */
const words: Pattern[] = [
  // A13-201, B2.15, Teams: rooms and names. English times are asked about.
  {
    form: /\d{1,2}(?::\d{2})?\s*[ap]\.?m\b\.?|\b(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun|wednes|satur)(?:day)?\b/i,
    read: () => unclear,
  },
  { form: /\b(?:today|tomorrow|tonight|noon|next|every)\b/i, read: () => unclear },
  { form: /[A-Za-z][\w.-]*/, read: () => null },
  { form: /\d{4}-\d{4}|[一二三四1-4]季度|\d{4}(?:学年|年度|级|届)/, read: () => null },
  { form: /\d+(?:[./]\d+)+\s*(?:%|元|倍|万|版|米|以上|多数|学时|学分)/, read: () => null },
  { form: /20\d{6}(?!\d)/, read: () => unclear },
  {
    form: new RegExp(`${NUM}号(?:楼|馆|教|会议|厅|门|院|报告|室|文|公寓|实验|线|机|桌|厂|店|展|餐)`),
    read: () => null,
  },
  {
    form: /第(?:\d+|[百零一二三四五六七八九十]+)(?![\d百零一二三四五六七八九十天]|个?(?:教学)?(?:周|星期|礼拜))/,
    read: () => null,
  },
  // 年末总结会: what it is called, not when it is.
  {
    form: /(?<![\d一二三四五六七八九十去今本明前后])年[初末底](?=总结|述职|考核|评议|表彰|慰问|座谈)/,
    read: () => null,
  },
  { form: /第?(?:\d+|[百零一二三四五六七八九十]+)(?:周年|周岁|年级|年规划|年计划)/, read: () => null },
]

/** What is about several meetings, or about a time that nobody can be sure of. */
const vague: Pattern[] = [
  {
    form: /每(?=[周月日天年季两隔逢\d一二三四五六七八九十]|个?(?:星期|礼拜|月|季|学期)|学期)(?:周[一二三四五六日]|(?:星期|礼拜)[一二三四五六日天]|[周月日天年季])?/,
    read: () => series,
  },
  {
    form: /隔(?=[周月日天]|个?(?:星期|礼拜|月))[周月日天]?|[单双]周|逢(?=[周单双\d一二三四五六七八九十])|天天|定期|周周/,
    read: () => series,
  },
  {
    form: new RegExp(`${WEEK}${ONE}(?:\\s*(?:${AND}\\s*)?${ONE})+(?=\\s|$|${AND}|[上下中]午|[早晚])`),
    read: () => twoDays,
  },
  {
    form: new RegExp(`${WEEK}${ONE}\\s*${TO}+\\s*${ONE}(?![一二三四五六七八九十]?[点时月])`),
    read: () => twoDays,
  },
  { form: new RegExp(`${NUM}\\s*(?:${AND}|${TO})\\s*${NUM}[号日]`), read: () => twoDays },
  { form: /[昨今明后][明后]两?天/, read: () => twoDays },
  { form: new RegExp(`${NUM}\\s*${AND}\\s*${NUM}[点时]`), read: () => twoTimes },
  {
    form: /左右|大概|大约|大致|可能|也许|或许|[估预]计|约(?=\s*[\d一二两三四五六七八九十上下早晚中])|待定|另行通知|不定/,
    read: () => unclear,
  },
  {
    form: /以后|之后|过后|之间|期间|以内|之内|何时|什么时[候间]|哪[天日]|哪一天|几[点号时日]|改天|有空|近期|尽快/,
    read: () => unclear,
  },
  {
    form: /提前|推迟|延[后期迟]|推后|顺延|原定|原来|取消|最早|不早于|[一二两三四五]百[〇零一二三四五六七八九十]*分钟/,
    read: () => unclear,
  },
  {
    form: /[前后]一天|当[天日晚]|次日|翌日|第二天|周末|[月周年季]底|月[初末]|月中(?!心)|年[初末]|[上中下]旬|下学期|上学期/,
    read: () => unclear,
  },
  {
    // No year here is counted from this one but 去年, 今年 and 明年.
    form: /大?[前后]年(?![级度])|大大+[前后]天|[后前][后前]天|半个?月|农历|阴历|正月|腊月|初[一二三四五六七八九十]|[半全整][天日]|[深半午夜][夜里间]|正午|午间|大清早|一早/,
    read: () => unclear,
  },
  { form: /[早晚快慢有差大小再]一点|差[一二两三四五六七八九十\d]+[刻分]|[点时]差/, read: () => unclear },
  { form: new RegExp(`第(?:${NUM})个?(?:教学)?${WEEK}(?:的|\\s)*${ONE}`), read: () => unclear },
  { form: new RegExp(`第(?:${NUM})个${WEEK}`), read: () => unclear },
  {
    form: new RegExp(
      `(?:${NUM}|\\d+)\\s*(?:天|个?小时|分钟|个月|个?星期|个?礼拜|刻钟)(?:[前后内]|以[前后内]|之[前后内])`,
    ),
    read: () => unclear,
  },
  {
    form: new RegExp(`(?:${NUM}|\\d{3,})(?:天|个?周|个?星期|个?礼拜|个月|刻钟)|半个?小时[前后内]`),
    read: () => unclear,
  },
  { form: /截[止至]|最[晚迟]|不[晚迟]于|为止/, read: () => ({ is: 'before' }) },
]

const behind: Pattern[] = [
  {
    form: /[)\s]*(?:之前|以前|前(?![往台后一排来去期厅门言沿线面天进]))/,
    after: 'time',
    read: () => ({ is: 'before' }),
  },
  {
    form: /[)\s]*(?:后(?![勤台备排天])|前后|上下|多(?![媒功专])|许(?=\s|$)|那会|那阵)/,
    after: 'time',
    read: () => unclear,
  },
  // 下午2点半小时: until when, nobody knows.
  { form: /\s*个?小时/, after: 'time', read: () => unclear },
  {
    form: new RegExp(`\\s*\\((${ONE})\\)`),
    after: 'time',
    read: (_, [weekday = '']) => ({
      is: 'day',
      said: { by: 'weekday', weekday: weekdayOf(weekday), weeks: 'near' },
    }),
  },
  { form: new RegExp(`\\s*${TO}\\s*(?=下班|放学|结束|晚饭)`), after: 'time', read: () => unclear },
]

/** What makes a text doubtful, or no time at all; read before days and clock times. */
export const doubtPatterns: Pattern[] = [...words, ...behind, ...vague]

const limit = (of: Limit): Meaning => ({ is: 'limit', limit: of })
const YEARS: Readonly<Record<string, number>> = { 去: -1, 今: 0, 本: 0, 明: 1 }

/** What is said of the time and names no day; read after days and clock times. */
export const limitPatterns: Pattern[] = [
  {
    form: new RegExp(`第(${NUM})个?(?:教学)?(?:周|星期)`),
    read: (_, [week = '']) => limit({ of: 'teaching', week: numeral(week) }),
  },
  {
    form: /(上+|本|这|下+)个?(?:周|星期|礼拜)(?!年|末|底)/,
    read: (_, [which = '']) => limit({ of: 'weeks', weeks: stepsIn(which) }),
  },
  {
    form: /(上+|本|这|下+)个?月(?![底初末]|中(?!心))/,
    read: (_, [which = '']) => limit({ of: 'months', months: stepsIn(which) }),
  },
  {
    form: /([去今本明])年(?![底初末])/,
    read: (_, [which = '']) => limit({ of: 'years', years: YEARS[which] ?? 0 }),
  },
  { form: /(\d{4})年/, read: (_, [year]) => limit({ of: 'year', year: Number(year) }) },
  {
    form: new RegExp(`(${NUM})月(?![底初末]|中(?!心))`),
    read: (_, [month = '']) => limit({ of: 'month', month: numeral(month) }),
  },
  { form: /或者?|还是/, read: () => ({ is: 'hinge', reach: 'both' }) },
  { form: /[不别勿非除]/, read: () => ({ is: 'hinge', reach: 'ahead' }) },
]
