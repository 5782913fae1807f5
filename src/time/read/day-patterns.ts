import { NUM, numeral, stepsIn, weekdayOf, yearOf } from './numerals.ts'
import type { DaySaid, Meaning, Pattern, Period } from './types.ts'

const WEEKDAY = '(?:周|星期|礼拜)'
const NEAR: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 }
const YEARS: Readonly<Record<string, 'this' | 'next' | 'last'>> = { 今年: 'this', 明年: 'next', 去年: 'last' }
const DAY_PERIODS: Readonly<Record<string, Period>> = { 晚: 'evening', 早: 'morning', 晨: 'morning' }
/** What makes 3号 a place or a paper. */
const NUMBERED = '楼|馆|教|会议|厅|门|院|报告|室|文|公寓|实验|线|机|桌|厂|店|展|餐'

const unclear: Meaning = { is: 'doubt', doubt: 'unclear' }

/** Ways to name one day. A longer way stands before a shorter one that it begins with. */
export const dayPatterns: Pattern[] = [
  {
    form: /(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{2}):(\d{2})(?::00(?:\.0+)?)?(?![\d:.+Z])/,
    read: (_, [year, month, day, hour, minute]) => [
      dateOf(Number(year), Number(month), Number(day)),
      { is: 'clock', said: { hour: Number(hour), minute: Number(minute), how: 'exact' } },
    ],
  },
  // An offset from another zone, seconds: more than people write.
  { form: /\d{4}-\d{1,2}-\d{1,2}T\S*/, read: () => unclear },
  {
    form: /(?<![\d.])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d./]|-\d)[日号]?/,
    read: (_, [year, month, day]) => dateOf(Number(year), Number(month), Number(day)),
  },
  // Of a year that was not understood.
  { form: new RegExp(`(?<=年\\s*)${NUM}\\s*月\\s*${NUM}\\s*[日号]`), read: () => unclear },
  {
    form: new RegExp(
      `(?:(?<!\\d)(\\d{4}|\\d{2}|二[〇零一二三四五六七八九](?:[〇零一二三四五六七八九]{2})?)\\s*年\\s*|(今年|明年|去年)\\s*)?(${NUM})\\s*月\\s*(?:份\\s*)?(${NUM})\\s*[日号](?!${NUMBERED})`,
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
    form: new RegExp(`(上+个?|本|这个|下+个?)月(?:的)?(${NUM})[日号](?!${NUMBERED})`),
    read: (_, [which = '', day]) => named({ by: 'number', months: stepsIn(which), day: of(day) }),
  },
  {
    // Not of a month that was not understood.
    form: new RegExp(`(?<!月\\s*)(${NUM})[日号](?!${NUMBERED})`),
    read: (_, [day]) => named({ by: 'number', months: null, day: of(day) }),
  },
  { form: /\d+(?:[-./]\d+)+/, read: parted },
  {
    form: new RegExp(
      `第(${NUM})个?(?:教学)?(?:周|星期)(?:的|\\s)*(?:周|星期|礼拜)([一二三四五六日天])(?!起)`,
    ),
    read: (_, [week, weekday]) =>
      named({ by: 'teaching', week: of(week), weekday: weekdayOf(weekday ?? '') }),
  },
  {
    form: /(上+|本|这个|这|下+)个?(?:周|星期|礼拜)(?:的|\s)*\(?(?:周|星期|礼拜)([一二三四五六日天])(?!起)/,
    read: (_, [which, weekday = '']) =>
      named({ by: 'weekday', weekday: weekdayOf(weekday), weeks: weeksOf(which, '星期') }),
  },
  {
    form: /(上+个?|本|这个|这|下+个?)?(周|星期|礼拜)([一二三四五六日天]|[1-7](?![\d点时:.]))(?!起)/,
    read: (_, [which, week, weekday = '']) =>
      named({ by: 'weekday', weekday: weekdayOf(weekday), weeks: weeksOf(which, week) }),
  },
  {
    form: /(今|明|后|昨)(晚|早|晨)(?:上)?/,
    read: (_, [near = '', period = '']) => [
      named({ by: 'offset', days: NEAR[near] ?? 0 }),
      { is: 'period', period: DAY_PERIODS[period] ?? 'evening' },
    ],
  },
  // Not 以后天天, 最后天 or 今天天气.
  {
    form: /(?<![以然之最])(大前|大后|前|昨|今|明|后)天(?!天)|([今明])日(?!报|头条)/,
    read: (_, [near, formal]) => named({ by: 'offset', days: NEAR[near ?? formal ?? ''] ?? 0 }),
  },
]

// 下个星期 is a week, while 下个周三 may be the next Wednesday.
function weeksOf(which: string | undefined, week: string | undefined): number | 'near' | 'one' {
  if (which === undefined) return 'near'
  return which === '下个' && week === '周' ? 'one' : stepsIn(which.replace(/个$/, ''))
}

/** 12/3 and 11.27 are month and day; 3-201 is a room, 2026-2027 a year, and 12-3 or 14.30 nobody knows. */
function parted(said: string): Meaning | null {
  const parts = said.split(/[-./]/)
  const [first = '', second = ''] = parts
  if (parts.length > 2) return unclear
  if (first.length > 2 || second.length > 2) return null
  const [month, day] = [Number(first), Number(second)]
  if (said.includes('-')) return month <= 24 ? unclear : null
  return month <= 12 ? dateOf(null, month, day) : unclear
}

function dateOf(year: number | 'this' | 'next' | 'last' | null, month: number, day: number): Meaning {
  if (Number.isNaN(month + day)) return unclear
  const years = typeof year === 'number' ? [year] : [2024]
  return years.some((one) => exists(one, month, day))
    ? named({ by: 'date', year, month, day })
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
  if (Number.isNaN(said.day)) return unclear
  return said.day >= 1 && said.day <= 31 ? { is: 'day', said } : { is: 'doubt', doubt: 'impossible' }
}

function of(text: string | undefined): number {
  return numeral(text ?? '')
}
