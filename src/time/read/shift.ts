import { numeral } from './numerals.ts'

const COUNT = '\\d{1,2}(?:\\.5)?|[一二两三四五六七八九十]{1,3}'
const HOUR = '(?:小时|钟头)'
const AND = '[零又加和]?'
const SHIFT = new RegExp(
  [
    `^(?:(?:(?<weeks>${COUNT})个?(?:周|星期|礼拜))?${AND}(?:(?<days>${COUNT})[天日])?)?`,
    `(?:${AND}(?:(?<hours>${COUNT})(?<half>个?半)?个?${HOUR}(?<later>半)?|(?<only>半个?${HOUR})))?`,
    `(?:${AND}(?:(?<minutes>${COUNT})分钟?|(?<quarters>${COUNT})刻钟?))?$`,
  ].join(''),
)
/** A length that is none: 半天, 一天半, 两三天, 几个小时, 一小时左右. */
const VAGUE =
  /^(?:大?约|大概|再)?[\d.〇零一二两三四五六七八九十百半几多数来个上下点钟小时天日周星期礼拜月年分刻秒又加和]*(?:天|日|周|星期|礼拜|月|年|小时|钟头|钟|分|刻|秒)[半多]?(?:左右|上下|以?后|吧|再?(?:开|召开|举行|进行|开始))?$/
const QUARTER = 15

/**
 * Reads by how much something is put off or brought forward, such as 半小时, 两小时30分 or 一周零一天; `unsure` for a length that
 * cannot be taken whole, such as 一天半; null for anything else.
 */
export function readShift(text: string): Temporal.Duration | 'unsure' | null {
  const said = text.normalize('NFKC').replace(/\s+/g, '')
  const found = SHIFT.exec(said)?.groups
  const duration = found === undefined ? null : lasting(found)
  return duration ?? (VAGUE.test(said) ? 'unsure' : null)
}

// Half a day and no length at all are none that a meeting is moved by.
function lasting(said: Record<string, string | undefined>): Temporal.Duration | null {
  const halves = [said['half'], said['later'], said['only']].filter((one) => one !== undefined).length
  const weeks = countOf(said['weeks'])
  const days = countOf(said['days'])
  const beyond = countOf(said['minutes']) + countOf(said['quarters']) * QUARTER
  const minutes = (countOf(said['hours']) + halves / 2) * 60 + beyond
  const isWhole = [weeks, days, beyond, minutes].every(Number.isInteger) && halves + (beyond > 0 ? 1 : 0) < 2
  return isWhole && weeks + days + minutes > 0
    ? Temporal.Duration.from({ days: weeks * 7 + days, minutes })
    : null
}

function countOf(text: string | undefined): number {
  if (text === undefined) return 0
  return text.endsWith('.5') ? Number(text) : numeral(text)
}
