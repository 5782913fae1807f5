import { NUM, numeral } from './numerals.ts'
import type { Meaning, Pattern } from './types.ts'

const HOUR = 60
const DAY = 24 * HOUR
const ABOUT = '(?:约|大约|大概|预计|估计)?'
const OR_SO = '(?:左右|上下)?'
const AFTER = '(?:以|之|过)?后'
const UNTIL = '(?![内前]|以[前内]|之[前内])'
const MINUTES = String.raw`(?:(?<!\d)\d{1,4}(?!\d)|${NUM})`

/** Ways to say how long, and in how long; 1.5小时 stands before 1.5 can become a date. */
export const lengthPatterns: Pattern[] = [
  {
    form: new RegExp(`${ABOUT}\\s?(\\d{1,2}\\.\\d{1,2})\\s?个?(?:小时|钟头)(${AFTER})?${UNTIL}${OR_SO}`),
    read: (_, [hours, after]) => lengthOrWait(Number(hours) * HOUR, after),
  },
  {
    form: new RegExp(
      `${ABOUT}\\s?(${NUM})\\s?个?(半)?(?:小时|钟头)(半)?(?:零?(${NUM})分钟?)?(${AFTER})?${UNTIL}${OR_SO}`,
    ),
    read: (_, [hours, half, later, minutes, after]) =>
      lengthOrWait(of(hours) * HOUR + (half || later ? HOUR / 2 : 0) + (minutes ? of(minutes) : 0), after),
  },
  {
    form: new RegExp(`${ABOUT}\\s?半个?(?:小时|钟头)(${AFTER})?${UNTIL}${OR_SO}`),
    read: (_, [after]) => lengthOrWait(HOUR / 2, after),
  },
  {
    form: new RegExp(`${ABOUT}\\s?(${MINUTES})\\s?分钟(${AFTER})?${UNTIL}${OR_SO}`),
    read: (_, [minutes, after]) => lengthOrWait(of(minutes), after),
  },
  {
    form: new RegExp(`${ABOUT}\\s?([一二两三123])刻钟(${AFTER})?${UNTIL}${OR_SO}`),
    read: (_, [quarters, after]) => lengthOrWait(of(quarters) * 15, after),
  },
]

function lengthOrWait(minutes: number, after: string | undefined): Meaning {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > DAY) return { is: 'doubt', doubt: 'unclear' }
  return after === undefined ? { is: 'length', minutes } : { is: 'wait', minutes }
}

function of(text: string | undefined): number {
  return numeral(text ?? '')
}
