import { NUM, weekdayOf } from './numerals.ts'
import type { Meaning, Pattern } from './types.ts'

const WEEK = '(?:周|星期|礼拜)'
const ONE = '[一二三四五六日天]'
const AND = '[、,，/和及与或]'
const TO = '[-~—–―‒−〜至到]'

const SERIES: Meaning = { is: 'doubt', doubt: 'series' }
const UNCLEAR: Meaning = { is: 'doubt', doubt: 'unclear' }
const WEAK: Meaning = { is: 'doubt', doubt: 'unclear', weak: true }
const TWO_DAYS: Meaning = { is: 'doubt', doubt: 'twoDays' }
const TWO_TIMES: Meaning = { is: 'doubt', doubt: 'twoTimes' }

/** What is about several meetings, or several days or times. */
const several: Pattern[] = [
  {
    form: /每(?=[周月日天年季两隔逢\d一二三四五六七八九十]|个?(?:星期|礼拜|月|季|学期)|学期)(?:周[一二三四五六日]|(?:星期|礼拜)[一二三四五六日天]|[周月日天年季])?/,
    read: () => SERIES,
  },
  {
    form: /隔(?=[周月日天]|个?(?:星期|礼拜|月))[周月日天]?|[单双]周|逢(?=[周单双\d一二三四五六七八九十])|天天|定期|周周|每次/,
    read: () => SERIES,
  },
  {
    form: new RegExp(`${WEEK}${ONE}(?:\\s?(?:${AND}\\s?)?${ONE}){1,6}(?=\\s|$|${AND}|[上下中]午|[早晚])`),
    read: () => TWO_DAYS,
  },
  {
    form: new RegExp(`${WEEK}${ONE}\\s?${TO}{1,3}\\s?${ONE}(?![一二三四五六七八九十]?[点时月])`),
    read: () => TWO_DAYS,
  },
  { form: new RegExp(`${NUM}\\s?(?:${AND}|${TO})\\s?${NUM}[号日](?!楼)`), read: () => TWO_DAYS },
  { form: /[昨今明后][明后]两?天/, read: () => TWO_DAYS },
  { form: new RegExp(`${NUM}\\s?${AND}\\s?${NUM}[点时](?!间)`), read: () => TWO_TIMES },
]

/** What nobody can be sure of. */
const vague: Pattern[] = [
  // What may be said of something else than the time: it counts beside a time and alone.
  {
    form: /左右|大概|大约|大致|可能|也许|或许|[估预]计|约(?=\s?[\d一二两三四五六七八九十上下早晚中])|待定|待确认|未确认|另行通知|不定/,
    read: () => WEAK,
  },
  { form: /以后|之后|过后|之间|期间|以内|之内|有空|近期|尽快|提前|提早|最早/, read: () => WEAK },
  {
    form: /何时|什么时[候间]|哪[天日]|哪一天|几[点号时日]|改天|时间(?:(?:未|待|不|另)定|可能|或)/,
    read: () => UNCLEAR,
  },
  {
    form: /推迟|延[后期迟]|推后|顺延|原定|原来|取消|不早于|[一二两三四五]百[〇零一二三四五六七八九十]{0,4}分钟/,
    read: () => UNCLEAR,
  },
  {
    form: /[前后]一天|当[天日晚]|次日|翌日|第二天|周末|[月周年季]底|月[初末]|月中(?!心)|年[初末]|[上中下]旬|新学期|(?:短|小)学期/,
    read: () => UNCLEAR,
  },
  {
    // No year here is counted from this one but 去年, 今年 and 明年.
    form: /大?[前后]年(?![级度])|大{2,4}[前后]天|[后前][后前]天|半个?月|农历|阴历|旧历|老历|古历|腊历|正月|腊月|冬月|初[一二三四五六七八九十]|[半全整][天日]|[深半午夜][夜里间]|正午|午间|大清早|一早/,
    read: () => UNCLEAR,
  },
  // The days of these move from year to year.
  {
    form: /(?:春节|除夕|大年三十|小年|元宵|清明|端午|七夕|中秋|重阳|腊八|冬至|立春)节?(?:当[天日]|这天|那天)?(?=\s?(?:[上中下]午|午后|傍晚|凌晨|[早晚]|\d{1,2}[:点时]|[一二两三四五六七八九十]{1,3}[点时]))/,
    read: () => UNCLEAR,
  },
  { form: /[早晚快慢有差大小再]一点|差[一二两三四五六七八九十\d]{1,3}[刻分]|[点时]差/, read: () => UNCLEAR },
  { form: new RegExp(`第(?:${NUM})个${WEEK}`), read: () => UNCLEAR },
  // 三日内, 5个工作日后.
  {
    form: new RegExp(
      `(?:${NUM}|\\d{1,9})\\s?(?:(?:个?工作日|日|天|周|年)[之以]?内|个?工作日(?:[之以]?[前后])?)|[周月年期天]内(?![容部])`,
    ),
    read: () => UNCLEAR,
  },
  {
    form: new RegExp(
      `(?:${NUM}|\\d{1,9})\\s?(?:(?:天|个?小时|分钟|个?星期|个?礼拜|个?周|刻钟)(?:前(?!后)|[以之][前内])|(?:个月|学期)[以之]?[前后内])`,
    ),
    read: () => UNCLEAR,
  },
  { form: /截[止至]|最[晚迟]|不[晚迟]于|为止|不超过/, read: () => ({ is: 'before' }) },
]

/** Read after days, so that 三天后 is one. */
export const lateDoubtPatterns: Pattern[] = [
  {
    form: new RegExp(`(?:${NUM}|\\d{3,9})(?:天|个?周|个?星期|个?礼拜|个月|刻钟)|半个?小时[前后内]`),
    read: () => UNCLEAR,
  },
]

/** People who cannot come at the time; before 的 or 请 it names those people, otherwise the time. */
const WHO = '(?:我们?|他们?|她们?|咱们?|大家|各位|学生|老师|同学们?)?(?:都|也|还|正好|可能)?'
const BUSY =
  '(?:有课|没课|有事|没空|没时间|有空|有安排|有考试|要考试|要上课|不行|不可以|不能|不方便|不合适|有冲突|除外|不算|以外|之外)'
const NOT_PEOPLE = '(?![的者题程堂]|请|可|先|应|须|需|提前|及时|务必|向|找|同学|老师|人员|不能|无法)'
const AT_END = '(?=\\s|$|[,。;!?)])'

/** What follows right behind a time and makes it doubtful, or a deadline. */
export const behindPatterns: Pattern[] = [
  {
    form: /[)\s]{0,2}(?:之前|以前|前(?![往台后一排来去期厅门言沿线面天进]))/,
    after: 'time',
    read: () => ({ is: 'before' }),
  },
  {
    form: /[)\s]{0,2}(?:后(?![勤台备排天])|前后|上下|多(?![媒功专])|许(?=\s|$)|过(?=\s|$|[,。;!?)])|出头|不到|那会|那阵)/,
    after: 'time',
    read: () => UNCLEAR,
  },
  { form: new RegExp(`\\s?,?\\s?${WHO}${BUSY}${NOT_PEOPLE}`), after: 'time', read: () => UNCLEAR },
  {
    form: new RegExp(
      `\\s?,?\\s?${WHO}(?:上课|考试|冲突|请假|出差|放假|休息|忙|开不了|来不了|(?:可以|行|好|合适|方便|[oO][kK]) ?(?:吗|么|嘛)|[也都](?:行|可以)|行不行|好不好|可不可以|怎么样|如何)${AT_END}`,
    ),
    after: 'time',
    read: () => UNCLEAR,
  },
  // 下午2点半小时: until when, nobody knows.
  { form: /\s?个?小时/, after: 'time', read: () => UNCLEAR },
  {
    form: new RegExp(`\\s?\\((${ONE})\\)`),
    after: 'time',
    read: (_, [weekday = '']) => ({
      is: 'day',
      said: { by: 'weekday', weekday: weekdayOf(weekday), weeks: 'near' },
    }),
  },
  { form: new RegExp(`\\s?${TO}\\s?(?=下班|放学|结束|晚饭)`), after: 'time', read: () => UNCLEAR },
]

/** What makes a text doubtful; read before days and clock times. */
export const doubtPatterns: Pattern[] = [...several, ...vague]
