import { numeral } from './numerals.ts'

const COUNT = '(\\d{1,2}(?:\\.5)?|[一二两三四五六七八九十]{1,3})'
const HOUR = '(?:个?(?:小时|钟头))'
const HALF_HOUR = new RegExp(`^半${HOUR}$`)
const HOURS = new RegExp(`^${COUNT}(个?半)?${HOUR}(半)?$`)
const SHORT = new RegExp(`^${COUNT}(分钟?|刻钟)$`)
const LONG = new RegExp(`^${COUNT}(天|日|个?(?:周|星期|礼拜))$`)
const WEEK = 7
const QUARTER = 15

/** Reads by how much something is put off or brought forward, such as 半小时, 一个半小时 or 两天; null for anything else. */
export function readShift(text: string): Temporal.Duration | null {
  const said = text.normalize('NFKC').replace(/\s+/g, '')
  if (HALF_HOUR.test(said)) return Temporal.Duration.from({ minutes: 30 })
  const [, hours, half, later] = HOURS.exec(said) ?? []
  if (hours !== undefined) return lasting((countOf(hours) + (half || later ? 0.5 : 0)) * 60, 'minutes')
  const [, short, unit] = SHORT.exec(said) ?? []
  if (short !== undefined) return lasting(countOf(short) * (unit === '刻钟' ? QUARTER : 1), 'minutes')
  const [, long, days = ''] = LONG.exec(said) ?? []
  return long === undefined ? null : lasting(countOf(long) * (/[天日]/.test(days) ? 1 : WEEK), 'days')
}

function countOf(text: string): number {
  return text.endsWith('.5') ? Number(text) : numeral(text)
}

// Half a minute, half a day and no length at all are none that a meeting is moved by.
function lasting(count: number, unit: 'minutes' | 'days'): Temporal.Duration | null {
  return Number.isInteger(count) && count > 0 ? Temporal.Duration.from({ [unit]: count }) : null
}
