import { NUM, numeral, stepsIn, weekdayOf, yearOf } from './numerals.ts'
import type { DaySaid, Meaning, Pattern, Period } from './types.ts'

const WEEKDAY = '(?:周|星期|礼拜)'
const NEAR: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 }
const YEARS: Readonly<Record<string, 'this' | 'next' | 'last'>> = { 今年: 'this', 明年: 'next', 去年: 'last' }
const DAY_PERIODS: Readonly<Record<string, Period>> = { 晚: 'evening', 早: 'morning', 晨: 'morning' }
/** What makes 3号 a place or a paper. */
const NUMBERED = '楼|馆|教|会议|厅|门|院|报告|室|文|公寓|实验|线|机|桌|厂|店|展|餐'

const UNCLEAR: Meaning = { is: 'doubt', doubt: 'unclear' }

const SPACE = '(?:的|\\s)?'
const WHICH = String.raw`上{1,4}\s?个?|本|这个|这|下(?:\s?下){0,3}\s?个?|再下个?|(?<![本这每此上下首多几头一二三四五六七八九十\d])次`
/** Festivals that fall on the same day every year; the others move. */
const FESTIVALS: Readonly<Record<string, readonly [month: number, day: number]>> = {
  元旦: [1, 1],
  妇女节: [3, 8],
  植树节: [3, 12],
  五一: [5, 1],
  劳动节: [5, 1],
  青年节: [5, 4],
  六一: [6, 1],
  儿童节: [6, 1],
  建党节: [7, 1],
  建军节: [8, 1],
  教师节: [9, 10],
  国庆: [10, 1],
  圣诞: [12, 25],
  平安夜: [12, 24],
}
const BEFORE_CLOCK = `(?=\\s?(?:[上中下]午|午后|傍晚|凌晨|[早晚](?!会)|\\d{1,2}[:点时]|[一二两三四五六七八九十]{1,3}[点时]))`

/** Ways to name one day. A longer way stands before a shorter one that it begins with. */
export const dayPatterns: Pattern[] = [
  {
    form: /(\d{4})-(\d{1,2})-(\d{1,2})T(\d{2}):(\d{2})(?::00(?:\.0{1,9})?)?(?![\d:.+Z])/,
    read: (_, [year, month, day, hour, minute]) => [
      dateOf(Number(year), Number(month), Number(day)),
      { is: 'clock', said: { hour: Number(hour), minute: Number(minute), how: 'exact' } },
    ],
  },
  // An offset from another zone, seconds: more than people write.
  { form: /\d{4}-\d{1,2}-\d{1,2}T\S{0,40}/, read: () => UNCLEAR },
  {
    form: /(?<![\d.])(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?![\d./]|-\d)[日号]?/,
    read: (_, [year, month, day]) => dateOf(Number(year), Number(month), Number(day)),
  },
  {
    form: /(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)/,
    read: (_, [year, month, day]) => dateOf(Number(year), Number(month), Number(day)),
  },
  // Of a year that was not understood.
  { form: new RegExp(`(?<=年[的\\s]?)${NUM}\\s?月\\s?${NUM}\\s?[日号]`), read: () => UNCLEAR },
  {
    form: new RegExp(
      `(?:(?<!\\d)(\\d{4}|\\d{2}|二[〇零一二三四五六七八九](?:[〇零一二三四五六七八九]{2})?)\\s?年[的\\s]?|(今年|明年|去年)[的\\s]?)?(${NUM})\\s?月\\s?(?:份\\s?)?(${NUM})\\s?[日号](?!${NUMBERED})`,
    ),
    read: (_, [year, which, month, day]) =>
      dateOf(year === undefined ? (YEARS[which ?? ''] ?? null) : yearOf(year), of(month), of(day)),
  },
  {
    // Without 日 only where nothing can follow that is counted, as in 12月2次.
    form: new RegExp(`(\\d{1,2})月(\\d{1,2})(?=\\s|$|[(,，、]|${WEEKDAY}|[上下中]午|早上|晚)`),
    read: (_, [month, day]) => dateOf(null, of(month), of(day)),
  },
  {
    form: new RegExp(
      `(上{1,4}个?|本|这个?|下{1,4}个?|(${NUM}))月份?的?(?:第(${NUM})|最后一?)个${WEEKDAY}([一二三四五六日天])`,
    ),
    read: (_, [which = '', month, nth, weekday = '']) => ({
      is: 'day',
      said: {
        by: 'nth',
        nth: nth === undefined ? 'last' : of(nth),
        weekday: weekdayOf(weekday),
        of: month === undefined ? { months: stepsIn(which) } : { month: of(month) },
      },
    }),
  },
  {
    form: new RegExp(`(上{1,4}个?|本|这个|下{1,4}个?)月(?:的)?(${NUM})[日号](?!${NUMBERED})`),
    read: (_, [which = '', day]) => named({ by: 'number', months: stepsIn(which), day: of(day) }),
  },
  {
    // Not of a month that was not understood.
    form: new RegExp(`(?<!月\\s?)(${NUM})[日号](?!${NUMBERED}|[常程报志记])`),
    read: (_, [day]) => named({ by: 'number', months: null, day: of(day) }),
  },
  {
    form: new RegExp(
      `(${Object.keys(FESTIVALS).join('|')})节?(?:当[天日]|这[一]?天|那[一]?天)?的?${BEFORE_CLOCK}`,
    ),
    read: (_, [name = '']) => {
      const [month = 0, day = 0] = FESTIVALS[name] ?? []
      return dateOf(null, month, day)
    },
  },
  { form: new RegExp(`${Object.keys(FESTIVALS).join('|')}`), read: () => null },
  { form: /\d{1,9}(?:[-./]\d{1,9})+(?=[”"’]?([\u4e00-\u9fff])?)/, read: parted },
  {
    form: new RegExp(
      `(?:第(${NUM})个?|(?<![\\d一二三四五六七八九十])(\\d{1,2}))(?:教学)?${WEEKDAY}[的\\s,(]{0,2}${WEEKDAY}([一二三四五六日天])(?!起)`,
    ),
    read: (_, [week, bare, weekday]) =>
      named({ by: 'teaching', week: of(week ?? bare), weekday: weekdayOf(weekday ?? '') }),
  },
  // 第12周五: the weekday, or the week and 五 of something else.
  { form: new RegExp(`第(?:${NUM})个?(?:教学)?${WEEKDAY}${SPACE}[一二三四五六日天]`), read: () => UNCLEAR },
  {
    form: new RegExp(`(${WHICH})\\s?个?${WEEKDAY}[的\\s,(]{0,2}${WEEKDAY}\\s?([一二三四五六日天])(?!起)`),
    read: (_, [which, weekday = '']) =>
      named({ by: 'weekday', weekday: weekdayOf(weekday), weeks: weeksOf(which, '星期') }),
  },
  {
    form: new RegExp(`(?:(${WHICH})\\s?)?(周|星期|礼拜)\\s?([一二三四五六日天]|[1-7](?![\\d点时:.]))(?!起)`),
    read: (_, [which, week, weekday = '']) =>
      named({ by: 'weekday', weekday: weekdayOf(weekday), weeks: weeksOf(which, week) }),
  },
  {
    form: /(大后|大前|今|明|后|昨|前)(晚|早|晨)(?!会|餐|饭|报|日)(?:上)?/,
    read: (_, [near = '', period = '']) => [
      named({ by: 'offset', days: NEAR[near] ?? 0 }),
      { is: 'period', period: DAY_PERIODS[period] ?? 'evening' },
    ],
  },
  // Not 以后天天, 最后天 or 今天天气.
  {
    form: /(?<![以然之最])(大前|大后|前|昨|今|明|后)(?:天(?!天)|儿(?![童子女]))|([今明])日(?!报|头条)/,
    read: (_, [near, formal]) => named({ by: 'offset', days: NEAR[near ?? formal ?? ''] ?? 0 }),
  },
  {
    form: new RegExp(`(${NUM})\\s?(天|周|个?星期|个?礼拜)(?:以|之|过)?后(?!${WEEKDAY})`),
    read: (_, [count, unit]) =>
      Number.isNaN(of(count))
        ? UNCLEAR
        : named({ by: 'offset', days: of(count) * (unit === '天' ? 1 : DAYS_OF_WEEK) }),
  },
]

const DAYS_OF_WEEK = 7

// 下个星期 is a week, while 下个周三 may be the next Wednesday.
function weeksOf(which: string | undefined, week: string | undefined): number | 'near' | 'one' {
  if (which === undefined) return 'near'
  const said = which.replaceAll(' ', '')
  if (said === '次') return 1
  if (said.startsWith('再')) return 2
  return said === '下个' && week === '周' ? 'one' : stepsIn(said)
}

/** 12/3, 11.27 and 12-02 are month and day; 3-201 is a room, 2026-2027 a year, and 12-3 or 14.30 nobody knows. */
function parted(said: string, [next]: (string | undefined)[]): Meaning | null {
  const parts = said.split(/[-./]/)
  const [first = '', second = ''] = parts
  const isNumber = parts.some(({ length }) => length > 2)
  if (parts.length > 2) return isNumber && !/^20\d\d$/.test(first) ? null : UNCLEAR
  if (isNumber) return null
  const [month, day] = [Number(first), Number(second)]
  const isDate = !said.includes('-') || second.startsWith('0') || day > LAST_HOUR
  if (!isDate || month > MONTHS) return said.includes('-') && month > LAST_HOUR ? null : UNCLEAR
  const isTopic = next !== undefined && !/[上下中早晚周星礼日号前之以]/.test(next)
  return dateOf(null, month, day, isTopic)
}

const MONTHS = 12
const LAST_HOUR = 24

type Year = number | 'this' | 'next' | 'last' | null

function dateOf(...[year, month, day, isTopic]: [Year, number, number, boolean?]): Meaning {
  if (Number.isNaN(month + day)) return UNCLEAR
  const years = typeof year === 'number' ? [year] : [2024]
  return years.some((one) => exists(one, month, day))
    ? named({ by: 'date', year, month, day, ...(isTopic && { isTopic }) })
    : { is: 'doubt', doubt: 'impossible' }
}

// 2月29日 exists in some year: which one is another matter.
function exists(year: number, month: number, day: number): boolean {
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth
  )
}

function named(said: DaySaid): Meaning {
  if (said.by !== 'number') return { is: 'day', said }
  if (Number.isNaN(said.day)) return UNCLEAR
  return said.day >= 1 && said.day <= 31 ? { is: 'day', said } : { is: 'doubt', doubt: 'impossible' }
}

function of(text: string | undefined): number {
  return numeral(text ?? '')
}
