import { afterAll, expect, test } from 'vitest'
import { BranchId, GroupId, MeetingId, MemberId } from '../../src/ids.ts'
import {
  definitions,
  gapWords,
  measure,
  rateDefinition,
  rowsOf,
  sumOf,
  windowOfDays,
} from '../../src/measures/service.ts'
import type { FigureName, Subject } from '../../src/measures/types.ts'
import { aScene, past } from '../digest/setup.ts'
import { college } from '../support/demo-college.ts'
import { days, loop } from './setup.ts'

const scene = await aScene()
afterAll(() => scene[Symbol.asyncDispose]())

const WEEKS = ['2026-11-02', '2026-11-09', '2026-11-16']
const OUR_OWN: Subject = { kind: 'college' }
const subjects: [string | null, Subject][] = [
  ...college.branches.map(({ id }): [string, Subject] => [id, { kind: 'branch', branch: id }]),
  [null, OUR_OWN],
]

const november = days('2026-11-01', '2026-11-23')

async function of(subject: Subject, window = november) {
  return scene.run((tx) => measure(scene.ctx, tx, { subject, window }))
}

test('every branch, and the college itself, has the figures of a plain loop over its past, week by week', async () => {
  for (const monday of WEEKS) {
    const next = Temporal.PlainDate.from(monday).add({ days: 7 }).toString()
    const window = days(monday, next)
    for (const [branch, subject] of subjects)
      expect((await of(subject, window)).figures, `${branch} ${monday}`).toMatchObject(
        loop(past, branch, window),
      )
  }
})

test('each figure is the sum of the rows that it counts', async () => {
  for (const [, subject] of subjects) {
    const { figures, facts } = await of(subject)
    for (const [name, value] of Object.entries(figures)) {
      if (name === 'rate') continue
      // The other keys of figures are names of figures.
      const rows = rowsOf(name as FigureName, facts)
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(value)
    }
  }
})

test('what was planned is held, moved, cancelled, adjourned or open, and who is expected is present, on leave or absent', async () => {
  const all = await Promise.all(subjects.map(async ([, subject]) => (await of(subject)).figures))
  for (const one of [...all, sumOf(all)]) {
    expect(one.held + one.moved + one.cancelled + one.adjourned + one.open).toBe(one.planned)
    expect(one.present + one.leave + one.absent).toBe(one.due)
    expect(one.reportsOnTime + one.reportsLate + one.reportsMissing).toBe(one.reportsDue)
  }
  expect(sumOf(all).planned).toBe(past.length)
})

test('what its members have, each for themselves, adds up to what the meetings of a branch have', async () => {
  const B10 = BranchId.parse('B10')
  const branch = await of({ kind: 'branch', branch: B10 })
  const own = await Promise.all(
    college.members
      .filter((one) => one.branch === B10)
      .map(async ({ id }) => {
        const { facts, ...rest } = await of({ kind: 'person', member: id })
        const meetings = new Set(branch.facts.sittings.map(({ meeting }) => meeting))
        return { ...rest, sittings: facts.sittings.filter(({ meeting }) => meetings.has(meeting)) }
      }),
  )
  const present = own.flatMap(({ sittings }) => sittings.map(({ roll }) => roll?.present ?? 0))
  expect(present.reduce((sum, one) => sum + one, 0)).toBe(branch.figures.present)
})

test('a group’s figures are those of its own meetings', async () => {
  const group = college.groups.find(({ branch }) => branch === 'B10')
  if (group === undefined) throw new Error('B10 has no group')
  const { facts } = await of({ kind: 'group', branch: group.branch, group: GroupId.parse(group.id) })
  expect(facts.sittings.length).toBeGreaterThan(0)
  expect(new Set(facts.sittings.map((one) => one.group))).toEqual(new Set([group.id]))
})

test('figures are whole from the day on since which the past was imported', async () => {
  const B01: Subject = { kind: 'branch', branch: BranchId.parse('B01') }
  expect((await of(B01)).complete).toBe(true)
  expect((await of(B01, days('2026-10-31', '2026-11-23'))).gaps).toEqual(['movedIn'])
})

test('whoever asks for a correction makes the figures of that meeting less than whole until somebody answers', async () => {
  const B01: Subject = { kind: 'branch', branch: BranchId.parse('B01') }
  const { facts } = await of(B01)
  const sitting = facts.sittings.find(({ outcome }) => outcome === 'held')
  const member = college.members.find(({ branch }) => branch === 'B01')
  const request = {
    meeting_id: MeetingId.parse(sitting?.meeting),
    member_id: MemberId.parse(member?.id),
    n: 1,
    said: 'present',
    asked_at: november.to,
  }
  await scene.db.insertInto('attendance_correction_requests').values(request).execute()
  expect((await of(B01)).gaps).toEqual(['corrections'])
  await scene.db.updateTable('attendance_correction_requests').set({ state: 'kept' }).execute()
  expect((await of(B01)).complete).toBe(true)
})

test('a window that is not over is judged by what is known now, one that is over by its end', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const ofWeek = windowOfDays(scene.ctx, { from: day('2026-11-16'), to: day('2026-11-23') })
  expect(ofWeek).toEqual(days('2026-11-16', '2026-11-23'))
  expect(windowOfDays(scene.ctx, { from: day('2026-11-16'), to: day('2026-11-30') }).asOf).toEqual(
    scene.ctx.now(),
  )
})

test('no two figures go by one name, and each says how it is counted', () => {
  const all = [...Object.values(definitions), rateDefinition]
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect([...all.map(({ how }) => how), ...Object.values(gapWords)]).not.toContain('')
})
