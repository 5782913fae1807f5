import { expect, test } from 'vitest'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** Somebody asks for leave from a meeting, and it is granted. */
async function grantLeave(life: Life, meeting: string, by: { who: string; decider: string }): Promise<void> {
  const { who, decider } = by
  await life.press(who, 'attendance.answer', { data: { meeting, reply: 'leave', place: 'group' } })
  await life.press(who, 'attendance.leave', { data: { meeting }, form: { category: '事假' } })
  const data = { meeting, member: who, verdict: 'approved' }
  expect(await life.press(decider, 'attendance.decide', { data })).toBe('已记录，将告知本人。')
  await life.settle()
}

async function twoWeeksLater(life: Life, moment: string): Promise<number> {
  await life.sleepUntil(moment)
  await refreshCards(life.ctx, registry.letters)
  await life.settle()
  return (await life.letters('attendance.leaveDecided')).filter(({ ended }) => ended === 'sent').length
}

test('a granted leave is not told once more when the meeting has long been over', async () => {
  await using life = await aLife({ only: ['A047'] })
  await grantLeave(life, 'A047', { who: 'M0230', decider: 'M0213' })
  expect(await twoWeeksLater(life, '2026-12-08T09:00:00+08:00')).toBe(1)
})

test('nor when the meeting is still to come: it asks nothing', async () => {
  await using life = await aLife({ now: '2026-12-07T09:00:00+08:00', only: ['A077'] })
  await grantLeave(life, 'A077', { who: 'M0213', decider: 'M0142' })
  expect(await twoWeeksLater(life, '2026-12-21T09:00:00+08:00')).toBe(1)
})
