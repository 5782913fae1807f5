import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstRuleDay, ruleDays } from '../../src/time/recurrence.ts'
import { aDay, daysByDefinition, ruleOf, someParts } from './rule-oracle.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const days = (rrule: string, [from, to]: [string, string], since: string | null = null) =>
  ruleDays({ rrule, since: since === null ? null : day(since) }, { from: day(from), to: day(to) }).map(String)

test('every day that a rule names by definition, and no other, whatever stretch is looked at', () => {
  fc.assert(
    fc.property(someParts, aDay, fc.integer({ min: 0, max: 200 }), (parts, from, length) => {
      const to = from.add({ days: length })
      const expected = [...daysByDefinition(parts, to)].filter(
        (each) => Temporal.PlainDate.compare(from, each) <= 0,
      )
      expect(ruleDays(ruleOf(parts), { from, to }).map(String)).toEqual(expected.map(String))
    }),
    { numRuns: 400 },
  )
})

test('looked at in two parts, a stretch has the same days as in one', () => {
  fc.assert(
    fc.property(someParts, aDay, fc.tuple(fc.nat(90), fc.nat(90)), (parts, from, [one, other]) => {
      const rule = ruleOf(parts)
      const [middle, to] = [from.add({ days: one }), from.add({ days: one + 1 + other })]
      const parted = [
        ...ruleDays(rule, { from, to: middle }),
        ...ruleDays(rule, { from: middle.add({ days: 1 }), to }),
      ]
      expect(parted.map(String)).toEqual(ruleDays(rule, { from, to }).map(String))
    }),
  )
})

test('the rules that colleges write', () => {
  expect(days('FREQ=MONTHLY;BYDAY=2WE', ['2026-11-23', '2027-02-10'])).toEqual([
    '2026-12-09',
    '2027-01-13',
    '2027-02-10',
  ])
  // The last working day of a month, and 七一.
  expect(days('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', ['2026-11-01', '2027-01-31'])).toEqual([
    '2026-11-30',
    '2026-12-31',
    '2027-01-29',
  ])
  expect(days('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1', ['2026-01-01', '2027-12-31'])).toEqual([
    '2026-07-01',
    '2027-07-01',
  ])
  // Every other Wednesday, counted from the first week of the term.
  expect(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', ['2026-09-10', '2026-10-10'], '2026-09-07')).toEqual([
    '2026-09-23',
    '2026-10-07',
  ])
  expect(days('FREQ=DAILY', ['2026-11-24', '2026-11-23'])).toEqual([])
})

test('a rule has a first day, or none', () => {
  expect(firstRuleDay({ rrule: 'FREQ=MONTHLY;BYDAY=2WE', since: day('2026-11-12') })?.toString()).toBe(
    '2026-12-09',
  )
  expect(() => firstRuleDay({ rrule: 'BYDAY=2WE', since: null })).toThrow('FREQ')
})
