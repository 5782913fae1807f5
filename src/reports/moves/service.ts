import { audit } from '../../audit.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { markStale, markStaleBy } from '../../letters/service.ts'
import type { LetterKind } from '../../letters/types.ts'
import { noteHeld } from '../../meetings/service.ts'
import { leadsOf } from '../../roster/service.ts'
import { markConfirmsStale, markDraftsStale } from '../drafts/service.ts'
import { ownerOf } from '../owners/service.ts'
import { next } from '../rules.ts'
import { today } from '../../time/dates.ts'
import * as store from '../store.ts'
import type { Move, Request, RequestState } from '../types.ts'

export { standings } from './words.ts'

/** Who makes a move: a person, or the college's file, by which something is not asked for any more. */
export type Author = MemberId | 'file'

/** A move that somebody makes; `also` is what of the request changes with it, `details` what the log keeps. */
export type Making = {
  request: Request
  move: Move
  by: Author
  also?: Omit<store.Change, 'state'>
  details?: Record<string, string | number | boolean>
}

/** The request after a move, or the state in which that move is not legal. */
export type Made = { ok: true; request: Request } | { ok: false; stands: RequestState }

/** Makes a move of a request that the caller has locked: its state, the log, and every card that shows it. */
export async function makeMove(
  ctx: Ctx,
  tx: Tx,
  { request, move, by, also = {}, details = {} }: Making,
): Promise<Made> {
  const state = next(request.state, move)
  if (state === null) return { ok: false, stands: request.state }
  await store.change(tx, request.id, { ...also, state })
  await audit(ctx, tx, { actor: by, act: `reports.${move}`, about: request.id, details })
  await noteWhetherHeld(tx, { request, move, state })
  await (isNews({ request, move }) ? markDraftsStale(tx, request.id) : markConfirmsStale(tx, request.id))
  await markAboutStale(ctx, tx, request)
  await markStale(tx, await writersOf(ctx, tx, request), ['desk.summary'])
  return { ok: true, request: { ...request, ...also, state } }
}

/** That a record passed asks for nothing, and that it was handed in stays true: only the card that offers 导出 then says so. */
function isNews({ request, move }: Pick<Making, 'request' | 'move'>): boolean {
  return move !== 'approve' || request.state !== 'submitted' || request.about.kind !== 'meeting'
}

type Moved = Pick<Making, 'request' | 'move'> & { state: RequestState }

/** What was not held 未召开 counts nowhere as held, unless its reader does not accept that or somebody writes a record after all. */
async function noteWhetherHeld(tx: Tx, { request, move, state }: Moved): Promise<void> {
  if (request.meeting === null) return
  const isUnheld = state === 'notHeld' || (request.state === 'notHeld' && move === 'approve')
  // Of what its reader has accepted nothing is asked any more.
  const mayHaveBeen = request.state === 'notHeld' || request.state === 'waived'
  if (isUnheld || mayHaveBeen) await noteHeld(tx, request.meeting, !isUnheld)
}

/** So long the board of a collection gathers what comes in, before it is updated. */
const GATHERED = Temporal.Duration.from({ minutes: 15 })
/** Cards that show how what an inspection asked for stands: of the branch, and of its term, where others gather, too. */
const OF_REMEDY: readonly LetterKind[] = ['inspections.branch']
const OF_REMEDIES: readonly LetterKind[] = ['inspections.overview']
/** So long the overview of a term gathers what came of its visits. */
const GATHERED_OF_TERM = Temporal.Duration.from({ hours: 24 })

/** Cards that remind of steps of programmes, on the day of the reminder. */
const OF_STEP: readonly LetterKind[] = ['ledger.due']

/** Other features show what became of what they asked for. */
async function markAboutStale(ctx: Ctx, tx: Tx, request: Request): Promise<void> {
  const {
    about: { kind, id },
    branch,
    owner,
  } = request
  if (kind === 'step') {
    const whose = [`lead/${branch}`, `person/${owner}`, branch === null ? 'committee' : `committee/${branch}`]
    const refs = whose.map((one) => `${today(ctx)}/${one}`)
    await markStale(tx, refs, OF_STEP)
  }
  if (kind === 'remedy') {
    await markStale(tx, `${id}/${branch}`, OF_REMEDY)
    await markStaleBy(tx, { refs: [id], kinds: OF_REMEDIES, by: ctx.now().add(GATHERED_OF_TERM) })
  }
  if (kind !== 'collection') return
  await markStaleBy(tx, { refs: [id], kinds: ['collections.board'], by: ctx.now().add(GATHERED) })
}

// The people who may have been writing it.
async function writersOf(ctx: Ctx, tx: Tx, request: Request): Promise<MemberId[]> {
  const { branch } = request
  const owner = await ownerOf(ctx, tx, request)
  if (branch === null) return [owner]
  const { secretary, deputy } = await leadsOf(ctx, tx, branch)
  const leading = [secretary, deputy]
  return [owner, ...leading.filter((one) => one !== null)]
}
