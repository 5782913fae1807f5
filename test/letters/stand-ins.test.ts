import { expect, test } from 'vitest'
import { writingTasks } from '../../jobs/timetable-tasks.ts'
import { waitingFor } from '../../src/desk/service.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import type { Letter, LetterKind } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import { inChargeOf } from '../../src/roster/service.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** The two administrators, who are among the secretaries' hosts; and a member of B10's committee. */
const [first, second, organiser] = ['M0140', 'M0141', 'M0215'].map((id) => MemberId.parse(id))

async function leaves({ db, ctx }: Life, who: string | undefined): Promise<void> {
  const left = { left_on: ctx.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString() }
  await db.updateTable('roster_members').set(left).where('id', '=', String(who)).execute()
}

/** From that day on B10 has neither secretary nor deputy. */
async function vacate({ db }: Life, until: string): Promise<void> {
  const offices = db.updateTable('roster_offices').set({ until }).where('scope', '=', 'B10')
  await offices.where('office', 'in', ['支部书记', '副书记']).execute()
}

async function appoint({ db }: Life, since: string): Promise<void> {
  const office = { member_id: String(organiser), office: '支部书记', scope: 'B10', since, until: null }
  await db.insertInto('roster_offices').values(office).execute()
}

const receivers = async (life: Life, kind: LetterKind) => [
  ...new Set((await life.letters(kind)).filter(({ ended }) => ended === 'sent').map((one) => one.receiver)),
]

async function waits(life: Life, who: MemberId | undefined) {
  const { reports, tasks } = await life.act((tx) => waitingFor(life.ctx, tx, MemberId.parse(who)))
  return { reports: reports.map(({ title }) => title), tasks: tasks.map(({ what }) => what) }
}

/** What the letters of a kind say, as their receiver in charge reads them. */
async function shown(life: Life, kind: LetterKind): Promise<string[]> {
  const { render } = registry.letters.kinds[kind]
  const letters = (await life.letters(kind)).map(({ id, ref }): Letter => {
    return { id: LetterId.parse(id), kind, ref, to: { person: MemberId.parse(first) } }
  })
  return life.act(async (tx) => {
    const drawn = []
    for (const letter of letters) drawn.push(JSON.stringify(await render(life.ctx, tx, letter)))
    return drawn
  })
}

test('the report of a college meeting whose named host has left is the administrator’s in charge', async () => {
  await using life = await aLife({ only: ['A076'], now: '2026-11-26T09:00:00+08:00' })
  await life.liveUntil('2026-11-27T16:00:00+08:00')
  expect((await waits(life, second)).reports).toEqual([])
  await leaves(life, first)
  expect((await waits(life, second)).reports).toHaveLength(1)
  await life.liveUntil('2026-12-01T12:00:00+08:00')
  expect(await receivers(life, 'reports.chase')).toEqual([`person:${second}`])
  const fill = { data: { request: 'R-A076' } }
  expect(await life.press(String(second), 'reports.fill', fill)).toBe('填写卡已发到与您的私聊。')
})

test('that of a branch whose host has left, and which nobody leads, is his as well until somebody does', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-26T12:00:00+08:00')
  await leaves(life, 'M0213')
  await vacate(life, '2026-11-26')
  await life.liveUntil('2026-11-29T12:00:00+08:00')
  expect(await receivers(life, 'reports.chase')).toEqual([`person:${first}`])
  expect((await waits(life, first)).reports).toEqual(['第四季度支部党员大会'])
  await appoint(life, '2026-11-29')
  expect((await waits(life, first)).reports).toEqual([])
  expect((await waits(life, organiser)).reports).toEqual(['第四季度支部党员大会'])
})

test('what a branch without secretary and deputy is to do goes to the administrator, and on to whoever is appointed', async () => {
  await using life = await aLife({ only: ['A076'], now: '2026-11-26T09:00:00+08:00' })
  await life.book(life.planned.map((one) => ({ ...one, types: ['支部书记例会'] })))
  await vacate(life, '2026-11-25')
  await life.liveUntil('2026-11-27T16:00:00+08:00')
  await life.press(String(first), 'reports.fill', { data: { request: 'R-A076' } })
  const form = { content: '部署', decisions: '本科二支部 12月4日前交学习计划\nB03 12月4日前整改' }
  await life.press(String(first), 'reports.submit', { data: { request: 'R-A076', n: '1' }, form })
  await life.settle()
  expect(await receivers(life, 'reports.tasks')).toContain(`person:${first}`)
  expect((await waits(life, first)).tasks).toEqual(['交学习计划'])
  expect((await waits(life, second)).tasks).toEqual([])
  await life.liveUntil('2026-12-03T12:00:00+08:00')
  expect(await receivers(life, 'reports.tasksDue')).toContain(`person:${first}`)
  await appoint(life, '2026-12-04')
  await life.liveUntil('2026-12-08T12:00:00+08:00')
  expect(await receivers(life, 'reports.tasksDue')).toContain(`person:${organiser}`)
  expect((await waits(life, first)).tasks).toEqual([])
  expect((await waits(life, organiser)).tasks).toEqual(['交学习计划'])
  expect(await shown(life, 'reports.tasksDue')).toContainEqual(
    expect.stringContaining('议定，由本科二支部办理：'),
  )
})

test('a word on a branch’s cadence that finds no secretary any more reaches the administrator, with the branch’s name', async () => {
  await using life = await aLife({ only: [], now: '2026-11-20T09:00:00+08:00' })
  life.ctx.set('2026-12-02T03:30:00+08:00')
  await writingTasks(life.ctx).night(life.ctx.now())
  await vacate(life, '2026-12-01')
  await life.liveUntil('2026-12-02T10:00:00+08:00')
  const [passed] = (await life.letters('meetings.cadence')).filter(
    ({ receiver }) => receiver === `person:${first}`,
  )
  expect(passed).toMatchObject({ ref: 'B10/2026-10+3', ended: 'sent' })
  expect(await shown(life, 'meetings.cadence')).toContainEqual(expect.stringContaining('本科二'))
})

test('the administrator in charge is the first who is neither away, nor out of reach, nor gone', async () => {
  await using life = await aLife({ only: [] })
  const { db, act, ctx } = life
  const now = () => act((tx) => inChargeOf(tx, null))
  const change = (set: { status: string }) =>
    db.updateTable('roster_members').set(set).where('id', '=', String(first)).execute()
  expect(await now()).toBe(first)
  await change({ status: '出国交流(半年以上)' })
  expect(await now()).toBe(second)
  await change({ status: '在册在岗' })
  await act((tx) =>
    registry.letters.onDelivery(ctx, tx, { to: { person: MemberId.parse(first) }, code: '230013' }),
  )
  expect(await now()).toBe(second)
  for (const who of [second, 'M0142']) await leaves(life, who)
  expect(await now()).toBe(first)
  await leaves(life, first)
  expect(await now()).toBeNull()
})
