import { afterAll, expect, test } from 'vitest'
import { readDigest } from '../../src/digest/service.ts'
import type { Part } from '../../src/digest/types.ts'
import { BranchId, GroupId, MemberId } from '../../src/ids.ts'
import { measure } from '../../src/measures/service.ts'
import type { Subject } from '../../src/measures/types.ts'
import { aScene } from '../digest/setup.ts'
import { insertColleges, MONDAY, ownMonday } from './random/colleges.ts'
import { type Raw, readRaw, recount, type Span, type Whose } from './random/recount.ts'

/** Other colleges each day; a seed that somebody gives brings its own back. */
const seed = Number(process.env['ZHIBU_SEED'] ?? Math.floor(Date.now() / 86_400_000))
const COLLEGES = 200
const DAY = 86_400_000

const scene = await aScene()
afterAll(() => scene[Symbol.asyncDispose]())

const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`)
const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
const week = (monday: number): Span => ({ from: monday, to: monday + 7 * DAY, asOf: monday + 7 * DAY })
/** The week as one looked at it during its Thursday. */
const halfWeek = (monday: number): Span => ({ ...week(monday), asOf: monday + 3.4 * DAY })

/** A figure that differs is told with the seed. */
async function areTheSame(raw: Raw, whose: Whose, spans: readonly Span[]): Promise<void> {
  const subject = subjectOf(whose)
  await scene.run(async (tx) => {
    for (const span of spans) {
      const window = { from: at(span.from), to: at(span.to), asOf: at(span.asOf) }
      const { figures } = await measure(scene.ctx, tx, { subject, window })
      expect(figures, saying(whose, span)).toEqual(recount(raw, whose, span))
    }
  })
}

function saying(whose: Whose, { from }: Span): string {
  return `ZHIBU_SEED=${seed}: ${JSON.stringify(whose)} from ${at(from)}`
}

function subjectOf(whose: Whose): Subject {
  if ('person' in whose) return { kind: 'person', member: MemberId.parse(whose.person) }
  if ('group' in whose) {
    const branch = BranchId.parse(whose.group.slice(0, whose.group.indexOf('G')))
    return { kind: 'group', branch, group: GroupId.parse(whose.group) }
  }
  return whose.branch === null
    ? { kind: 'college' }
    : { kind: 'branch', branch: BranchId.parse(whose.branch) }
}

async function idsOf(table: 'roster_branches' | 'roster_groups' | 'roster_members', like: string) {
  return (await scene.db.selectFrom(table).select('id').where('id', 'like', like).execute()).map(
    ({ id }) => id,
  )
}

/** The parts of the digest of a week, the college's own among them. */
async function digestOf(monday: number): Promise<Part[]> {
  const made = await scene.makeAt(at(monday + 7 * DAY + DAY / 3))
  const { branches, college } = await scene.run((tx) => readDigest(tx, made[0]?.key ?? 'none'))
  return [...branches, college]
}

function digestIsTheSame(raw: Raw, parts: readonly Part[], monday: number): void {
  for (const { id, figures, earlier } of parts) {
    const whose = { branch: id === 'college' ? null : id }
    expect(figures, saying(whose, week(monday))).toEqual(recount(raw, whose, week(monday)))
    const before = earlier.map((_, n) => recount(raw, whose, week(monday - 7 * DAY * (earlier.length - n))))
    expect(earlier, saying(whose, week(monday))).toMatchObject(
      before.map(({ held, rate, reportsDue, reportsOnTime }) => ({ held, rate, reportsDue, reportsOnTime })),
    )
  }
}

test('the fixture’s November, counted again row by row, is what is measured of it', async () => {
  const raw = await readRaw(scene.db)
  const november = { from: midnight('2026-11-01'), to: midnight('2026-12-01'), asOf: midnight('2026-12-01') }
  const spans = [november, { ...november, asOf: midnight('2026-11-23') }]
  for (const branch of [...(await idsOf('roster_branches', '%')), null])
    await areTheSame(raw, { branch }, spans)
  for (const group of await idsOf('roster_groups', '%')) await areTheSame(raw, { group }, spans)
})

test('the digests of the fixture’s November say what is counted again row by row', async () => {
  const raw = await readRaw(scene.db)
  for (const monday of ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'].map(midnight)) {
    const parts = await digestOf(monday)
    expect(parts).toHaveLength(15)
    digestIsTheSame(raw, parts, monday)
  }
})

test(`${COLLEGES} random colleges, counted again row by row, are what is measured of them, and what their digest says`, async () => {
  await insertColleges(scene.db, { seed, count: COLLEGES })

  const raw = await readRaw(scene.db)

  const parts = await digestOf(MONDAY)

  expect(parts.length).toBeGreaterThan(COLLEGES)
  digestIsTheSame(raw, parts, MONDAY)

  const spans = [MONDAY, MONDAY - 7 * DAY, MONDAY + 7 * DAY].flatMap((monday) => [
    week(monday),
    halfWeek(monday),
  ])
  for (const group of await idsOf('roster_groups', 'R%5-0G0')) await areTheSame(raw, { group }, spans)
  for (const person of await idsOf('roster_members', 'R%5-0P0')) await areTheSame(raw, { person }, spans)
  for (const branch of await idsOf('roster_branches', 'R%5-0')) await areTheSame(raw, { branch }, spans)

  const own = Array.from({ length: COLLEGES }, (_, college) => week(ownMonday(college)))
  await areTheSame(raw, { branch: null }, own)
})
