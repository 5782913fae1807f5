import type { Tx } from '../../db/tables.ts'
import * as roster from '../store.ts'
import type { Inspector } from '../types.ts'
import { inspected } from './store.ts'

/** The inspectors 督查员 who have not left, in order of id. */
export async function inspectors(tx: Tx): Promise<Inspector[]> {
  const named = Map.groupBy(await inspected(tx), ({ who }) => who)
  return (await roster.inspectors(tx)).map((person) => {
    const branches = (named.get(person.id) ?? []).flatMap(({ branch }) => branch ?? [])
    return { person, branches: branches.length === 0 ? null : branches }
  })
}
