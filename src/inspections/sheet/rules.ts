import { createHash } from 'node:crypto'
import type { Counts } from '../counts/types.ts'
import { COUNTED, type Item, ITEMS, type Verdict } from '../types.ts'
import { isAfter } from '../../time/order.ts'
import { visible } from '../../cards/visible.ts'
import type { Draft, Entry, Filled, Refusal, Remedy, Sheet } from './types.ts'

/** A sheet asks for no more remedies than these. */
export const MOST_REMEDIES = 5

/** The draft with what was filled in; a mark that says what was counted is none. */
export function filledIn(draft: Draft, { marks, ...typed }: Filled, counts: Counts): Draft {
  const all = { ...draft.marks, ...marks }
  const own = ITEMS.filter((item) => all[item] !== undefined && all[item] !== countedOf(counts, item))
  return { ...draft, ...typed, marks: Object.fromEntries(own.map((item) => [item, all[item]])) }
}

/** What was counted says for an item; null where it says nothing. */
function countedOf(counts: Counts, item: Item): Verdict | null {
  const counted = COUNTED.find((one) => one === item)
  return counted === undefined ? null : counts[counted].verdict
}

/** What the form shows for each item. `said` puts what was counted into words. */
export function entriesOf(
  { marks }: Pick<Draft, 'marks'>,
  { counts, said }: { counts: Counts; said: (item: keyof Counts) => string },
): Entry[] {
  return ITEMS.map((item) => {
    const counted = COUNTED.find((one) => one === item)
    const own = marks[item] ?? null
    const verdict = countedOf(counts, item)
    return {
      item,
      chosen: own ?? verdict,
      said: counted === undefined ? null : said(counted),
      isEnough: verdict !== null,
    }
  })
}

/** The items that have no mark. */
export function unmarked(entries: readonly Entry[], { rest }: Pick<Draft, 'rest'>): Item[] {
  return rest === null ? entries.filter(({ chosen }) => chosen === null).map(({ item }) => item) : []
}

/** Adds the remedy that is being written, once; refused without words, a day, or one that is later than `after`. */
export function withRemedy(
  draft: Draft,
  after: Temporal.PlainDate,
): { ok: true; draft: Draft } | { ok: false; refusal: Refusal } {
  const { remedy, remedyDay, remedies } = draft
  if (visible(remedy) === '') return { ok: false, refusal: 'noRemedy' }
  if (remedyDay === null) return { ok: false, refusal: 'noRemedyDay' }
  if (!isAfter(remedyDay, after)) return { ok: false, refusal: 'tooSoon' }
  const added: Remedy = { what: remedy, dueOn: remedyDay }
  // Two presses are one.
  const others = remedies.filter((one) => printOf(one) !== printOf(added))
  if (others.length >= MOST_REMEDIES) return { ok: false, refusal: 'tooManyRemedies' }
  return { ok: true, draft: { ...draft, remedies: [...others, added], remedy: '', remedyDay: null } }
}

/** Tells whether two remedies are the same. */
export function printOf({ what, dueOn }: Remedy): string {
  return createHash('sha256').update(`${dueOn.toString()} ${what}`).digest('base64url').slice(0, 16)
}

/** The sheet that a draft becomes, or why it is not complete; remedies are due later than `after`. */
export function sheetFrom(
  draft: Draft,
  { entries, counts, after }: { entries: readonly Entry[]; counts: Counts; after: Temporal.PlainDate },
): { ok: true; sheet: Sheet } | { ok: false; refusal: Refusal } {
  const { rest, content, procedure, remark, remedies } = draft
  if (unmarked(entries, draft).length > 0) return { ok: false, refusal: 'unmarked' }
  if (visible(content) === '' || visible(procedure) === '') return { ok: false, refusal: 'noComments' }
  if (remedies.some(({ dueOn }) => !isAfter(dueOn, after))) return { ok: false, refusal: 'tooSoon' }
  const marks = entries.flatMap(({ item, chosen, said }) => {
    const verdict = chosen ?? rest
    const counted = said === null ? null : { verdict: countedOf(counts, item), said }
    return verdict === null ? [] : [[item, { verdict, counted }] as const]
  })
  // Every item has a mark: none is unmarked.
  const all = Object.fromEntries(marks) as Sheet['marks']
  return { ok: true, sheet: { marks: all, content, procedure, remark, remedies } }
}

/** The draft by which a sheet that was handed in is amended. */
export function draftFrom({ marks, ...sheet }: Sheet): Draft {
  const own = Object.entries(marks).flatMap(([item, { verdict, counted }]) =>
    verdict === counted?.verdict ? [] : [[item, verdict]],
  )
  return { ...sheet, marks: Object.fromEntries(own), rest: null, remedy: '', remedyDay: null }
}

/** How many items of a sheet were judged so. */
export function countOf({ marks }: Pick<Sheet, 'marks'>, verdict: Verdict): number {
  return Object.values(marks).filter((one) => one.verdict === verdict).length
}
