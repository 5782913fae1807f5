import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import * as store from '../store.ts'
import type { Person } from '../types.ts'
import { type Named, namesAmong } from './rules.ts'

/**
 * What people are called in lists and on cards: by name, and namesakes told apart. `within` is the branch whose people the
 * reader may think of; null: the college's.
 */
export async function namesOf(
  tx: Tx,
  ids: readonly MemberId[],
  within: BranchId | null,
): Promise<Map<MemberId, string>> {
  const found = await store.withNamesakes(tx, ids)
  const people = found.filter(({ id }) => ids.includes(id))
  const all = found.filter(({ id, branch }) => ids.includes(id) || within === null || branch === within)
  if (new Set(all.map(({ name }) => name)).size === all.length)
    return new Map(people.map(({ id, name }) => [id, name]))
  const labelled = await labels(tx)
  return namesAmong(people.map(labelled), all.map(labelled))
}

/** What one person is called; throws when there never was one. */
export async function nameOf(tx: Tx, who: MemberId, within: BranchId | null): Promise<string> {
  const name = (await namesOf(tx, [who], within)).get(who)
  if (name === undefined) throw new Error(`no member ${who}`)
  return name
}

async function labels(tx: Tx): Promise<(person: Person) => Named> {
  const branches = new Map((await store.branches(tx)).map(({ id, short }) => [id, short]))
  const groups = new Map((await store.groups(tx)).map(({ id, name }) => [id, name]))
  return ({ id, name, branch, group }) => ({
    id,
    name,
    branch: branches.get(branch) ?? branch,
    group: group === null ? null : (groups.get(group) ?? group),
  })
}
