import { messageOf } from '../../src/errors.ts'
import { firstRuleDay, type Recurrence } from '../../src/time/recurrence.ts'
import { didYouMean } from './nearest.ts'

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
const EXAMPLE = 'write it like "FREQ=MONTHLY;BYDAY=2WE", the second Wednesday of each month'
const BESIDE = new Map([
  ['UNTIL', 'write until: 2026-12-31 beside it'],
  ['DTSTART', 'write from: 2026-09-07 beside it'],
])

function eachOf(form: Form): Form {
  return (value) => value.split(',').every(form)
}

function isNumber(value: string, most: number): boolean {
  const number = Math.abs(Number(value))
  return /^[+-]?\d{1,3}$/.test(value) && number >= 1 && number <= most
}

/** What is wrong with the text of a rule, and what to do about it. */
export type RuleFault = { what: string; cure: string }

/** What is wrong with a rule of RFC 5545; null when it is one that names days. */
export function ruleFault(rrule: string): RuleFault | null {
  const seen = new Set<string>()
  for (const part of rrule.split(';')) {
    const [key = '', ...values] = part.split('=')
    const value = values.join('=')
    const fault = seen.has(key) ? { what: `“${key}” stands twice`, cure: EXAMPLE } : partFault(key, value)
    if (fault !== null) return fault
    seen.add(key)
  }
  return wholeFault(rrule)
}

function partFault(key: string, value: string): RuleFault | null {
  const beside = BESIDE.get(key)
  if (beside !== undefined) return { what: `${key} is no part of the rule here`, cure: beside }
  const form = PARTS[key]
  if (form === undefined) return { what: `unknown part “${key}”`, cure: didYouMean(key, Object.keys(PARTS)) }
  if (form(value)) return null
  const cure = key === 'FREQ' ? `known here: ${FREQUENCIES.join(', ')}` : EXAMPLE
  return { what: `${key} cannot be “${value}”`, cure }
}

function wholeFault(rrule: string): RuleFault | null {
  try {
    firstRuleDay({ rrule, since: null })
    return null
  } catch (thrown) {
    const what = messageOf(thrown)
    return isNever(what) ? null : { what, cure: EXAMPLE }
  }
}

/** What is wrong with a rule that names no day when it counts from there; null when it names one. */
export function neverFault(rule: Recurrence): RuleFault | null {
  const never = { what: 'this rule never comes', cure: EXAMPLE }
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
