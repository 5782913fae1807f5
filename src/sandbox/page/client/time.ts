// China has one zone and no summer time; asking Intl would cost more than drawing the message.
const ZONE_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** The wall clock in full: `2026年11月23日 周一 09:00`. */
export function fullTime(at: number): string {
  const { year, month, day, weekday, hour, minute } = momentOf(at)
  return `${year}年${month}月${day}日 ${weekday} ${hour}:${minute}`
}

/** `09:00`, or `09:00:07`. */
export function timeOfDay(at: string, withSeconds = false): string {
  const { hour, minute, second } = momentOf(Date.parse(at))
  return withSeconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`
}

/** The day as people say it: `今天`, `昨天`, `11月20日 周五`, with the year when it is another one. */
export function dayName(at: string, now: number): string {
  const { year, month, day, weekday } = momentOf(Date.parse(at))
  if (sameDay(Date.parse(at), now)) return '今天'
  if (sameDay(Date.parse(at), now - DAY_MS)) return '昨天'
  const date = `${month}月${day}日 ${weekday}`
  return year === momentOf(now).year ? date : `${year}年${date}`
}

/** When a chat last spoke: the time today, else the day. */
export function lastSpoken(at: string, now: number): string {
  const day = dayName(at, now)
  return day === '今天' ? timeOfDay(at) : (day.split(' ')[0] ?? day)
}

export function sameDay(one: number, other: number): boolean {
  return Math.floor((one + ZONE_MS) / DAY_MS) === Math.floor((other + ZONE_MS) / DAY_MS)
}

function momentOf(at: number) {
  const local = new Date(at + ZONE_MS)
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: `周${'日一二三四五六'[local.getUTCDay()]}`,
    hour: two(local.getUTCHours()),
    minute: two(local.getUTCMinutes()),
    second: two(local.getUTCSeconds()),
  }
}
