import { expect, test } from 'vitest'
import type { Audience, PlannedMeeting } from '../../../config/college.ts'
import { BranchId, MeetingId, MemberId } from '../../../src/ids.ts'
import { plannedRecord } from '../../../src/meetings/booking/service.ts'
import { CLEAR, clashesOf } from '../../../src/meetings/clashes/service.ts'
import { cancelMeeting } from '../../../src/meetings/service.ts'
import { clashBlocks } from '../../../src/planning/card.ts'
import { acceptCollege } from '../../../src/roster/service.ts'
import { aCollege } from '../college.ts'

const branch = (id: string): Audience => ({ kind: 'branch', branch: BranchId.parse(id) })
const member = (id: string) => ({ kind: 'member', member: MemberId.parse(id) }) as const

type Over = Partial<Omit<PlannedMeeting, 'id' | 'start'>> & { id?: string; start?: string }

/** A meeting of B01 on a Wednesday afternoon. */
function aMeeting({ id = 'X1', start = '2026-12-02T14:00', ...over }: Over = {}): PlannedMeeting {
  return {
    audience: branch('B01'),
    types: ['支部党员大会'],
    title: '第四季度党员大会',
    minutes: 90,
    place: '信息楼305',
    agenda: [],
    host: null,
    observers: [],
    movedFrom: null,
    cancelled: null,
    ...over,
    id: MeetingId.parse(id),
    start: Temporal.PlainDateTime.from(start),
  }
}

/** Who calls the meeting or moves it. */
const READER = MemberId.parse('M0140')

type Registry = Awaited<ReturnType<typeof aCollege>>

async function clashes({ act, ctx }: Registry, over: Over) {
  return act(async (tx) => {
    const sitting = await plannedRecord(ctx, tx, aMeeting({ id: 'NEW', ...over }))
    return clashesOf(ctx, tx, { sitting, reader: READER })
  })
}

const counts = ({ found }: Awaited<ReturnType<typeof clashes>>) =>
  found.map(({ called, people, samePlace }) => ({ called, people, samePlace }))
const local = (at: Temporal.Instant) => at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()

test('people who would be due in two meetings are counted, and three free times are proposed', async () => {
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  const group = { kind: 'group', group: life.college.groups.find(({ branch: of }) => of === 'B01')?.id }
  const members = life.college.members.filter((each) => each.group === group.group)
  const exempt = members.filter(({ status }) => ['长期不便参会', '出国交流(半年以上)'].includes(status))
  const { found, free } = await clashes(life, {
    audience: { kind: 'group', group: group.group ?? never() },
    types: ['党小组会'],
    start: '2026-12-02T15:00',
    place: '学工活动室',
  })
  expect(found.map(({ called, samePlace }) => [called, samePlace])).toEqual([['第四季度党员大会', false]])
  expect(found[0]?.people).toBe(members.length - exempt.length)
  expect(free.map(({ startsAt }) => local(startsAt))).toEqual([
    '2026-12-02T15:30:00',
    '2026-12-03T08:00:00',
    '2026-12-03T09:30:00',
  ])
})

test('nothing overlaps: no clash, and no other time is looked for', async () => {
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  expect(await clashes(life, { start: '2026-12-02T15:30' })).toEqual(CLEAR)
  expect(await clashes(life, { audience: branch('B02'), place: '机电楼210' })).toEqual(CLEAR)
})

test('a room that another branch has booked is a clash; only whose it is is said', async () => {
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  const found = await clashes(life, { audience: branch('B02'), place: ' 信息楼 ３０５' })
  expect(counts(found)).toEqual([{ called: '自动化系的会议', people: 0, samePlace: true }])
  // Neither the room nor the branch's own people are taken afterwards.
  expect(found.free.map(({ startsAt }) => local(startsAt))[0]).toBe('2026-12-02T15:30:00')
})

test('a host and an observer of another branch’s meeting cannot be in two places', async () => {
  await using life = await aCollege({ only: [] })
  const [host, observer] = ['M0001', 'M0003'].map((id) => MemberId.parse(id))
  const elsewhere = { audience: branch('B02'), place: '机电楼210' }
  await life.book([aMeeting({ ...elsewhere, host: host ?? null, observers: observer ? [observer] : [] })])
  expect(counts(await clashes(life, {}))).toEqual([{ called: '计算机系的会议', people: 2, samePlace: false }])
  // The other way round: who is expected there hosts here.
  const guest = life.college.members.find((each) => each.branch === 'B02')
  const away = { audience: branch('B03'), place: '线上', host: guest?.id ?? null }
  expect(counts(await clashes(life, away))).toEqual([
    { called: '计算机系的会议', people: 1, samePlace: false },
  ])
})

test('two types in one sitting are no clash, the same type twice is', async () => {
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  const together = ['第四季度党员大会']
  expect(await clashes(life, { types: ['主题党日'], minutes: 100 })).toEqual({ ...CLEAR, together })
  expect((await clashes(life, {})).found).toHaveLength(1)
})

test('a meeting never clashes with itself, nor with one that was cancelled', async () => {
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  expect(await clashes(life, { id: 'X1', start: '2026-12-02T14:30' })).toEqual(CLEAR)
  const cancelled = { id: MeetingId.parse('X1'), reason: null, by: 'file' } as const
  await life.act((tx) => cancelMeeting(life.ctx, tx, cancelled))
  expect(await clashes(life, {})).toEqual(CLEAR)
})

test('who left or is exempt does not count', async () => {
  await using life = await aCollege({ only: [] })
  const away = life.college.members.filter(({ status }) => status === '长期不便参会').map(({ id }) => id)
  const parts = [member('M0005'), member('M0006'), member(away[0] ?? 'none')]
  const list = {
    audience: { kind: 'list', parts },
    types: ['走出去'],
    host: MemberId.parse('M0001'),
    observers: away.slice(1, 2),
  } as const
  expect(list.observers).toHaveLength(1)
  await life.book([aMeeting(list)])
  const other = { ...list, types: ['请进来'], place: '线上', host: MemberId.parse('M0002') }
  expect(counts(await clashes(life, other))).toEqual([
    { called: '第四季度党员大会', people: 2, samePlace: false },
  ])
  const members = life.college.members.filter(({ id }) => id !== 'M0006')
  await life.act((tx) => acceptCollege(life.ctx, tx, { ...life.college, members }))
  expect((await clashes(life, other)).found.map(({ people }) => people)).toEqual([1])
})

test('free times avoid what anybody concerned has in the days after, wherever it is', async () => {
  await using life = await aCollege({ only: [] })
  const rest = { id: 'X2', start: '2026-12-02T15:30', minutes: 150, place: '机电楼210' }
  const hosting = { audience: branch('B02'), place: '机电楼210', host: MemberId.parse('M0001') }
  const thursday = { ...hosting, id: 'X3', start: '2026-12-03T08:00', minutes: 240 }
  const unrelated = { id: 'X4', audience: branch('B03'), start: '2026-12-03T12:00', place: '电气楼118' }
  await life.book([aMeeting(), aMeeting(rest), aMeeting(thursday), aMeeting(unrelated)])
  const { free } = await clashes(life, { place: '学工活动室' })
  expect(free.map(({ startsAt }) => local(startsAt))).toEqual([
    '2026-12-03T12:00:00',
    '2026-12-03T13:30:00',
    '2026-12-03T15:00:00',
  ])
})

test('a time that has passed is not proposed', async () => {
  await using life = await aCollege({ only: [], now: '2026-12-02T14:50:00+08:00' })
  await life.book([aMeeting()])
  const { free } = await clashes(life, { start: '2026-12-02T14:00' })
  expect(free.map(({ startsAt }) => local(startsAt))[0]).toBe('2026-12-02T15:30:00')
})

test('the card says how many and what, and names nobody', async () => {
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  const found = await clashes(life, { start: '2026-12-02T15:00' })
  const shown = JSON.stringify(
    clashBlocks(found, { zone: life.ctx.settings.timezone, terms: life.ctx.settings.terms, pick }),
  )
  expect(shown).toContain('人同时要参加第四季度党员大会，12月2日（周三，第13周）14:00–15:30')
  expect(shown).toContain('地点已安排第四季度党员大会')
  expect(shown).toContain('以下时间没有冲突，点选即改到该时间：')
  expect(shown).toContain('12月2日周三 15:30')
  for (const { name } of life.college.members) expect(shown).not.toContain(name)
  expect(clashBlocks(CLEAR, { zone: 'UTC', terms: [], pick })).toEqual([])
})

test('whoever is at work on the meeting is no unknown “1人” among those it clashes for', async () => {
  const clash = { startsAt: START, endsAt: END, called: '党课擂台赛', samePlace: false, withReader: true }
  const shown = (people: number) =>
    JSON.stringify(clashBlocks({ ...CLEAR, found: [{ ...clash, people }] }, { zone: 'UTC', terms: [], pick }))
  expect(shown(1)).toContain('您本人这时要参加党课擂台赛')
  expect(shown(1)).not.toContain('1人同时')
  expect(shown(3)).toContain('您本人和另外2人这时要参加党课擂台赛')
  await using life = await aCollege({ only: [] })
  await life.book([aMeeting()])
  const host = life.college.members.find(({ id }) => id === 'M0001')
  if (host === undefined) throw new Error('nobody')
  const planned = { start: '2026-12-02T15:00', audience: branch('B02'), place: '', host: host.id }
  const of = async (reader: MemberId) =>
    life.act(async (tx) =>
      clashesOf(life.ctx, tx, {
        sitting: await plannedRecord(life.ctx, tx, aMeeting({ id: 'NEW', ...planned })),
        reader,
      }),
    )
  expect((await of(host.id)).found).toMatchObject([{ people: 1, withReader: true }])
  expect((await of(READER)).found).toMatchObject([{ people: 1, withReader: false }])
})

const START = Temporal.Instant.from('2026-12-02T06:00:00Z')
const END = Temporal.Instant.from('2026-12-02T07:30:00Z')

function pick(text: string) {
  return { text, style: 'normal', action: 'meetings.free', data: {} } as const
}

function never(): never {
  throw new Error('B01 has a group')
}
