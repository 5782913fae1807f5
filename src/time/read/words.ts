import { moment } from '../format.ts'
import type { Asking, Doubt, Reading, Seen } from './types.ts'

type Saying = (said: string) => string

/** What is asked instead of guessing. */
const questions: Record<Doubt, Saying> = {
  noDay: () => '没有写明是哪一天，请补上日期，例如“12月2日”或“下周三”。',
  noClock: () => '没有写明几点开始，请补上时间，例如“14:00”或“下午两点”。',
  hour: (said) => `“${said}”可能是上午，也可能是晚上，请写明。`,
  contradiction: (said) => `“${said}”有不止一种可能，请确认是哪一天。`,
  twoDays: (said) => `“${said}”不止一天，请只写一天。`,
  twoTimes: (said) => `“${said}”不能确定几点开始，请只写一个开始时间。`,
  week: (said) => `“${said}”不在学期内，请改写日期。`,
  far: (said) => `“${said}”离现在超过半年，请写明年份。`,
  series: (said) => `“${said}”是定期的会议，这里只能安排单次会议，请写明是哪一天。`,
  deadline: () => '写的是截止时间，不是开始时间，请写明哪天几点开始。',
  impossible: (said) => `没有“${said}”这个时间，请核对后再写。`,
  unclear: (said) => `文中有“${said}”，时间不能确定，请写明哪天几点开始。`,
}

/** What is asked, without the starts that may be meant. */
export function doubtOf({ doubt, said }: Pick<Asking, 'doubt' | 'said'>): string {
  return questions[doubt](said)
}

/** The question that a reading ends in; null when it is a start that lies ahead. */
export function questionOf(reading: Reading, seen: Seen): string | null {
  if (reading.kind !== 'ask') {
    return reading.kind === 'start' ? null : `${moment(reading.start, seen)}已经过去，请写今后的时间。`
  }
  const choices = reading.choices.map((choice) => moment(choice, seen))
  const question = doubtOf(reading)
  return choices.length === 0 ? question : `${question}可能是：${choices.join('；')}。`
}
