import { NUM, numeral } from './numerals.ts'
import type { ClockSaid, Meaning, Pattern, Period } from './types.ts'

const PERIODS: Readonly<Record<string, Period>> = {
  凌晨: 'dawn',
  清晨: 'morning',
  清早: 'morning',
  早晨: 'morning',
  早上: 'morning',
  上午: 'morning',
  早: 'morning',
  中午: 'noon',
  下午: 'afternoon',
  午后: 'afternoon',
  傍晚: 'dusk',
  晚上: 'evening',
  晚间: 'evening',
  晚: 'evening',
}
/** What three points are, when they are none of the clock. */
const POINTS = '意见|要求|建议|说明|希望|体会|思考|内容|措施|问题|原因|注意|感想|看法|经验|共识'
/** What may follow an hour that stands alone; before other words 三点 may be three points. */
const ALONE = String.raw`\s|$|[-~—–―‒−〜至到,，、。.;；:()）（!?]|[前之以开召起准集签在整]`
const DONE = `(?=${ALONE})`
const HOUR_OF_RANGE = String.raw`(${NUM})(?=\s*(?:[-~—–―‒−〜至]|到)+\s*${NUM}\s*(?:[点时]|:\d\d))`
const PER_HOUR = 60

const unclear: Meaning = { is: 'doubt', doubt: 'unclear' }

/** Ways to say a time of day or how long; 1.5小时 stands before 1.5 can become a date. */
export const clockPatterns: Pattern[] = [
  { form: /(\d+\.\d+)\s*个?小时(?![内前后以])/, read: (_, [hours]) => length(Number(hours) * PER_HOUR) },
  {
    form: new RegExp(`(${NUM})\\s*个?(半)?(?:小时|钟头)(半)?(?:(${NUM})分钟?)?(?![内前后以])`),
    read: (_, [hours, half, later, minutes]) =>
      length(of(hours) * PER_HOUR + (half || later ? PER_HOUR / 2 : 0) + (minutes ? of(minutes) : 0)),
  },
  { form: /半个?小时(?![内前后以])/, read: () => length(PER_HOUR / 2) },
  {
    form: new RegExp(`(\\d{1,4}|${NUM})\\s*分钟(?![内前后以])`),
    read: (_, [minutes]) => length(of(minutes)),
  },
  { form: new RegExp(`${NUM}[点时](?:${POINTS})`), read: () => null },
  {
    form: /(?<![\d:.])(\d{1,2}):(\d{2})(?![\d:]|\.\d)/,
    read: (_, [hour = '', minute]) =>
      clock({ hour: Number(hour), minute: Number(minute), how: hour.startsWith('0') ? 'padded' : 'plain' }),
  },
  {
    form: new RegExp(HOUR_OF_RANGE),
    read: (_, [hour]) => clock({ hour: of(hour), minute: 0, how: 'plain' }),
  },
  {
    form: new RegExp(
      `(${NUM})[点时](?:(半)|([一1三3])刻|([〇零0]${NUM}|${NUM})分(?!钟)|([〇零0]\\d(?!\\d)|[〇零][一二三四五六七八九]))`,
    ),
    read: (_, [hour, half, quarter, minute, padded]) =>
      clock({ hour: of(hour), minute: minuteOf({ half, quarter, minute: minute ?? padded }), how: 'plain' }),
  },
  {
    form: new RegExp(`(${NUM})[点时](\\d{2}|[二三四五]?十[一二三四五六七八九]?)${DONE}`),
    read: (_, [hour, minute]) => clock({ hour: of(hour), minute: of(minute), how: 'plain' }),
  },
  // 两点五, 两点二十大精神: the number may belong to the time or not.
  { form: new RegExp(`${NUM}[点时](?:\\d{1,2}(?!\\d)|[〇零一二两三四五六七八九十])`), read: () => unclear },
  {
    form: new RegExp(`(${NUM})[点时](?:钟|整|(${DONE}))?`),
    read: (said, [hour, alone]) =>
      clock({
        hour: of(hour),
        minute: 0,
        how: alone === undefined && /[点时]$/.test(said) ? 'loose' : 'plain',
      }),
  },
  { form: /(?:上午|下午|早上|中午|晚上)好|[早晚](?:会|餐|饭|读|操|课|报|宴|自习|日)/, read: () => null },
  {
    form: new RegExp(
      `凌晨|清晨|清早|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间|[早晚](?=\\s*${NUM}\\s*(?:[点时:]))`,
    ),
    read: (said) => period(said),
  },
  { form: /[早晚]/, after: 'time', read: (said) => period(said) },
]

function period(said: string): Meaning {
  return { is: 'period', period: PERIODS[said] ?? 'evening' }
}

function clock(said: ClockSaid): Meaning {
  const { hour, minute } = said
  if (Number.isNaN(hour + minute)) return unclear
  const exists = minute < PER_HOUR && (hour < 24 || (hour === 24 && minute === 0))
  return exists ? { is: 'clock', said } : { is: 'doubt', doubt: 'impossible' }
}

type Minute = { half: string | undefined; quarter: string | undefined; minute: string | undefined }

function minuteOf({ half, quarter, minute }: Minute): number {
  if (half !== undefined) return 30
  if (quarter !== undefined) return /[一1]/.test(quarter) ? 15 : 45
  return of((minute ?? '').replace(/^[〇零0](?=.)/, ''))
}

const DAY = 24 * PER_HOUR

function length(minutes: number): Meaning {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= DAY ? { is: 'length', minutes } : unclear
}

function of(text: string | undefined): number {
  return numeral(text ?? '')
}
