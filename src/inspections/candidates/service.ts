import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { admins, inspectors, namesOf, presentAmong } from '../../roster/service.ts'
import { EXEMPT_STATUS } from '../../roster/types.ts'
import type { Candidate } from '../types.ts'

/** Who may make a visit: the inspectors, and the administrators, who may take one themselves. (domain §5, row 16) */
export async function ableOnes(tx: Tx): Promise<Candidate[]> {
  const all = (await inspectors(tx)).map(({ person, branches }) => candidateOf(person, branches))
  const others = (await admins(tx)).filter((who) => !all.some((one) => one.who === who))
  return [...all, ...(await presentAmong(tx, others)).map((person) => candidateOf(person, null))]
}

/** The inspectors who may be drawn: those who are not away for long. */
export async function drawableOnes(tx: Tx): Promise<Candidate[]> {
  const here = (await inspectors(tx)).filter(({ person }) => !EXEMPT_STATUS.includes(person.status))
  return here.map(({ person, branches }) => candidateOf(person, branches))
}

function candidateOf(
  { id: who, branch: own }: { id: MemberId; branch: Candidate['own'] },
  branches: Candidate['branches'],
): Candidate {
  return { who, own, branches, load: 0 }
}

/** Who may be chosen for a visit by hand, with their names. */
export async function choosableOnes(tx: Tx): Promise<{ who: MemberId; name: string }[]> {
  const ids = (await ableOnes(tx)).map(({ who }) => who)
  const names = await namesOf(tx, ids, null)
  return ids.map((who) => ({ who, name: names.get(who) ?? who }))
}
