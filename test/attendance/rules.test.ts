import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as answers from '../../src/attendance/answers/rules.ts'
import { countsOf, judge } from '../../src/attendance/checkin/rules.ts'
import { roles } from '../../src/attendance/list/rules.ts'
import type { Roll } from '../../src/attendance/types.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'

const member = (n: number) => MemberId.parse(`M${n}`)
const people = fc.uniqueArray(fc.integer({ min: 1, max: 60 }).map(member), { maxLength: 40 })
const at = (time: string) => Temporal.Instant.from(`2026-11-25T${time}:00+08:00`)

function aRoll(over: Partial<Roll> = {}): Roll {
  const [startsAt, opensAt, lateAfter, closesAt] = [at('14:00'), at('13:45'), at('14:10'), at('16:10')]
  const meeting = MeetingId.parse('A1')
  return {
    meeting,
    startsAt,
    answerBy: startsAt,
    opensAt,
    lateAfter,
    closesAt,
    state: 'open',
    closedAt: null,
    ...over,
  }
}

const crowd = fc.record({ due: people, exempt: people, observers: people, came: people, away: people })

test('expected is present plus leave plus absent plus unconfirmed, late are among the present, observers outside all', () => {
  fc.assert(
    fc.property(crowd, ({ due, exempt, observers, came, away }) => {
      const list = roles({ expected: due, exempt, observers })
      const isLate = (who: MemberId) => Number(who.slice(1)) % 3 === 0
      const rows = list.map(({ who, role }) => {
        const mark = role === 'due' && away.includes(who) ? ('leave' as const) : null
        const left = { role, mark }
        if (!came.includes(who)) return left
        return {
          role,
          mark: role === 'due' && isLate(who) ? ('late' as const) : ('present' as const),
        }
      })
      const counts = countsOf(rows, 'closed')
      expect(countsOf(rows, 'open')).toEqual({ ...counts, unconfirmed: 0 })
      expect(counts.expected).toBe(due.length)
      expect(counts.expected).toBe(counts.present + counts.leave + counts.absent + counts.unconfirmed)
      expect(counts.absent).toBe(0)
      expect(counts.guests).toBeLessThanOrEqual(exempt.filter((who) => !due.includes(who)).length)
      expect(counts.late).toBeLessThanOrEqual(counts.present)
      expect(counts.observers).toBeLessThanOrEqual(observers.filter((who) => !due.includes(who)).length)
    }),
  )
})

test('who is expected stays so, even when named as exempt or observer too', () => {
  const [one] = [member(1)]
  expect(roles({ expected: [one], exempt: [one], observers: [one] })).toEqual([{ who: one, role: 'due' }])
})

test('a check-in counts from the opening until the closing, and is late from ten past on', () => {
  const mark = (time: string) => judge(aRoll(), 'due', at(time))
  expect(mark('13:44')).toEqual({ ok: false, refusal: 'notOpen' })
  expect(mark('13:45')).toEqual({ ok: true, mark: 'present' })
  expect(mark('14:09')).toEqual({ ok: true, mark: 'present' })
  expect(mark('14:10')).toEqual({ ok: true, mark: 'late' })
  expect(mark('16:09')).toEqual({ ok: true, mark: 'late' })
  expect(mark('16:10')).toEqual({ ok: false, refusal: 'closed' })
})

test('observers are never late, and who was not invited does not check in', () => {
  expect(judge(aRoll(), 'observer', at('14:30'))).toEqual({ ok: true, mark: 'present' })
  expect(judge(aRoll(), null, at('14:00'))).toEqual({ ok: false, refusal: 'notInvited' })
  expect(judge(aRoll(), 'exempt', at('14:30'))).toEqual({ ok: true, mark: 'present' })
})

test('answers are taken until the start and from those who are due only', () => {
  const meeting = { state: 'scheduled', startsAt: at('14:00'), mergedInto: null } as const
  expect(answers.refusalToAnswer(meeting, 'due', at('13:59'))).toBeNull()
  expect(answers.refusalToAnswer(meeting, 'due', at('14:00'))).toBe('started')
  expect(answers.refusalToAnswer(meeting, 'observer', at('13:00'))).toBe('observer')
  expect(answers.refusalToAnswer(meeting, null, at('13:00'))).toBe('notInvited')
  const off = { ...meeting, state: 'cancelled' } as const
  expect(answers.refusalToAnswer(off, 'due', at('13:00'))).toBe('cancelled')
  const mergedInto = MeetingId.parse('A048')
  expect(answers.refusalToAnswer({ ...off, mergedInto }, 'due', at('13:00'))).toBe('merged')
})

test('leave is taken until the check-in closes, from those who are expected and have not come', () => {
  const meeting = { state: 'scheduled', startsAt: at('14:00'), mergedInto: null } as const
  const refused = (time: string, came = false, role: 'due' | 'observer' = 'due') =>
    answers.refusalToLeave(meeting, role, { madeAt: at(time), times: { closesAt: at('16:10'), came } })
  expect(['13:59', '14:00', '16:09'].map((time) => refused(time))).toEqual([null, null, null])
  expect(refused('16:10')).toBe('over')
  expect([refused('13:59', true), refused('15:00', true)]).toEqual(['cameAlready', 'cameAlready'])
  expect(refused('15:00', false, 'observer')).toBe('observer')
  const ended = { ...meeting, state: 'ended' } as const
  const times = { closesAt: at('16:10'), came: false }
  expect(answers.refusalToLeave(ended, 'due', { madeAt: at('15:00'), times })).toBe('over')
  expect(answers.refusalToLeave(meeting, 'due', { madeAt: at('15:00'), times: null })).toBe('over')
})
