import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { observersOf } from '../../src/attendance/observers/service.ts'
import { MeetingId } from '../../src/ids.ts'
import { aCollege } from '../meetings/college.ts'

const counts = z.object({
  state: z.string(),
  due: z.int(),
  present: z.int(),
  late: z.int(),
  leave: z.int(),
  absent: z.int(),
  observers: z.int(),
})

test('every sitting of the demo college’s month has the counts that its branch wrote down', async () => {
  const text = await readFile('test/fixtures/activities.json', 'utf8')
  const stated = z.record(z.string(), counts).parse(JSON.parse(text))
  await using life = await aCollege({ only: [], past: true })
  const rows = await life.db
    .selectFrom('meetings_meetings as m')
    .innerJoin('pub_attendance as a', 'a.meeting_id', 'm.id')
    .select(['m.id', 'm.state', 'a.due', 'a.present', 'a.late', 'a.leave', 'a.absent', 'a.unconfirmed'])
    .execute()
  const observers = (id: string) =>
    life.act(async (tx) => (await observersOf(tx, { id: MeetingId.parse(id) })).length)
  const found = await Promise.all(
    rows.map(async (row) => [row.id, { ...row, observers: await observers(row.id) }] as const),
  )
  const expected = Object.entries(stated).map(([id, one]) => [id, { ...one, id, unconfirmed: 0 }] as const)
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
  expect(found).toHaveLength(63)
})
