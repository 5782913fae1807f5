import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dryRun } from '../../jobs/dry-run.ts'
import { handlersOf } from '../../jobs/worker.ts'
import { takeOpenPreviews } from '../../src/desk/service.ts'
import { Plan } from '../../src/desk/preview/types.ts'
import type { Sending } from '../../src/desk/types.ts'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { textOf } from '../../src/letters/rules.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { liveWithClock } from '../support/clock-life.ts'
import { everythingIn } from '../support/everything.ts'

/** Each is a life of several days, lived twice. */
const RUNS = 3

/** Meetings of several branches and of the college, with their hosts and some who are due. */
const MEETINGS = ['A045', 'A046', 'A047', 'A048', 'A049', 'A050', 'A052', 'A053']

const foreseen = (life: Life, until: string, patienceMs = 60_000) =>
  dryRun(life.ctx, registry, { until: Temporal.Instant.from(until), patienceMs })

/** Kind, receiver and moment. */
const told = (sendings: readonly Sending[]) =>
  sendings.map(({ at, kind, to }) => `${at} ${kind} ${textOf(to)}`).toSorted()

/** What this bot really sent after that moment, in the same words. */
async function sentAfter(life: Life, moment: Temporal.Instant): Promise<string[]> {
  const letters = (await life.letters()).filter(({ ended }) => ended === 'sent')
  return letters
    .flatMap(({ first_attempt_at: at, kind, receiver }) =>
      at !== null && Temporal.Instant.compare(at, moment) >= 0 ? [`${at} ${kind} ${receiver}`] : [],
    )
    .toSorted()
}

const college = fc.record({
  only: fc.subarray(MEETINGS, { minLength: 1, maxLength: 2 }),
  now: fc
    .integer({ min: 0, max: 6 * 24 })
    .map((hours) => Temporal.Instant.from('2026-11-20T08:00:00+08:00').add({ hours }).toString()),
  days: fc.integer({ min: 1, max: 5 }),
  dailyCap: fc.integer({ min: 0, max: 3 }),
  answers: fc.array(fc.tuple(fc.integer({ min: 1, max: 420 }), fc.constantFrom('join', 'leave')), {
    maxLength: 20,
  }),
  pause: fc.constantFrom(null, '暂停 B10', '暂停 全院'),
})

test('what is foreseen is what the bot then sends, to the same people at the same moments, and leaves no trace', async () => {
  await fc.assert(
    fc.asyncProperty(college, async ({ only, now, days, dailyCap, answers, pause }) => {
      await using life = await aLife({ only, now })
      const { reminders } = life.ctx.settings
      Object.assign(life.ctx, { settings: { ...life.ctx.settings, reminders: { ...reminders, dailyCap } } })
      for (const [who, reply] of answers) await answer(life, who, reply)
      if (pause !== null) await life.say('M0140', pause)
      await life.settle()
      const from = life.ctx.now().add({ seconds: 1 })
      const until = from.add({ hours: days * 24 }).toString()
      const before = await everythingIn(life.db)
      const { sendings } = await foreseen(life, until)
      expect(await everythingIn(life.db)).toEqual(before)
      await liveWithClock(life, until)
      expect(told(sendings.filter(({ held }) => !held))).toEqual(await sentAfter(life, from))
    }),
    { numRuns: RUNS },
  )
})

async function answer(life: Life, n: number, reply: string): Promise<void> {
  const who = `M${String(n).padStart(4, '0')}`
  for (const { id } of life.planned)
    await life.press(who, 'attendance.answer', { data: { meeting: id, reply, place: 'private' } })
}

test('on day 13 the fresh card of an open matter is foreseen, too', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-23T09:00:00+08:00' })
  await life.liveUntil('2026-12-07T12:00:00+08:00')
  const { sendings } = await foreseen(life, '2026-12-09T00:00:00+08:00')
  const requests = sendings.filter(({ kind }) => kind === 'reports.after')
  expect(requests.map(({ at }) => at.toString())).toEqual(['2026-12-08T08:10:00Z'])
  await life.liveUntil('2026-12-08T16:10:00+08:00')
  await refreshCards(life.ctx, registry.letters)
  await life.settle()
  const sent = await life.letters('reports.after')
  expect(sent.at(-1)?.first_attempt_at?.toString()).toBe('2026-12-08T08:10:00Z')
})

test('what a pause keeps is foreseen as kept, with its matter', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await life.say('M0213', '暂停')
  const { sendings } = await foreseen(life, '2026-11-24T12:00:00+08:00')
  const notices = sendings.filter(({ kind }) => kind === 'meetings.notice')
  expect(notices).toMatchObject([{ held: true, subject: '11月25日第四季度支部党员大会' }])
})

test('whoever loses patience is told how far it came', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  const { until, sendings } = await foreseen(life, '2026-11-26T00:00:00+08:00', 0)
  expect([until, sendings]).toEqual([life.ctx.now(), []])
})

test.each([
  [19_999, true],
  [20_001, false],
])(
  'a preview that was asked for in the chat, after %s ms: worked out to its end is %s',
  async (ms, whole) => {
    await using life = await aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })
    await life.say('M0140', '会议 预览 1')
    const [id = ''] = await takeOpenPreviews(life.ctx)
    let looks = 0
    // So much time passes between the first look at the clock and the next.
    const ctx = { ...life.ctx, elapsed: () => (looks++ === 0 ? 0 : ms) }
    await handlersOf({ ctx, registry, feishu: life.post.feishu })['make-preview']({ id })
    const { plan } = await life.db.selectFrom('desk_previews').select('plan').executeTakeFirstOrThrow()
    const { until, wanted } = Plan.parse(plan)
    expect(until.equals(wanted)).toBe(whole)
  },
)
