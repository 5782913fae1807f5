/** A day off by law, and what it is called. */
export type StatutoryDay = { date: string; name: string }

/** The years for which the law of 2024 and the arithmetic below hold. */
export const STATUTORY_YEARS = { first: 2025, last: 2050 } as const

/** The days that are off by law, in order of date: the floor under every official table. (domain §4.3) */
export function statutoryDays(year: number): StatutoryDay[] {
  const lunar = lunarDaysIn(year)
  const [springFestival, dragonBoat, midAutumn] = LUNAR.map(({ monthCode, day }) =>
    lunar.find((each) => each.monthCode === monthCode && each.day === day)?.withCalendar('iso8601'),
  )
  return [
    ...days('元旦', on(year, 1, 1), 1),
    // From its eve 除夕 to the third day of the first month.
    ...days('春节', springFestival?.subtract({ days: 1 }), 4),
    ...days('清明节', on(year, 4, tombSweepingDay(year)), 1),
    ...days('劳动节', on(year, 5, 1), 2),
    ...days('端午节', dragonBoat, 1),
    ...days('中秋节', midAutumn, 1),
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
