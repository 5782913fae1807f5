import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { planSeries } from '../../../jobs/plan-series.ts'
import { BranchId, MeetingId, MemberId, SeriesId } from '../../../src/ids.ts'
import { cancelMeeting } from '../../../src/meetings/service.ts'
import { dutyStatusBlock } from '../../../src/measures/cadence/card.ts'
import { dutiesToday } from '../../../src/measures/cadence/service.ts'
import { aSeries } from '../../meetings/series/lived.ts'
import {
  ADMIN,
  answer,
  aPair,
  decide,
  MEMBER,
  mergeNth,
  proposals,
  records,
  replies,
  SECRETARY,
  shown,
  theAssembly,
  theDay,
} from './setup.ts'

test('twenty presses of two people and both buttons leave one outcome, the same on the card and in the records', async () => {
  await using life = await aPair()
  const toasts = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      decide(life, n % 2 === 0 ? SECRETARY : ADMIN, n % 3 === 0 ? 'apart' : 'merged'),
    ),
  )
  const settled = toasts.filter((toast) => toast === '已处理完毕，无需再点。')
  expect(settled).toHaveLength(19)
  const [outcome] = toasts.filter((toast) => toast !== '已处理完毕，无需再点。')
  const [day, assembly] = await records(life)
  const isMerged = outcome === '已合并为一次会议。'
  expect([day?.types.length, assembly?.state]).toEqual(isMerged ? [2, 'cancelled'] : [1, 'scheduled'])
  expect(await shown(life)).toContain(isMerged ? '会议已合并' : '两次会议分开召开')
})

test('twenty who answer while it is merged are all heard, or told where to answer', async () => {
  await using life = await aPair()
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  const people = life.college.members.filter(({ branch }) => branch === 'B01').slice(0, 21)
  const due = people.map(({ id }) => id).filter((id) => id !== SECRETARY)
  const [, ...toasts] = await Promise.all([
    decide(life, SECRETARY, 'merged'),
    ...due.map((who) => answer(life, who, { meeting: 'F005', reply: 'join' })),
  ])
  const heard = due.filter((_, n) => toasts[n]?.startsWith('已记录'))
  const sentOn = toasts.filter((toast) => toast.includes('已并入'))
  const exempt = toasts.filter((toast) => toast.includes('不计入'))
  expect(heard.length + sentOn.length + exempt.length).toBe(due.length)
  expect((await replies(life, 'F001')).map(([who]) => who)).toEqual(heard)
})

test('whoever may not change both may not merge, nor hear how it stands', async () => {
  await using life = await aPair()
  expect(await decide(life, MEMBER, 'merged')).toContain(
    '需要本支部书记、支委、党小组组长（本组）、会议主持人或学院管理员办理',
  )
  expect(await decide(life, 'M0213', 'apart')).toContain('需要本支部书记')
  await decide(life, ADMIN, 'apart')
  expect(await decide(life, MEMBER, 'merged')).toContain('需要本支部书记')
})

test('分开召开 is remembered: both take place, whoever plans again, and no preview offers it', async () => {
  await using life = await aPair()
  expect(await decide(life, SECRETARY, 'apart')).toBe('已记录：分开召开，不再询问。')
  expect(await shown(life)).toContain('安排照旧，不再询问')
  await life.book([theAssembly({ start: '2026-12-09T14:00' })])
  await life.book([theAssembly()])
  expect(await proposals(life)).toHaveLength(1)
  expect((await records(life)).map(({ state }) => state)).toEqual(['scheduled', 'scheduled'])
  await life.say(SECRETARY, '12月2日的第四季度支部党员大会改到12月2日下午两点半')
  expect(await shown(life, 'meetings.manage')).not.toContain('可合为一次会议')
})

test('a pair that was moved apart, cancelled or has begun is not merged, and its card says so', async () => {
  await using life = await aPair()
  await life.settle()
  await life.book([theAssembly({ place: '信息楼305' })])
  const owed = life.db.selectFrom('letters_cards').select('kind').whereRef('wanted', '>', 'shown')
  expect(await owed.execute()).toEqual([{ kind: 'meetings.overlap' }])
  expect(await shown(life)).toContain('会议安排已有变化，无需再合并。')
  expect(await decide(life, SECRETARY, 'merged')).toContain('会议安排刚刚有变')
  await life.book([theAssembly()])
  expect(await shown(life)).toContain('"合并"')
  const off = { id: MeetingId.parse('F005'), reason: null, by: MemberId.parse(SECRETARY) }
  await life.act((tx) => cancelMeeting(life.ctx, tx, off))
  expect(await decide(life, SECRETARY, 'apart')).toContain('会议安排刚刚有变')
  await life.book([theAssembly({ agenda: ['学习'] })])
  life.ctx.set('2026-12-02T14:00:00+08:00')
  expect(await decide(life, SECRETARY, 'merged')).toContain('会议安排刚刚有变')
  expect((await records(life)).every(({ types }) => types.length === 1)).toBe(true)
})

test('what was taken in does not come back with a file or a series, and the other keeps it when its line changes', async () => {
  await using life = await aPair()
  await decide(life, SECRETARY, 'merged')
  await life.book([theAssembly({ agenda: ['学习'] })])
  await life.book([theDay({ agenda: ['参观'], start: '2026-12-02T14:10' })])
  const [day, assembly] = await records(life)
  expect(day).toMatchObject({
    ...{
      types: ['主题党日', '支部党员大会'],
      agenda: ['参观'],
      title: '十二月主题党日暨第四季度支部党员大会',
    },
    starts_at: Temporal.Instant.from('2026-12-02T14:00:00+08:00'),
  })
  expect(assembly).toMatchObject({ state: 'cancelled', merged_into: 'F001' })
  await life.book([theDay({ start: '2026-12-09T14:00' })])
  const [moved] = await records(life)
  expect(moved?.types).toEqual(['主题党日', '支部党员大会'])
  expect(moved?.starts_at).toEqual(Temporal.Instant.from('2026-12-09T14:00:00+08:00'))
})

test('three in one sitting are three pairs; what is merged is asked no more, the third can join', async () => {
  const lecture = theDay({ id: MeetingId.parse('F003'), types: ['党课'], title: '书记讲党课' })
  await using life = await aPair([theDay(), lecture, theAssembly()])
  expect(await proposals(life)).toHaveLength(3)
  const cards = async () =>
    Promise.all((await proposals(life)).map(({ ref }) => shown(life, 'meetings.overlap', ref)))
  const isOpen = async () => (await cards()).filter((card) => card.includes('"合并"')).length
  expect(await isOpen()).toBe(3)
  const about = async (one: string, other: string) =>
    (await cards()).findIndex((card) => card.includes(`《${one}》与《${other}》`))
  await mergeNth(life, await about('书记讲党课', '第四季度支部党员大会'))
  expect(await isOpen()).toBe(1)
  await mergeNth(life, await about('十二月主题党日', '书记讲党课暨第四季度支部党员大会'))
  expect(await records(life)).toMatchObject([
    { id: 'F001', types: ['主题党日', '党课', '支部党员大会'], state: 'scheduled' },
    { id: 'F003', merged_into: 'F001' },
    { id: 'F005', merged_into: 'F001' },
  ])
  expect(await isOpen()).toBe(0)
})

test('what was taken in is held by itself again when its line says another day, and the other gives it back', async () => {
  await using life = await aPair()
  await decide(life, SECRETARY, 'merged')
  await life.book([theAssembly({ start: '2026-12-09T14:00' })])
  expect(await records(life)).toMatchObject([
    { types: ['主题党日'], title: '十二月主题党日', state: 'scheduled' },
    { types: ['支部党员大会'], state: 'scheduled', merged_into: null, cancel_reason: null },
  ])
  expect(await shown(life)).toContain('分开召开')
  await decide(life, SECRETARY, 'merged')
  expect((await records(life)).map(({ state }) => state)).toEqual(['scheduled', 'scheduled'])
})

test('held, the merged sitting counts for each type as two would have, and only it is held', async () => {
  const after = async (verdict: 'merged' | 'apart') => {
    await using life = await aPair()
    await decide(life, SECRETARY, verdict)
    await life.liveUntil('2026-12-02T18:00:00+08:00')
    const duties = await life.act((tx) => dutiesToday(life.ctx, tx, BranchId.parse('B01')))
    return { cadence: dutyStatusBlock(duties), states: (await records(life)).map(({ state }) => state) }
  }
  const [merged, apart] = [await after('merged'), await after('apart')]
  expect(merged.cadence).toEqual(apart.cadence)
  expect(JSON.stringify(merged.cadence)).toContain('本月已开1次')
  expect([merged.states, apart.states]).toEqual([
    ['ended', 'cancelled'],
    ['ended', 'ended'],
  ])
})

test('an occurrence that was taken in is not planned again, nor one that took in another as before', async () => {
  const audience = { kind: 'branch', branch: BranchId.parse('B01') } as const
  const series = aSeries({ id: SeriesId.parse('day-B01'), audience, place: '学工活动室' })
  for (const start of ['2026-12-09T13:50', '2026-12-09T14:10']) {
    await using life = await aPair([theAssembly({ start })])
    await planSeries(life.ctx, [series])
    await decide(life, SECRETARY, 'merged')
    const before = (await records(life)).filter(({ id }) => !id.endsWith('0113'))
    expect(before.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'scheduled'])
    await planSeries(life.ctx, [{ ...series, at: Temporal.PlainTime.from('17:00') }])
    expect((await records(life)).filter(({ id }) => !id.endsWith('0113'))).toEqual(before)
  }
})

test('twenty who plan at once overlook no pair', async () => {
  await using life = await aPair([])
  const types = Array.from({ length: 20 }, (_, n) => `活动${n}`)
  const lines = types.map((type, n) => theDay({ id: MeetingId.parse(`F1${n}`), types: [type], title: type }))
  await Promise.all(lines.map((line) => life.book([line])))
  expect(await proposals(life)).toHaveLength((20 * 19) / 2)
})

test('an answer that is being saved when it is merged counts', async () => {
  await using life = await aPair()
  await life.liveUntil('2026-11-30T09:00:00+08:00')
  const seat = { meeting_id: 'F005', member_id: MEMBER }
  const click = await life.db.startTransaction().execute()
  const seats = click.selectFrom('attendance_due').select('member_id').where('meeting_id', '=', 'F005')
  await seats.where('member_id', '=', MEMBER).forUpdate().execute()
  const reply = { ...seat, reply: 'join', at: life.ctx.now() }
  await click.insertInto('attendance_replies').values(reply).execute()
  const merging = decide(life, SECRETARY, 'merged')
  const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  try {
    await expect.poll(async () => (await waiting.execute(life.db)).rows[0]?.n).toBe(1)
  } finally {
    await click.commit().execute()
    await merging
  }
  expect(await replies(life, 'F001')).toEqual([[MEMBER, 'join']])
})

test('not announced yet, the merged one is told as early as the longer notice of its types asks', async () => {
  await using life = await aPair([])
  const notice = Temporal.Duration.from('P7D')
  const types = life.ctx.settings.types.map((type) =>
    type.name === '支部党员大会' ? { ...type, reminders: { notice } } : type,
  )
  Object.assign(life.ctx, { settings: { ...life.ctx.settings, types } })
  await life.book([theDay({ minutes: 100 }), theAssembly()])
  await decide(life, SECRETARY, 'merged')
  await life.liveUntil('2026-11-25T15:00:00+08:00')
  expect((await life.letters('meetings.notice')).map(({ ref }) => ref)).toEqual(['F001@2'])
})
