import { z } from 'zod'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { comingIn, measureMany, titlesOf, waitingIn } from '../../measures/service.ts'
import type { Whose } from '../../measures/types.ts'
import { rightsOf } from '../../roster/service.ts'
import type { Rights } from '../../roster/types.ts'
import { snapshotBy } from '../snapshots/service.ts'
import * as store from '../store.ts'
import { COLLEGE_PART, type Part, type Snapshot } from '../types.ts'
import { reckoningOf, weekAfter, weekNamed } from '../weeks/service.ts'
import { compared, factRows, numberIn, partsFor, SHOWN_WAITING, WEEK } from './rules.ts'
import type { ComparedRow, CountedRow, DigestNumber, Of } from './types.ts'

export { numbersButton } from './action.ts'
export { countedRows } from './rules.ts'

const text = z.string().transform((written) => decodeURIComponent(written))
const parts = {
  ...{ by: z.string(), digest: z.string(), of: z.union([z.enum(['all', 'college']), BranchId]) },
  ...{ number: text, page: count },
}
const numbersLetter = kind('digest.numbers', { key: '{by}:{digest}:{of}', ref: '{digest}/{of}' }, parts)
const rowsLetter = kind(
  'digest.rows',
  { key: '{by}:{digest}:{of}:{page}:{number}', ref: '{digest}/{of}/{page}/{number}' },
  parts,
)

type By = { who: MemberId; by: string }
type Outcome = { ok: true } | { ok: false; refusal: 'mayNot' }

/** Sends the numbers of a digest, in the direct chat. */
export async function openNumbers(
  ctx: Ctx,
  tx: Tx,
  { who, ...of }: By & { digest: string; of: Of },
): Promise<Outcome> {
  if (!mayRead(await rightsOf(ctx, tx, who), of.of)) return { ok: false, refusal: 'mayNot' }
  await writeLetters(ctx, tx, [{ ...numbersLetter.names(of), to: { person: who } }])
  return { ok: true }
}

type Opened = { digest: string; of: Of; number: string; page: number }

/** Sends the rows that a number of a digest counts, in the direct chat. */
export async function openRows(ctx: Ctx, tx: Tx, { who, ...opened }: By & Opened): Promise<Outcome> {
  if (!mayRead(await rightsOf(ctx, tx, who), opened.of)) return { ok: false, refusal: 'mayNot' }
  const names = rowsLetter.names({ ...opened, number: encodeURIComponent(opened.number) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
  return { ok: true }
}

/** The committee everything, whoever acts for a branch or inspects it that branch. (domain §5, rows 12, 18, 29) */
function mayRead({ committee, branchCommitteeOf, inspects }: Rights, of: Of): boolean {
  return committee || [...branchCommitteeOf, ...inspects].some((branch) => branch === of)
}

/** A digest's numbers, for whoever may read them today. */
export async function numbersFor(
  ctx: Ctx,
  tx: Tx,
  { who, ref }: { who: MemberId; ref: string },
): Promise<{ digest: string; of: Of; snapshot: Snapshot } | null> {
  const { digest, of } = numbersLetter.ref.parse(ref)
  const snapshot = await snapshotBy(tx, digest)
  return snapshot === null || !mayRead(await rightsOf(ctx, tx, who), of) ? null : { digest, of, snapshot }
}

/** The rows of a number; `kept`: the digest kept what it counted, `isCompared`: they are set beside what is there now. */
export type Rows = Opened & {
  snapshot: Snapshot
  shown: DigestNumber
  parts: readonly Part[]
  rows: ComparedRow[]
  kept: boolean
  isCompared: boolean
}

/** What a letter of rows shows to whoever may read it today; null to anybody else. */
export async function rowsFor(
  ctx: Ctx,
  tx: Tx,
  { who, ref }: { who: MemberId; ref: string },
): Promise<Rows | null> {
  const opened = rowsLetter.ref.parse(ref)
  const snapshot = await snapshotBy(tx, opened.digest)
  const shown = snapshot && numberIn(snapshot, opened.of, opened.number)
  if (shown === null || snapshot === null || !mayRead(await rightsOf(ctx, tx, who), opened.of)) return null
  return { ...opened, snapshot, shown, ...(await behind(ctx, tx, { ...opened, snapshot })) }
}

type Asked = { digest: string; of: Of; number: string; snapshot: Snapshot }
type OfParts = Asked & { parts: readonly Part[] }

async function behind(
  ctx: Ctx,
  tx: Tx,
  asked: Asked,
): Promise<Pick<Rows, 'parts' | 'rows' | 'kept' | 'isCompared'>> {
  const all = partsFor(asked.snapshot, asked.of, asked.number)
  const was = await keptRows(ctx, tx, { ...asked, parts: all })
  const now = await presentRows(ctx, tx, { ...asked, parts: all })
  const rows = compared({ was, now }, asked.number, all)
  const titles = await titlesOf(tx, rows)
  const titled = rows.map((row) => ({ ...row, title: titles(row) }))
  return { parts: all, rows: titled, kept: was !== null, isCompared: now !== null }
}

type Owned = CountedRow & { part: string }

/** What the digest kept of these parts, or of a week before that week's own; null when one of them kept nothing. */
async function keptRows(ctx: Ctx, tx: Tx, asked: OfParts): Promise<Owned[] | null> {
  const key = weekOf(ctx, asked)?.key ?? asked.digest
  const kept = await store.countedRows(tx, key)
  const own = asked.parts.map(({ id, figures }) => ({
    id,
    rows: figures === null ? [] : (kept.get(id) ?? null),
  }))
  if (own.some(({ rows }) => rows === null)) return null
  return own.flatMap(({ id: part, rows }) => (rows ?? []).map((row) => ({ ...row, part })))
}

function weekOf(ctx: Ctx, { number }: Pick<Asked, 'number'>) {
  return number.startsWith(WEEK) ? weekNamed(number.slice(WEEK.length), reckoningOf(ctx)) : null
}

/** What is counted of these parts now; null of a duty, which is said as of its digest alone. */
async function presentRows(ctx: Ctx, tx: Tx, asked: OfParts): Promise<Owned[] | null> {
  const { number, snapshot, parts: of } = asked
  const span = { from: Temporal.Instant.from(snapshot.from), to: Temporal.Instant.from(snapshot.to) }
  const ids = new Set(of.map(({ id }) => id))
  const within = (rows: readonly Owned[]) => rows.filter(({ part }) => ids.has(part))
  if (number.startsWith('duty:')) return null
  if (number === 'next') {
    const coming = await comingIn(tx, { whose: whoseOf(asked.of), ...weekAfter(span, ctx.settings.timezone) })
    return within(
      coming.map(({ meeting: id, at, owner }) => {
        return { kind: 'meeting', id, at, part: owner ?? COLLEGE_PART, counts: { next: 1 } }
      }),
    )
  }
  if (number === 'cameSince' || SHOWN_WAITING.some((one) => one === number)) {
    const waiting = await waitingIn(ctx, tx, { whose: whoseOf(asked.of), ...span })
    return within(
      waiting.map(({ number: name, owner, ...one }) => {
        return { ...one, part: owner ?? COLLEGE_PART, counts: { [name]: 1 } }
      }),
    )
  }
  const { from, to } = weekOf(ctx, asked) ?? span
  const owners = of.map(({ id }) => (id === COLLEGE_PART ? null : BranchId.parse(id)))
  const measured = await measureMany(ctx, tx, { of: owners, window: { from, to, asOf: to }, type: null })
  return measured.flatMap(({ facts }, nth) =>
    factRows(facts).map((row) => ({ ...row, part: owners[nth] ?? COLLEGE_PART })),
  )
}

function whoseOf(of: Of): Whose {
  return of === 'all' ? 'all' : [of === 'college' ? null : of]
}
