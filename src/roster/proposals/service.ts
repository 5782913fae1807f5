import { z } from 'zod'
import type { FileFault } from '../../../config/college.ts'
import { audit } from '../../audit.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import type { Changes, EntryKind, Loss } from '../load/types.ts'
import { namesOf } from '../naming/service.ts'
import { admins, rightsOf } from '../service.ts'
import * as roster from '../store.ts'
import * as store from './store.ts'
import type { Content, NamesOf, Proposal, Refusal, State } from './types.ts'

/** Deletes what versions and loads of before held, `most` at a time; returns whether more may be left. */
export async function expireVersions(tx: Tx, expired: Expired): Promise<boolean> {
  return (await store.expire(tx, expired)).includes(expired.most)
}

const KINDS = ['roster.faulty', 'roster.waiting'] as const

const parts = { version: z.string(), asked: count, load: z.string(), person: MemberId }
const faultyLetter = kind('roster.faulty', { key: '{version}:{person}', ref: '{version}' }, parts)
const waitingLetter = kind('roster.waiting', { key: '{version}:{asked}:{person}', ref: '{version}' }, parts)
const loadedLetter = kind('roster.loaded', { key: '{load}:{person}', ref: '{load}' }, parts)

/** Tells each administrator once of a faulty version of the files; what was accepted before stays in force. */
export async function noteFaulty(
  ctx: Ctx,
  tx: Tx,
  { version, faults }: { version: string; faults: readonly FileFault[] },
): Promise<void> {
  await note(ctx, tx, { version, content: { kind: 'faulty', faults } })
}

/** Asks the administrators about a version that takes much away; returns what is known of it. */
export async function noteLoss(
  ctx: Ctx,
  tx: Tx,
  { version, loss }: { version: string; loss: Loss },
): Promise<State> {
  return note(ctx, tx, { version, content: { kind: 'waiting', loss } })
}

/** The files say what is in force: nothing waits and nothing is faulty any more. */
export async function noteInForce(tx: Tx): Promise<void> {
  await markStaleFor(tx, await store.endOthers(tx, null))
}

type New = { version: string; content: Content }

async function note(ctx: Ctx, tx: Tx, { version, content }: New): Promise<State> {
  const ended = await store.endOthers(tx, version)
  const known = await store.lock(tx, version)
  if (known === undefined || known.state === 'over') {
    await store.begin(tx, { version, content, at: ctx.now() })
    await tell(ctx, tx, { version, content, asked: (known?.asked ?? 0) + 1 })
    ended.push(version)
  }
  await markStaleFor(tx, ended)
  return known === undefined || known.state === 'over' ? content.kind : known.state
}

/** A fault is told once; what waits for a yes is asked again when it comes again. */
async function tell(ctx: Ctx, tx: Tx, { version, content, asked }: New & { asked: number }): Promise<void> {
  const letters = (await admins(tx)).map((person) => ({
    ...(content.kind === 'faulty'
      ? faultyLetter.names({ version, person })
      : waitingLetter.names({ version, asked, person })),
    to: { person },
  }))
  await writeLetters(ctx, tx, letters)
}

async function markStaleFor(tx: Tx, versions: readonly string[]): Promise<void> {
  if (versions.length > 0) await markStale(tx, versions, KINDS)
}

export type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** An administrator's yes or no to a version that takes much away; whoever has the role clock acts on it within seconds. */
export async function decideProposal(
  ctx: Ctx,
  tx: Tx,
  { version, who, yes }: { version: string; who: MemberId; yes: boolean },
): Promise<Outcome> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const known = await store.lock(tx, version)
  if (known === undefined || known.state === 'over') return { ok: false, refusal: 'over' }
  if (known.state !== 'waiting') return { ok: false, refusal: 'already' }
  await store.decide(tx, version, { state: yes ? 'confirmed' : 'refused', by: who })
  const act = yes ? 'roster.confirmLoad' : 'roster.refuseLoad'
  await audit(ctx, tx, { actor: who, act, about: version, details: {} })
  await markStaleFor(tx, [version])
  return { ok: true }
}

/** What the files say at present without being in force; null when they are. */
export async function pendingProposal(tx: Tx): Promise<Proposal | null> {
  return (await store.current(tx)) ?? null
}

/** Whether what the files say is in force, is faulty, or waits for a yes. */
export async function filesState(tx: Tx): Promise<'ok' | Content['kind']> {
  return (await store.current(tx))?.content.kind ?? 'ok'
}

/** What is known of a version of the files; undefined when it was never asked about. */
export async function proposalState(tx: Tx, version: string): Promise<State | undefined> {
  return (await store.byVersion(tx, version))?.state
}

/** One version, as its letter shows it, and whether another one has come since that is not in force either. */
export async function proposalShown(
  tx: Tx,
  version: string,
): Promise<{ proposal: Proposal; newer: boolean }> {
  const proposal = await store.byVersion(tx, version)
  if (proposal === undefined) throw new Error(`no version ${version} of the files`)
  const now = await store.current(tx)
  return { proposal, newer: now !== undefined && now.version !== version }
}

/** Tells each administrator what a load changed, in a quiet letter. */
export async function tellChanges(ctx: Ctx, tx: Tx, changes: Changes): Promise<void> {
  const id = await store.keepChanges(tx, changes, ctx.now())
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const letters = (await admins(tx)).map((person) => ({
    ...loadedLetter.names({ load: id, person }),
    to: { person },
    dueAt,
  }))
  await writeLetters(ctx, tx, letters)
}

/** What that load changed. */
export async function changesOf(tx: Tx, id: string): Promise<Changes> {
  return store.changesOf(tx, id)
}

/** Nobody reads more names at once. */
const MOST_NAMES = 10

/** The names of people, namesakes told apart, and of branches, present or former; every other entry is only counted. */
export async function namesIn(tx: Tx): Promise<NamesOf> {
  const everyone = await roster.everyMember(tx)
  const alike = [...Map.groupBy(everyone, ({ name }) => name).values()].filter((all) => all.length > 1).flat()
  const apart = await namesOf(
    tx,
    alike.map(({ id }) => id),
    null,
  )
  const people = everyone.map(({ id, name }): [string, string] => [id, apart.get(id) ?? name])
  const branches = (await roster.branches(tx)).map(({ id, short }): [string, string] => [id, short])
  const known: Partial<Record<EntryKind, Map<string, string>>> = {
    member: new Map(people),
    branch: new Map(branches),
  }
  return (kind, ids) => {
    const names = known[kind]
    const first = names === undefined ? [] : ids.slice(0, MOST_NAMES).map((id) => names.get(id) ?? id)
    return { names: first, count: ids.length }
  }
}
