import { expect, test } from 'vitest'
import { outcomeIn } from '../../src/measures/facts/rules.ts'
import { days } from './setup.ts'

const week = days('2026-11-16', '2026-11-23')
const weekAfter = days('2026-11-23', '2026-11-30')
const at = (local: string) => Temporal.Instant.from(`${local}+08:00`)
const known = (startsAt: string, since: string) => ({ startsAt: at(startsAt), at: at(since) })

const BEFORE = '2026-11-10T09:00'
const IN = '2026-11-18T09:00'
const WEDNESDAY = '2026-11-18T14:00'
const NEXT_WEDNESDAY = '2026-11-25T14:00'

function outcomes(state: string, ...starts: [string, string][]) {
  const meeting = { state, startsAt: at(starts.at(-1)?.[0] ?? '') }
  const all = starts.map(([start, since]) => known(start, since))
  return [outcomeIn(week, meeting, all), outcomeIn(weekAfter, meeting, all)]
}

test('what was planned before the week and held is held in it and nowhere else', () => {
  expect(outcomes('ended', [WEDNESDAY, BEFORE])).toEqual(['held', null])
})

test('what moved during the week counts as moved there, and is planned for the week into which it moved', () => {
  expect(outcomes('ended', [WEDNESDAY, BEFORE], [NEXT_WEDNESDAY, IN])).toEqual(['moved', 'held'])
  expect(outcomes('scheduled', [WEDNESDAY, BEFORE], [NEXT_WEDNESDAY, IN])).toEqual(['moved', 'open'])
})

test('what moved before the week began was never planned for it', () => {
  expect(outcomes('ended', [WEDNESDAY, '2026-11-01T09:00'], [NEXT_WEDNESDAY, BEFORE])).toEqual([null, 'held'])
})

test('what moved within the week, or there and back, is held', () => {
  expect(outcomes('ended', [WEDNESDAY, BEFORE], ['2026-11-20T14:00', IN])).toEqual(['held', null])
  const back: [string, string] = [WEDNESDAY, '2026-11-18T10:00']
  expect(outcomes('ended', [WEDNESDAY, BEFORE], [NEXT_WEDNESDAY, IN], back)).toEqual(['held', null])
})

test('what was brought forward into the week is planned for it and not for its own', () => {
  expect(outcomes('ended', [NEXT_WEDNESDAY, BEFORE], [WEDNESDAY, '2026-11-17T09:00'])).toEqual(['held', null])
})

test('what was put off across midnight on Sunday moved to the week after', () => {
  const sunday: [string, string] = ['2026-11-22T23:30', BEFORE]
  expect(outcomes('scheduled', sunday, ['2026-11-23T00:30', '2026-11-22T20:00'])).toEqual(['moved', 'open'])
})

test('what was first published in the week, or written down after it, counts by the start that was said first', () => {
  expect(outcomes('ended', [WEDNESDAY, IN])).toEqual(['held', null])
  expect(outcomes('ended', [WEDNESDAY, '2026-11-26T09:00'])).toEqual(['held', null])
})

test('what moved and was cancelled then is cancelled in both weeks', () => {
  expect(outcomes('cancelled', [WEDNESDAY, BEFORE], [NEXT_WEDNESDAY, IN])).toEqual(['cancelled', 'cancelled'])
})

test.each([
  ['adjourned', 'adjourned'],
  ['unheld', 'cancelled'],
  ['scheduled', 'open'],
])('a meeting that is %s counts as %s', (state, outcome) => {
  expect(outcomes(state, [WEDNESDAY, BEFORE])).toEqual([outcome, null])
})
