import { NUM, numeral } from './numerals.ts'
import { COUNTED } from './word-patterns.ts'
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
const O_CLOCK = '[点时](?![名评题赞击间期差])'
const HOUR_OF_RANGE = String.raw`(${NUM})(?=\s?(?:[-~—–―‒−〜至]|到){1,4}\s?${NUM}\s?(?:[点时]|:\d\d))`
/** 5号楼, 二楼, 一支部: a number behind the hour that is none of its minutes. */
const PLACE = String.raw`(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:号?楼|层|号?会议室|栋|[-号](?!\d{1,2}[点时:])[\d楼室馆厅])|(?:\d{1,2}|[一二三四五六七八九])号?教|(?:\d|[一二三四五六七八九十])(?:支部|党小组))`
const MINUTE = '\\d{2}|[二三四五]?十[一二三四五六七八九]?'
const PER_HOUR = 60

const UNCLEAR: Meaning = { is: 'doubt', doubt: 'unclear' }

/** Ways to say a time of day. */
export const clockPatterns: Pattern[] = [
  { form: new RegExp(`${NUM}[点时](?:${POINTS})`), read: () => null },
  {
    // 14:00:00, as a sheet shows it; 14:30分, 2:30点.
    form: /(?<![\d:.])(\d{1,2}):(\d{2})(?::00(?![\d:.]))?(?![\d:]|\.\d)(?:分(?![钟享析])|点(?![名评题]))?/,
    read: (_, [hour = '', minute]) =>
      clock({ hour: Number(hour), minute: Number(minute), how: hour.startsWith('0') ? 'padded' : 'plain' }),
  },
  {
    form: new RegExp(HOUR_OF_RANGE),
    read: (_, [hour]) => clock({ hour: of(hour), minute: 0, how: 'plain' }),
  },
  {
    form: new RegExp(
      `(${NUM})${O_CLOCK}过?(?:(半)|([一1三3])刻|([〇零0]${NUM}|${NUM})分(?!钟)|([〇零0]\\d(?!\\d)|[〇零][一二三四五六七八九]))`,
    ),
    read: (_, [hour, half, quarter, minute, padded]) =>
      clock({ hour: of(hour), minute: minuteOf({ half, quarter, minute: minute ?? padded }), how: 'plain' }),
  },
  {
    form: new RegExp(
      `(${NUM})${O_CLOCK}(?!${PLACE})(${MINUTE})(?:${DONE}|(?![\\d一二三四五六七八九十${COUNTED}]))`,
    ),
    read: (_, [hour, minute]) => clock({ hour: of(hour), minute: of(minute), how: 'plain' }),
  },
  // 两点五, 两点二十大精神: the number may belong to the time or not.
  {
    form: new RegExp(`${NUM}${O_CLOCK}(?!${PLACE})(?:\\d{1,2}(?!\\d)|[〇零一二两三四五六七八九十])`),
    read: () => UNCLEAR,
  },
  {
    form: new RegExp(`(${NUM})${O_CLOCK}(?:钟|整|(${DONE}|(?=${PLACE}))|)`),
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
      `凌晨|清晨|清早|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间|[早晚](?=\\s?${NUM}\\s?(?:[点时:]))`,
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
  if (Number.isNaN(hour + minute)) return UNCLEAR
  const exists = minute < PER_HOUR && (hour < 24 || (hour === 24 && minute === 0))
  return exists ? { is: 'clock', said } : { is: 'doubt', doubt: 'impossible' }
}

type Minute = { half: string | undefined; quarter: string | undefined; minute: string | undefined }

function minuteOf({ half, quarter, minute }: Minute): number {
  if (half !== undefined) return 30
  if (quarter !== undefined) return /[一1]/.test(quarter) ? 15 : 45
  return of((minute ?? '').replace(/^[〇零0](?=.)/, ''))
}

function of(text: string | undefined): number {
  return numeral(text ?? '')
}
