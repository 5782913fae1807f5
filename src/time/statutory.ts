/** A day off by law, and what it is called. */
export type StatutoryDay = { date: string; name: string }

/** The years whose law is known here, and for which the arithmetic below holds. */
export const STATUTORY_YEARS = { first: 2004, last: 2050 } as const

/** How many days off each festival has by the law of a year; the spring festival begins on its eve or the day after. */
type Law = {
  since: number
  spring: { eve: boolean; days: number }
  labour: number
  moving: boolean
  count: number
}

/** The law as it was changed in 1999, 2007, 2013 and 2024; the latest that is in force counts. */
const LAWS: readonly Law[] = [
  { since: 2025, spring: { eve: true, days: 4 }, labour: 2, moving: true, count: 13 },
  { since: 2014, spring: { eve: false, days: 3 }, labour: 1, moving: true, count: 11 },
  { since: 2008, spring: { eve: true, days: 3 }, labour: 1, moving: true, count: 11 },
]
const LAW_OF_1999: Law = { since: 2000, spring: { eve: false, days: 3 }, labour: 3, moving: false, count: 10 }

function lawOf(year: number): Law {
  return LAWS.find(({ since }) => year >= since) ?? LAW_OF_1999
}

/** How many days a year the law grants; a day that two festivals share counts twice. */
export function statutoryCount(year: number): number {
  return lawOf(year).count
}

/** The days that are off by law, in order of date: the floor under every official table. (domain §4.3) */
export function statutoryDays(year: number): StatutoryDay[] {
  const { spring, labour, moving } = lawOf(year)
  const lunar = lunarDaysIn(year)
  const [springFestival, dragonBoat, midAutumn] = LUNAR.map(({ monthCode, day }) =>
    lunar.find((each) => each.monthCode === monthCode && each.day === day)?.withCalendar('iso8601'),
  )
  return [
    ...days('元旦', on(year, 1, 1), 1),
    // Its eve is 除夕.
    ...days('春节', springFestival?.subtract({ days: spring.eve ? 1 : 0 }), spring.days),
    ...(moving ? days('清明节', on(year, 4, tombSweepingDay(year)), 1) : []),
    ...days('劳动节', on(year, 5, 1), labour),
    ...(moving ? [...days('端午节', dragonBoat, 1), ...days('中秋节', midAutumn, 1)] : []),
    ...days('国庆节', on(year, 10, 1), 3),
  ].sort((a, b) => a.date.localeCompare(b.date))
}

/** First day of the first month, fifth of the fifth, fifteenth of the eighth; leap months do not count. */
const LUNAR = [
  { monthCode: 'M01', day: 1 },
  { monthCode: 'M05', day: 5 },
  { monthCode: 'M08', day: 15 },
]

function lunarDaysIn(year: number): Temporal.PlainDate[] {
  const first = on(year, 1, 1)
  return Array.from({ length: first.daysInYear }, (_, add) =>
    first.add({ days: add }).withCalendar('chinese'),
  )
}

/** The solar term 清明, by the mean tropical year; exact for this century. */
function tombSweepingDay(year: number): number {
  const ofCentury = year % 100
  return Math.floor(ofCentury * 0.2422 + 4.81) - Math.floor(ofCentury / 4)
}

function on(year: number, month: number, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day })
}

function days(name: string, first: Temporal.PlainDate | undefined, count: number): StatutoryDay[] {
  if (first === undefined) return []
  return Array.from({ length: count }, (_, add) => ({ date: first.add({ days: add }).toString(), name }))
}
