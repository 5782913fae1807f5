import { expect, test } from 'vitest'
import { loadCollege, type College } from '../../config/college.ts'
import { loadHolidays } from '../../config/holidays.ts'
import { MemberId } from '../../src/ids.ts'
import { openStage } from '../../src/main/demo/stage.ts'
import { MOVES_IN, OPENS } from '../../src/main/demo/facts.ts'
import { compare, refusedIn } from '../../src/main/demo/play/compare.ts'
import type { Action, Did } from '../../src/main/demo/play/action.ts'
import { expectedOf } from '../../src/main/demo/play/expect.ts'
import type { Expected, Scenario } from '../../src/main/demo/play/opening.ts'
import { countsOf, isClean, outcomeOf } from '../../src/main/demo/play/outcome.ts'
import { openChats } from '../../src/main/demo/play/chats.ts'
import { demoPast, liveUntil } from '../../src/main/demo/play/play.ts'
import type { Seen } from '../../src/main/demo/play/seen.ts'
import { story } from '../../src/main/demo/play/story.ts'
import { DEMO_COLLEGE } from '../../src/main/timetable.ts'
import { openCalendar } from '../../src/time/calendar.ts'

const AT = Temporal.Instant.from('2026-11-24T13:00:00+08:00')
const ask: Expected = { kind: 'ask', about: 'A047', to: 'ou_fx_0213', at: AT }
const came: Seen = { ...ask, message: 'om_1', title: '', lines: [], labels: [] }

test('what was sent once as promised leaves nothing to say', () => {
  expect(compare([ask], [came])).toEqual({ lost: [], repeated: [], surprising: [], early: [] })
})

test('a message that never came is lost', () => {
  expect(compare([ask, { ...ask, to: 'ou_fx_0214' }], [came]).lost).toEqual([{ ...ask, to: 'ou_fx_0214' }])
})

test('the same message twice is repeated, unless it was promised twice', () => {
  const again = { ...came, message: 'om_2' }
  expect(compare([ask], [came, again]).repeated).toEqual([again])
  expect(compare([ask, ask], [came, again]).repeated).toEqual([])
})

test('a message to somebody who was promised none is a surprise', () => {
  const other = { ...came, to: 'ou_fx_0300' }
  expect(compare([ask], [came, other]).surprising).toEqual([other])
})

test('a message before its moment is early', () => {
  const hasty = { ...came, at: AT.subtract({ minutes: 1 }) }
  expect(compare([ask], [hasty]).early).toEqual([hasty])
})

test('a full budget is no refusal, a foreign chat is', () => {
  const call = { n: 1, at: AT.toString(), ms: 1, api: 'send', effect: 'none', answered: true } as const
  const codes = [230020, 99991400, 0, 230002].map((code) => ({ ...call, code }))
  expect(refusedIn(codes).map(({ code }) => code)).toEqual([230002])
})

test('in a silent week each meeting is announced once, everybody due is asked once, and nobody else', async () => {
  const expected = expectedOf(await silentWeek())
  const of = (kind: string, about: string) =>
    expected.filter((one) => one.kind === kind && one.about === about)
  expect(of('notice', 'A047').map(({ to }) => to)).toEqual(['oc_fx_B10'])
  expect(of('notice', 'A046').map(({ to }) => to)).toEqual(['oc_fx_B10'])
  expect(of('notice', 'A076').map(({ to }) => to)).toEqual(['oc_fx_secretaries'])
  expect(of('ask', 'A047')).toHaveLength(41)
  expect(of('ask', 'A047')[0]?.at.toString()).toBe('2026-11-24T05:00:00Z')
  expect(expected.filter(({ about }) => about === 'A004')).toEqual([])
  expect(expected.filter(({ kind }) => kind === 'digest')).toHaveLength(2)
})

test('who has answered is not asked, and who said 请假 in the group is asked for the reason', async () => {
  const week = await silentWeek()
  const actions = [action('M0215', 'join'), action('M0216', 'leave')]
  const expected = expectedOf({ ...week, actions })
  const to = (who: string) => expected.filter((one) => one.about === 'A047' && one.to === `ou_fx_0${who}`)
  expect(to('215').map(({ kind }) => kind)).toEqual([])
  expect(to('216').map(({ kind }) => kind)).toEqual(['leaveForm', 'leaveForm'])
})

test('a report that was handed in is chased no more', async () => {
  const week = await silentWeek()
  const chases = (scenario: Scenario) =>
    expectedOf(scenario).filter(({ kind, about }) => kind === 'chase' && about === 'A018')
  expect(chases(week)).toHaveLength(3)
  const handedIn = {
    ...action('M0079', 'submit'),
    about: 'A018',
    at: Temporal.Instant.from('2026-11-27T12:00:00+08:00'),
  }
  expect(chases({ ...week, actions: [handedIn] })).toHaveLength(1)
})

async function silentWeek(): Promise<Scenario> {
  const calendar = openCalendar(await loadHolidays())
  const until = Temporal.Instant.from('2026-11-30T09:00:00+08:00')
  return { college: await demoCollege(), calendar, owed: [], actions: [], from: MOVES_IN, until }
}

async function demoCollege(): Promise<College> {
  const loaded = await loadCollege(DEMO_COLLEGE)
  if (!loaded.ok) throw new Error('the demo college has faults')
  return loaded.college
}

function action(who: string, what: Exclude<Did['what'], 'approve' | 'refuse' | 'say'>): Action {
  const moment = Temporal.Instant.from('2026-11-23T10:00:00+08:00')
  const taken = { taken: true, meant: true, answer: '' }
  return { at: moment, who: MemberId.parse(who), about: 'A047', did: { what }, inGroup: true, ...taken }
}

test('the first day of the demo is lived without a loss, a repeat or a surprise, and told in few lines', async () => {
  await using stage = await openStage({ port: 0, page: false })
  await stage.timeController.advanceTo(OPENS)
  const past = await demoPast(stage)
  const lived = await liveUntil(stage, { past, until: Temporal.Instant.from('2026-11-24T09:00:00+08:00') })
  const outcome = outcomeOf(lived.scenario, lived.record)
  expect(outcome).toMatchObject({ lost: [], repeated: [], surprising: [], early: [], refused: [], odd: [] })
  expect(isClean(outcome)).toBe(true)
  expect(countsOf(outcome).people.join).toBeGreaterThan(50)
  const lines = story(outcome.seen, lived.scenario.actions, openChats(stage.college, past))
  expect(lines.length).toBeLessThanOrEqual(20)
  expect(lines).toContain('周一 07:50 〔本科二支部群〕会议通知：第四季度支部党员大会，周三14:00')
})
