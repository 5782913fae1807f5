import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { Documents } from '../../documents/service.ts'
import { cleanName } from '../../files/service.ts'
import type { BranchId } from '../../ids.ts'
import { countPeople, dutiesIn, measure, measurePeople, windowOfDays } from '../../measures/service.ts'
import type { Facts } from '../../measures/types.ts'
import {
  branch,
  branches,
  branchTitle,
  everyGroup,
  nameOf,
  namesOf,
  presentAmong,
} from '../../roster/service.ts'
import { earlier } from '../../time/order.ts'
import type { Order } from '../types.ts'
import { aboutRows, emptyRow, printOf, rowsOf, sheetNames, tablesOf, totalRow } from './rules.ts'
import type { About, Counted, Made, Somebody } from './types.ts'
import { words } from './words.ts'

/** What figures of a branch, or of the college with all its branches, are called. */
export async function titleOf(ctx: Ctx, tx: Tx, of: Order['of']): Promise<string> {
  if (of === 'all') return words.title(ctx.settings.name)
  return words.title(of === 'college' ? words.own(ctx.settings.name) : branchTitle(await branch(tx, of)))
}

/** Days in words. */
export const daysInWords = words.days

/** How many people stand by name in such a file: while a press waits for its answer. */
export async function countNames(
  ctx: Ctx,
  tx: Tx,
  { of, days }: Pick<Order, 'of' | 'days'>,
): Promise<number> {
  const all = (await listed(tx, of)).map(({ id }) => id)
  return countPeople(tx, { of: all, window: windowOfDays(ctx, days) })
}

/**
 * The file of an order. One branch after the other is counted, in a transaction of its own, and its rows are handed to the
 * thread: so that the college's year neither stalls the loop nor is held at once. Null as soon as it has more than so many
 * bytes: no more of it is made.
 */
export async function makeFile(
  ctx: Ctx,
  documents: Tabling,
  { order, mostBytes }: { order: Order; mostBytes: number },
): Promise<Made | null> {
  const { all, about } = await transact(ctx, async (tx) => ({
    all: await listed(tx, order.of),
    about: await aboutOf(ctx, tx, order),
  }))
  await documents.begin(order.format, { tables: tablesOf(about), print: printOf(about) })
  const names = sheetNames(about.named)
  const written = names.map(() => 0)
  let size = 0
  const add = async (sheet: (typeof names)[number], rows: Parameters<Documents['rows']>[1]) => {
    const at = names.indexOf(sheet)
    if (at === -1 || rows.length === 0) return
    written[at] = (written[at] ?? 0) + rows.length
    size = await documents.rows(at, rows)
  }
  const sums: Pick<Counted, 'figures' | 'gaps'>[] = []
  for (const one of all) {
    const counted = await transact(ctx, (tx) => count(ctx, tx, { order, one }))
    const { figures, gaps } = counted
    sums.push({ figures, gaps })
    const rows = rowsOf(counted, about)
    for (const sheet of names) await add(sheet, rows[sheet])
    if (size > mostBytes) return null
  }
  if (all.length > 1) await add('summary', [totalRow(sums)])
  await add('about', aboutRows(about))
  for (const [at, sheet] of names.entries()) if (written[at] === 0) await add(sheet, [emptyRow()])
  const name = cleanName(words.fileName(about.title, words.days(order.days), about.named))
  const bytes = await documents.end()
  return bytes.length > mostBytes ? null : { name, type: order.format === 'xlsx' ? 'xlsx' : 'zip', bytes }
}

type Tabling = Pick<Documents, 'begin' | 'rows' | 'end'>

/** A branch, or with null the college's own meetings. */
type Listed = { id: BranchId | null; name: string }

async function listed(tx: Tx, of: Order['of']): Promise<Listed[]> {
  const named = (one: { id: BranchId; name: string; short: string }) => ({
    id: one.id,
    name: branchTitle(one),
  })
  const own = { id: null, name: words.college }
  if (of === 'college') return [own]
  return of === 'all' ? [...(await branches(tx)).map(named), own] : [named(await branch(tx, of))]
}

function subjectOf({ id }: Listed) {
  return id === null ? { kind: 'college' as const } : { kind: 'branch' as const, branch: id }
}

/** As it was known when the file was asked for: a second attempt holds the same. */
function windowFor(ctx: Ctx, { days, at }: Order) {
  const window = windowOfDays(ctx, days)
  return { ...window, asOf: earlier(window.to, at) }
}

async function aboutOf(ctx: Ctx, tx: Tx, order: Order): Promise<About> {
  return {
    ...{ title: await titleOf(ctx, tx, order.of), days: order.days, asOf: windowFor(ctx, order).asOf },
    ...{ by: await nameOf(tx, order.who, null), at: order.at, zone: ctx.settings.timezone },
    named: order.content === 'names',
  }
}

async function count(ctx: Ctx, tx: Tx, { order, one }: { order: Order; one: Listed }): Promise<Counted> {
  const { facts, figures, gaps } = await measure(ctx, tx, {
    subject: subjectOf(one),
    window: windowFor(ctx, order),
  })
  const { from, to } = order.days
  const groups = new Map<string, string>((await everyGroup(tx)).map(({ id, name }) => [id, name]))
  return {
    ...{ name: one.name, facts, figures, gaps, groups },
    cadence: await dutiesIn(ctx, tx, { branch: one.id, from, to: to.subtract({ days: 1 }) }),
    people: order.content === 'names' ? await peopleOf(tx, { one, facts, groups }) : null,
  }
}

type Peopled = { one: Listed; facts: Facts; groups: ReadonlyMap<string, string> }

async function peopleOf(tx: Tx, { one, facts, groups }: Peopled): Promise<Somebody[]> {
  const all = await measurePeople(tx, facts)
  const ids = all.map(({ member }) => member)
  const names = await namesOf(tx, ids, one.id)
  const present = new Map((await presentAmong(tx, ids)).map((person) => [person.id, person]))
  return all.map(({ member, ...counted }) => {
    const { group, type } = present.get(member) ?? { group: null, type: '' }
    const name = names.get(member) ?? member
    return { member, name, group: group === null ? '' : (groups.get(group) ?? ''), type, ...counted }
  })
}
