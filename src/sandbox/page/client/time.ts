const zone = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

type Moment = { year: string; month: string; day: string; weekday: string; hour: string; minute: string }

/** The wall clock in full: `2026年11月23日 周一 09:00`. */
export function fullTime(at: number): string {
  const { year, month, day, weekday, hour, minute } = momentOf(at)
  return `${year}年${month}月${day}日 ${weekday} ${hour}:${minute}`
}

/** `09:00`. */
export function timeOfDay(at: string): string {
  const { hour, minute } = momentOf(Date.parse(at))
  return `${hour}:${minute}`
}

/** The day as people say it: `今天`, `昨天`, `11月20日 周五`, with the year when it is another one. */
export function dayName(at: string, now: number): string {
  const { year, month, day, weekday } = momentOf(Date.parse(at))
  if (sameDay(Date.parse(at), now)) return '今天'
  if (sameDay(Date.parse(at), now - 86_400_000)) return '昨天'
  const date = `${month}月${day}日 ${weekday}`
  return year === momentOf(now).year ? date : `${year}年${date}`
}

/** When a chat last spoke: the time today, else the day. */
export function lastSpoken(at: string, now: number): string {
  const day = dayName(at, now)
  return day === '今天' ? timeOfDay(at) : (day.split(' ')[0] ?? day)
}

export function sameDay(one: number, other: number): boolean {
  const [a, b] = [momentOf(one), momentOf(other)]
  return a.year === b.year && a.month === b.month && a.day === b.day
}

function momentOf(at: number): Moment {
  const found: Record<string, string> = {}
  for (const { type, value } of parts.formatToParts(at)) found[type] = value
  const { year = '', month = '', day = '', weekday = '', hour = '', minute = '' } = found
  return { year, month, day, weekday, hour, minute }
}
