import { messageOf } from '../../src/errors.ts'
import { firstRuleDay, type Recurrence } from '../../src/time/recurrence.ts'
import { didYouMean, say, shown } from './file-words.ts'
import type { Said } from './language.ts'

type Form = (value: string) => boolean

const DAY = 'MO|TU|WE|TH|FR|SA|SU'
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']

/** The parts of a rule that names days. The library leaves out of a list what cannot be, and would mean other days. */
const PARTS: Readonly<Record<string, Form>> = {
  FREQ: (value) => FREQUENCIES.includes(value),
  INTERVAL: (value) => isNumber(value, 99) && Number(value) > 0,
  COUNT: (value) => isNumber(value, 999) && Number(value) > 0,
  BYDAY: eachOf((value) => new RegExp(`^(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?(?:${DAY})$`).test(value)),
  BYMONTHDAY: eachOf((value) => isNumber(value, 31)),
  BYYEARDAY: eachOf((value) => isNumber(value, 366)),
  BYWEEKNO: eachOf((value) => isNumber(value, 53)),
  BYMONTH: eachOf((value) => isNumber(value, 12) && Number(value) > 0),
  BYSETPOS: eachOf((value) => isNumber(value, 366)),
  WKST: (value) => new RegExp(`^(?:${DAY})$`).test(value),
}
const BESIDE = new Map([
  ['UNTIL', 'until: 2026-12-31'],
  ['DTSTART', 'from: 2026-09-07'],
])

function eachOf(form: Form): Form {
  return (value) => value.split(',').every(form)
}

function isNumber(value: string, most: number): boolean {
  const number = Math.abs(Number(value))
  return /^[+-]?\d{1,3}$/.test(value) && number >= 1 && number <= most
}

/** What is wrong with a rule of RFC 5545; null when it is one that names days. */
export function ruleFault(rrule: string): Said | null {
  const seen = new Set<string>()
  for (const part of rrule.split(';')) {
    const [key = '', ...values] = part.split('=')
    const value = values.join('=')
    const fault = seen.has(key) ? say().rulePartTwice(shown(key)) : partFault(key, value)
    if (fault !== null) return fault
    seen.add(key)
  }
  return wholeFault(rrule)
}

function partFault(key: string, value: string): Said | null {
  const beside = BESIDE.get(key)
  if (beside !== undefined) return say().ruleBeside(key, beside)
  const form = PARTS[key]
  if (form === undefined) return say().rulePart(shown(key), didYouMean(key, Object.keys(PARTS)))
  if (form(value)) return null
  return say().ruleValue(key, shown(value), key === 'FREQ' ? FREQUENCIES.join('、') : null)
}

function wholeFault(rrule: string): Said | null {
  try {
    firstRuleDay({ rrule, since: null })
    return null
  } catch (thrown) {
    const what = messageOf(thrown)
    if (isNever(what)) return null
    if (what.includes('numeric value')) return say().ruleNumbered()
    return what.includes('include FREQ') ? say().ruleWithoutFreq() : say().ruleWrong()
  }
}

/** What is wrong with a rule that names no day when it counts from there; null when it names one. */
export function neverFault(rule: Recurrence): Said | null {
  const never = say().ruleNever()
  try {
    return firstRuleDay(rule) === null ? never : null
  } catch (thrown) {
    if (isNever(messageOf(thrown))) return never
    throw thrown
  }
}

// The library gives up where it has looked for long enough.
function isNever(what: string): boolean {
  return what.startsWith('Maximum')
}

/** Whether the rule means other days when it counts from another one: then `from` must be written. */
export function needsBeginning(rrule: string): boolean {
  const parts = new Map(rrule.split(';').map((part) => [part.split('=')[0], part.split('=')[1]]))
  if (parts.has('COUNT') || Number(parts.get('INTERVAL') ?? 1) > 1) return true
  const namesDays = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY'].some((key) => parts.has(key))
  return parts.get('FREQ') !== 'DAILY' && !namesDays
}
