import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { meetingById, setTraining } from '../../../src/meetings/service.ts'
import { aCollege } from '../college.ts'

const TRAINING = { topic: '如何提升支部组织力', speaker: '校党校', hours: 2 }

test('a training comes from the file, stands on the notice, and follows its line', async () => {
  await using life = await aCollege({ only: [] })
  const [planned] = life.college.meetings.filter(({ id }) => id === 'A047')
  if (planned === undefined) throw new Error('the demo has no A047')
  await life.book([{ ...planned, training: TRAINING }])
  await life.liveUntil('2026-11-23T10:00:00+08:00')
  const notice = async () => (await life.written('meetings.notice'))[0]?.shows
  expect(await notice()).toContain('"培训","如何提升支部组织力（校党校主讲，2学时）"')
  await life.book([{ ...planned, training: { ...TRAINING, speaker: '', hours: 1.5 } }])
  expect(await notice()).toContain('"培训","如何提升支部组织力（1.5学时）"')
  // One notice: a training is no reason to tell people anew.
  expect(await life.written('meetings.notice')).toHaveLength(1)
  await life.book([planned])
  expect(await notice()).not.toContain('培训')
})

test('what a person says counts until the line itself changes, and no series overwrites it', async () => {
  await using life = await aCollege({ only: ['A047'] })
  const [planned] = life.planned
  if (planned === undefined) throw new Error('the demo has no A047')
  const by = MemberId.parse('M0213')
  await life.act((tx) => setTraining(life.ctx, tx, { id: planned.id, training: TRAINING, by }))
  const now = () => life.act((tx) => meetingById(tx, planned.id))
  expect(await now()).toMatchObject({ training: TRAINING, edited: true })
  await life.book([{ ...planned, place: '信息楼306' }])
  expect(await now()).toMatchObject({ training: null, edited: false })
})
