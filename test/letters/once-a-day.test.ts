import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../src/ids.ts'
import { takeStaleCards } from '../../src/letters/service.ts'
import type { Letter } from '../../src/letters/types.ts'
import { nudgeOverdue } from '../../src/reports/service.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** The administrator in charge, and the one who follows. */
const [FIRST, SECOND] = ['M0140', 'M0141']
/** Meetings of three branches; the first is B10's. */
const THREE = ['A047', 'A065', 'A041']
const TOLD = '2026-11-30T18:00:00+08:00'

/** Three branches meet on 25 November at 14:00, and nobody writes a report: it is overdue for two days on the 30th. */
async function overdue(only = THREE): Promise<Life> {
  const life = await aLife({ only, now: '2026-11-20T09:00:00+08:00' })
  const start = Temporal.PlainDateTime.from('2026-11-25T14:00')
  await life.book(life.planned.map((one) => ({ ...one, start })))
  return life
}

/** In the order in which they were sent. */
const cards = async (life: Life) =>
  (await life.letters('reports.escalation'))
    .filter(({ ended }) => ended === 'sent')
    .toSorted((one, other) => timeOf(one) - timeOf(other))

function timeOf({ first_attempt_at: at }: { first_attempt_at: Temporal.Instant | null }): number {
  return at?.epochMilliseconds ?? 0
}

async function shown(life: Life, n = -1): Promise<string> {
  const row = (await cards(life)).at(n)
  if (row === undefined) throw new Error('no card')
  const letter: Letter = {
    ...{ id: LetterId.parse(row.id), kind: 'reports.escalation', ref: row.ref },
    to: { person: MemberId.parse(FIRST) },
  }
  const render = registry.letters.kinds['reports.escalation'].render
  return JSON.stringify(await life.act((tx) => render(life.ctx, tx, letter)))
}

test('what three branches owe is one card to the administrator in charge, and follows what is handed in', async () => {
  await using life = await overdue()
  await life.liveUntil(TOLD)
  await life.settle()
  expect((await cards(life)).map(({ receiver }) => receiver)).toEqual([`person:${FIRST}`])
  const card = await shown(life)
  expect(card.match(/应于11月28日18:00前提交/g)).toHaveLength(3)
  expect(card).toContain('本科二支部：第四季度支部党员大会，应于')
  await life.press('M0213', 'reports.fill', { data: { request: 'R-A047' } })
  const form = { content: '学习了全会精神', decisions: '' }
  await life.press('M0213', 'reports.submit', { data: { request: 'R-A047', n: '1' }, form })
  expect(await takeStaleCards(life.ctx)).toContain((await cards(life))[0]?.id)
  expect((await shown(life)).match(/应于11月28日18:00前提交/g)).toHaveLength(2)
  expect(await shown(life)).toContain('本科二支部：第四季度支部党员大会的活动纪实已于11月30日18:00提交。')
})

test('an administrator who is away when it is sent is passed over', async () => {
  await using life = await overdue()
  await life.liveUntil('2026-11-30T17:00:00+08:00')
  const away = { status: '出国交流(半年以上)' }
  await life.db.updateTable('roster_members').set(away).where('id', '=', FIRST).execute()
  await life.liveUntil(TOLD)
  await life.settle()
  expect((await cards(life)).map(({ receiver }) => receiver)).toEqual([`person:${SECOND}`])
})

test('what a pause of its branch holds is not on the card, and comes on the first morning after it', async () => {
  await using life = await overdue()
  await life.liveUntil('2026-11-27T17:00:00+08:00')
  await life.say('M0213', '暂停')
  await life.liveUntil(TOLD)
  await life.settle()
  expect(await shown(life)).not.toContain('本科二支部')
  await life.liveUntil('2026-11-30T18:30:00+08:00')
  await life.say('M0213', '恢复')
  expect(await cards(life)).toHaveLength(1)
  await life.liveUntil('2026-12-01T12:00:00+08:00')
  expect(await cards(life)).toHaveLength(2)
  expect((await cards(life))[1]?.first_attempt_at?.toString()).toBe('2026-11-30T23:30:00Z')
  expect(await shown(life)).toContain('本科二支部')
  expect((await shown(life)).match(/应于/g)).toHaveLength(1)
})

test('what falls due a little later is added to the card of its day', async () => {
  await using life = await overdue(['A047', 'A065'])
  const later = life.db
    .updateTable('alarms_alarms')
    .set({ due: Temporal.Instant.from('2026-11-30T18:05:00+08:00') })
  await life.liveUntil('2026-11-30T17:00:00+08:00')
  await later.where('key', '=', 'reports.escalate:R-A065').execute()
  await life.liveUntil('2026-11-30T18:01:00+08:00')
  expect((await shown(life)).match(/应于/g)).toHaveLength(1)
  await life.db.updateTable('letters_cards').set({ wanted: 0, shown: 0 }).execute()
  await life.liveUntil('2026-11-30T18:06:00+08:00')
  expect(await cards(life)).toHaveLength(1)
  expect(await takeStaleCards(life.ctx)).toEqual([(await cards(life))[0]?.id])
  expect((await shown(life)).match(/应于/g)).toHaveLength(2)
})

test('whoever is reminded by hand of two records gets one card, and none of what came in before it went out', async () => {
  await using life = await overdue()
  await life.liveUntil('2026-11-30T15:00:00+08:00')
  const secretary = MemberId.parse('M0213')
  await life.db.updateTable('reports_requests').set({ owner_id: secretary, office: null }).execute()
  const before = Temporal.Instant.from('2026-11-30T00:00:00+08:00')
  const nudge = () =>
    life.act((tx) => nudgeOverdue(life.ctx, tx, { before, who: MemberId.parse(String(FIRST)) }))
  // The college's own reminder went out this morning.
  expect(await nudge()).toEqual({ ok: false, refusal: 'already' })
  await life.liveUntil('2026-12-01T15:00:00+08:00')
  expect(await nudge()).toEqual({ ok: true, people: 1, records: 3 })
  expect(await nudge()).toEqual({ ok: false, refusal: 'already' })
  await life.db
    .updateTable('reports_requests')
    .set({ state: 'submitted' })
    .where('id', '=', 'R-A041')
    .execute()
  await life.settle()
  const sent = (await life.letters('reports.nudge')).filter(({ ended }) => ended === 'sent')
  expect(sent.map(({ receiver }) => receiver)).toEqual([`person:${secretary}`])
  const [row] = sent
  const letter: Letter = {
    ...{ id: LetterId.parse(row?.id ?? ''), kind: 'reports.nudge', ref: row?.ref ?? '' },
    to: { person: secretary },
  }
  const render = registry.letters.kinds['reports.nudge'].render
  const card = JSON.stringify(await life.act((tx) => render(life.ctx, tx, letter)))
  expect(card.match(/应于11月28日18:00前提交/g)).toHaveLength(2)
})
