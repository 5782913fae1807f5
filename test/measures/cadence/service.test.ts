import { expect, test } from 'vitest'
import { loadHistory } from '../../../config/history.ts'
import { checkIn } from '../../../src/attendance/checkin/service.ts'
import { recordPastRoll } from '../../../src/attendance/service.ts'
import { BranchId, LetterId, MeetingId, MemberId } from '../../../src/ids.ts'
import { dutyStatusBlock } from '../../../src/measures/cadence/card.ts'
import { dutiesToday } from '../../../src/measures/cadence/service.ts'
import { letters } from '../../../src/measures/letter.ts'
import { warnOfCadence } from '../../../src/measures/service.ts'
import { aCollege } from '../../meetings/college.ts'

const SECRETARY = 'person:M0213'
type College = Awaited<ReturnType<typeof aCollege>>

async function warnings({ db }: College) {
  const columns = ['key', 'ref', 'receiver', 'due'] as const
  const rows = db.selectFrom('letters_letters').select(columns).where('kind', '=', 'meetings.cadence')
  return rows.orderBy('seq').execute()
}

const letterOf = (ref: string) => ({
  id: LetterId.parse('00000000-0000-4000-8000-000000000000'),
  kind: 'meetings.cadence' as const,
  ref,
  to: { person: MemberId.parse('M0213') },
})
const shown = ({ ctx, act }: College, ref: string) =>
  act(async (tx) => JSON.stringify(await letters['meetings.cadence'].render(ctx, tx, letterOf(ref))))
const told = async ({ ctx, act }: College, branch: string | null) => {
  const of = branch === null ? null : BranchId.parse(branch)
  const block = dutyStatusBlock(await act((tx) => dutiesToday(ctx, tx, of)))
  return block.kind === 'facts' ? block.facts : []
}
const isRelevant = ({ ctx, act }: College, ref: string) =>
  act((tx) => letters['meetings.cadence'].isRelevant(ctx, tx, letterOf(ref)))

test('what a branch has done and owes in month, quarter and year is told a line for each type', async () => {
  await using life = await aCollege({ past: true })
  const facts = await told(life, 'B10')
  expect(facts.map(([type]) => type)).toEqual([
    '支部委员会',
    '党小组会',
    '主题党日',
    '支部党员大会',
    '组织生活会',
    '民主评议党员',
  ])
  const line = new Map(facts)
  expect(line.get('支部委员会')).toBe(
    '本月已开1次（至少1次），本季度已开1次（至少3次），本年已开1次（至少12次）',
  )
  expect(line.get('支部党员大会')).toBe('本季度已开1次（至少1次），本年已开1次（至少4次）')
  expect(line.get('民主评议党员')).toBe('本年已开0次（至少1次）')
  // Adjourned for want of a quorum: it was not held.
  expect(new Map(await told(life, 'B11')).get('支部党员大会')).toBe(
    '本季度已开0次（至少1次），本年已开0次（至少4次）',
  )
  expect([await isRelevant(life, 'B11/2026-10+3'), await isRelevant(life, 'B10/2026-10+3')]).toEqual([
    true,
    false,
  ])
})

test('what the college itself owes is counted as a branch’s duties are, by any name of a type', async () => {
  await using life = await aCollege({ past: true })
  expect(await told(life, null)).toEqual([
    ['中心组学习（扩大）', '本季度已开1次（至少1次），本年已开1次（至少4次）'],
    ['支部书记例会', '本月已开1次（至少1次），本季度已开1次（至少3次），本年已开1次（至少12次）'],
  ])
})

/** A meeting of the branch's committee that was written down afterwards. */
const LATER = 'A900'

async function writtenDown(life: College) {
  const like = life.college.meetings.find(({ id }) => id === 'A047')
  if (like === undefined) throw new Error('no A047')
  const id = MeetingId.parse(LATER)
  const audience = { kind: 'branch', branch: BranchId.parse('B10') } as const
  const start = Temporal.PlainDateTime.from('2026-11-05T16:00')
  await life.book([{ ...like, id, audience, start, types: ['支部委员会'], title: '支部委员会' }])
  return id
}

test('a record without people waits for them in the count, and is held once they are registered', async () => {
  await using life = await aCollege({ past: true })
  const line = async () => new Map(await told(life, 'B10')).get('支部委员会')
  const id = await writtenDown(life)
  expect(await line()).toBe(
    '本月已开2次（1次到会待登记；至少1次），本季度已开2次（1次到会待登记；至少3次），本年已开2次（1次到会待登记；至少12次）',
  )
  const history = await loadHistory('config/demo/history.json', life.college)
  if (!history.ok) throw new Error('the demo history does not load')
  const [past] = history.meetings
  if (past === undefined) throw new Error('no past')
  await life.act((tx) => recordPastRoll(life.ctx, tx, { ...past, id, late: [], leaves: [], absent: [] }))
  expect(await line()).toBe('本月已开2次（至少1次），本季度已开2次（至少3次），本年已开2次（至少12次）')
})

test.each([
  [0, '本季度已开1次（1次到会待登记；至少1次）'],
  [1, '本季度已开1次（至少1次）'],
])('after a check-in that %i used the meeting says so itself', async (came, said) => {
  await using life = await aCollege({ only: ['A047'] })
  await life.liveUntil('2026-11-25T14:00:00+08:00')
  if (came > 0) await life.act((tx) => checkIn(tx, { meeting: MeetingId.parse('A047'), ...here(life) }))
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  expect(new Map(await told(life, 'B10')).get('支部党员大会')).toContain(said)
})

const here = ({ ctx }: College) => ({ who: MemberId.parse('M0230'), madeAt: ctx.now() })

test('at two thirds of a window the secretary is told once what is neither held nor planned', async () => {
  await using life = await aCollege({ now: '2026-12-01T08:00:00+08:00', only: [] })
  await warnOfCadence(life.ctx)
  expect(await warnings(life)).toEqual([])
  life.ctx.set('2026-12-02T03:30:00+08:00')
  await Promise.all(Array.from({ length: 20 }, () => warnOfCadence(life.ctx)))
  const told = (await warnings(life)).filter(({ receiver }) => receiver === SECRETARY)
  expect(told).toMatchObject([{ key: 'meetings.cadence:B10/2026-10+3', ref: 'B10/2026-10+3' }])
  expect(told[0]?.due.toString()).toBe('2026-12-02T01:00:00Z')
  expect(await warnings(life)).toHaveLength(14)
  life.ctx.set('2026-12-03T03:30:00+08:00')
  await warnOfCadence(life.ctx)
  expect(await warnings(life)).toHaveLength(14)
  life.ctx.set('2026-12-22T03:30:00+08:00')
  await warnOfCadence(life.ctx)
  expect((await warnings(life)).filter(({ receiver }) => receiver === SECRETARY)).toHaveLength(2)
})

test('one letter carries every type that is missing, without names and without blame', async () => {
  await using life = await aCollege({ now: '2026-12-01T08:00:00+08:00', only: [] })
  life.ctx.set('2026-12-22T03:30:00+08:00')
  await warnOfCadence(life.ctx)
  const card = await shown(life, 'B10/2026-12+1')
  for (const line of [
    '本月组织生活提醒',
    '支部委员会：本月应开展1次，已有记录0次',
    '党小组会：本月各党小组应开展3次，已有记录0次',
    '主题党日：本月应开展1次，已有记录0次',
  ]) {
    expect(card).toContain(line)
  }
  expect(card).not.toContain('支部党员大会')
})

test('what is planned meanwhile makes the letter needless, and it says so if it was sent', async () => {
  await using life = await aCollege({ now: '2026-12-01T08:00:00+08:00', only: [] })
  life.ctx.set('2026-12-02T03:30:00+08:00')
  await warnOfCadence(life.ctx)
  expect(await isRelevant(life, 'B10/2026-10+3')).toBe(true)
  const assembly = life.college.meetings.find(({ id }) => id === 'A047')
  if (assembly === undefined) throw new Error('no A047')
  await life.book([{ ...assembly, start: Temporal.PlainDateTime.from('2026-12-30T14:00') }])
  expect(await isRelevant(life, 'B10/2026-10+3')).toBe(false)
  expect(await shown(life, 'B10/2026-10+3')).toContain('已有记录或安排')
  await life.book([{ ...assembly, cancelled: '场地维修' }])
  expect(await isRelevant(life, 'B10/2026-10+3')).toBe(true)
})

test('a window whose two thirds had passed before the college was opened here is left alone', async () => {
  await using life = await aCollege({ now: '2026-11-23T08:00:00+08:00', only: [] })
  await warnOfCadence(life.ctx)
  life.ctx.set('2026-11-30T03:30:00+08:00')
  await warnOfCadence(life.ctx)
  expect(await warnings(life)).toEqual([])
})

test('after downtime what is missing is still told, but not once the window is over', async () => {
  await using life = await aCollege({ now: '2026-12-01T08:00:00+08:00', only: [] })
  life.ctx.set('2026-12-28T12:00:00+08:00')
  await warnOfCadence(life.ctx)
  const refs = (await warnings(life)).filter(({ receiver }) => receiver === SECRETARY).map(({ ref }) => ref)
  expect(refs.toSorted()).toEqual(['B10/2026-10+3', 'B10/2026-12+1'])
  life.ctx.set('2027-01-01T03:30:00+08:00')
  await warnOfCadence(life.ctx)
  expect((await warnings(life)).filter(({ receiver }) => receiver === SECRETARY)).toHaveLength(2)
  const useless = await life.db.selectFrom('letters_letters').select('useless_after').distinct().execute()
  expect(useless.map(({ useless_after }) => useless_after?.toString())).toEqual(['2026-12-31T16:00:00Z'])
})
