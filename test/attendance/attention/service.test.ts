import { expect, test } from 'vitest'
import { MeetingId } from '../../../src/ids.ts'
import { aCollege } from '../../meetings/college.ts'
import { press } from '../press.ts'

const [SECRETARY, ONE] = ['M0213', 'M0230']

/** Two meetings of B10 in a row; at the first M0230 was absent. */
async function anAbsence() {
  const life = await aCollege({ only: [] })
  const [planned] = life.college.meetings.filter(({ id }) => id === 'A047')
  if (planned === undefined) throw new Error('the demo has no A047')
  await life.book([
    planned,
    { ...planned, id: MeetingId.parse('A147'), start: planned.start.add({ days: 1 }) },
  ])
  await life.liveUntil('2026-11-25T16:11:00+08:00')
  await press(life, SECRETARY, absent('A047'))
  await life.liveUntil('2026-11-26T16:11:00+08:00')
  return life
}

const absent = (meeting: string) => ({
  name: 'attendance.mark',
  data: { meeting, member: ONE, mark: 'absent' },
})
const heard = (life: Awaited<ReturnType<typeof anAbsence>>) => life.written('attendance.attention')

test('the secretary hears of the second absence in a row, a day later, without a conclusion', async () => {
  await using life = await anAbsence()
  expect(await heard(life)).toEqual([])
  await press(life, SECRETARY, absent('A147'))
  const [letter, ...others] = await heard(life)
  expect(others).toEqual([])
  expect(letter).toMatchObject({ receiver: `person:${SECRETARY}`, isRelevant: true })
  const name = life.college.members.find(({ id }) => id === ONE)?.name ?? ''
  expect(letter?.shows).toContain(`${name}最近2次应到的会议没有到会，也没有请假：11月26日`)
  expect(letter?.shows).toContain('此消息只发给您，不作任何结论')
})

test('what is corrected before it is sent is not told, and a card that was sent says so', async () => {
  await using life = await anAbsence()
  await press(life, SECRETARY, absent('A147'))
  await press(life, SECRETARY, { ...absent('A147'), data: { meeting: 'A147', member: ONE, mark: 'leave' } })
  expect(await heard(life)).toMatchObject([{ isRelevant: false }])
  expect((await heard(life))[0]?.shows).toContain('到会登记已有变化，无需再看。')
})

test('nobody hears of a secretary’s own absences', async () => {
  await using life = await anAbsence()
  for (const meeting of ['A047', 'A147'])
    await press(life, 'M0214', { ...absent(meeting), data: { meeting, member: SECRETARY, mark: 'absent' } })
  expect(await heard(life)).toEqual([])
})
