import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Field } from '../../cards/card.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId, ProgrammeId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { faultsIn, faultsText, fieldsOf, peopleFor, readPage } from '../../reports/service.ts'
import { actingFor, branches, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { z } from 'zod'
import {
  addNominated,
  countNominated,
  lockProgramme,
  removeNominated,
  rowById,
  rowsOf,
} from '../programmes/service.ts'
import * as store from '../store.ts'
import type { Cell, Row } from '../types.ts'
import { isBegun, isOver, isThere, nominationOf, questionOf } from './rules.ts'
import type { Nomination, OfBranch, OfRow, Proposed, Refusal } from './types.ts'

export { rowById } from '../programmes/service.ts'
export { nominateButton } from './action.ts'
export { mayPutForward, nominationOf } from './rules.ts'

const parts = { programme: ProgrammeId, branch: BranchId, row: z.string(), who: MemberId, seen: count }
const formLetter = kind(
  'ledger.nominate',
  { key: '{programme}[/{branch}]/{who}:{seen}', ref: '{programme}[/{branch}]' },
  parts,
)
const consentLetter = kind('ledger.consent', { key: '{programme}/{row}', ref: '{programme}/{row}' }, parts)
const declinedLetter = kind('ledger.declined', { key: '{programme}/{row}', ref: '{programme}/{row}' }, parts)

/** For which programme and branch a form is, and of which row the others tell. */
export const formRef = formLetter.ref
export const consentRef = consentLetter.ref
export const declinedRef = declinedLetter.ref

type Outcome = { ok: true } | { ok: false; refusal: Refusal }
type By = { who: MemberId }

/** Sends whoever may put something forward the form for a branch: the own, or one that is to be chosen first. */
export async function openForm(
  ctx: Ctx,
  tx: Tx,
  { programme, branch, who }: { programme: ProgrammeId; branch: BranchId | null } & By,
): Promise<Outcome> {
  const all = await branchesFor(ctx, tx, who)
  const [own, another] = all
  const chosen = branch ?? (another === undefined ? own : undefined) ?? null
  if (own === undefined || (chosen !== null && !all.includes(chosen))) return refuse('mayNot')
  const found = await lockProgramme(tx, programme)
  if (found === undefined || nominationOf(found.definition) === null) return refuse('notAsked')
  const seen = inSightAt(ctx.now())
  const names = formLetter.names({ programme, branch: chosen, who, seen })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
  return { ok: true }
}

/** The branches for which somebody may put something forward today: those that they lead, of an administrator all. */
export async function branchesFor(ctx: Ctx, tx: Tx, who: MemberId): Promise<BranchId[]> {
  const { admin, leads } = await rightsOf(ctx, tx, who)
  const all = (await branches(tx)).map(({ id }) => id)
  return admin ? all : all.filter((id) => leads.includes(id))
}

function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal }
}

type Put =
  | { ok: true; what: Nomination['what'] }
  | { ok: false; refusal: Refusal }
  | { ok: false; wrong: string }

/**
 * Puts forward what a form says, a person of the branch or a project; a person is asked privately to consent, if a step asks
 * for that. `wrong` says what is to be mended in the form.
 */
export async function putForward(
  ctx: Ctx,
  tx: Tx,
  { form, who, ...of }: OfBranch & { form: Readonly<Record<string, unknown>> } & By,
): Promise<Put> {
  const open = await openFor(ctx, tx, { ...of, who })
  if (!open.ok) return open
  const { nomination } = open
  const proposed = await proposedIn(ctx, tx, { nomination, branch: of.branch, form })
  if ('wrong' in proposed) return { ok: false, ...proposed }
  const refusal = refusalTo({ ...of, proposed, nomination }, await rowsOf(tx, of.programme))
  if (refusal !== null) return refuse(refusal)
  const row = await rowFor(ctx, tx, { ...of, proposed })
  await addNominated(ctx, tx, row)
  await askForConsent(ctx, tx, row)
  await audit(ctx, tx, { actor: who, act: 'ledger.nominate', about: of.programme, details: { row: row.id } })
  return { ok: true, what: nomination.what }
}

async function askForConsent(
  ctx: Ctx,
  tx: Tx,
  { programme, id: row, member }: Pick<Row, 'programme' | 'id' | 'member'>,
): Promise<void> {
  if (member === null || (await consentOf(tx, { programme, row })) === undefined) return
  const names = consentLetter.names({ programme, row })
  await writeLetters(ctx, tx, [{ ...names, to: { person: member } }])
}

/** The programme, locked, while something may be put forward or taken back for a branch. */
async function openFor(
  ctx: Ctx,
  tx: Tx,
  { programme, branch, who }: OfBranch & By,
): Promise<{ ok: true; nomination: Nomination } | { ok: false; refusal: Refusal }> {
  if (!(await branchesFor(ctx, tx, who)).includes(branch)) return refuse('mayNot')
  const found = await lockProgramme(tx, programme)
  const nomination = found === undefined ? null : nominationOf(found.definition)
  if (found === undefined || nomination === null) return refuse('notAsked')
  if (found.closedAt !== null) return refuse('closed')
  return isOver(nomination, today(ctx)) ? refuse('over') : { ok: true, nomination }
}

function refusalTo(
  { branch, proposed, nomination }: OfBranch & { proposed: Proposed; nomination: Nomination },
  all: readonly Row[],
): Refusal | null {
  const rows = all.filter(({ nominated }) => nominated)
  if (isThere(proposed, { branch }, rows)) return 'twice'
  return rows.filter((row) => row.branch === branch).length >= nomination.most ? 'most' : null
}

/** So many rows of a branch stand before those of the next. */
const PLACES = 1000

async function rowFor(
  ctx: Ctx,
  tx: Tx,
  { programme, branch, proposed }: OfBranch & { proposed: Proposed },
): Promise<Omit<Row, 'nominated'>> {
  // Also those that were taken back: what was done for a row never passes to another.
  const n = (await countNominated(tx, { programme, branch })) + 1
  const at = (await branches(tx)).findIndex(({ id }) => id === branch)
  return {
    ...{ programme, id: `${branch}-${n}`, branch, joint: [], attributes: {}, since: today(ctx) },
    place: at * PLACES + n,
    member: 'member' in proposed ? proposed.member : null,
    title: 'title' in proposed ? proposed.title : null,
  }
}

/** The step by which the person of a row consents; undefined where none asks for it. */
export async function consentOf(tx: Tx, of: OfRow): Promise<Cell | undefined> {
  return (await store.those(tx, of)).find(({ by }) => by === 'person')
}

/** Takes back what a branch put forward, before anything was done for it. */
export async function takeBack(ctx: Ctx, tx: Tx, { who, ...of }: OfRow & By): Promise<Outcome> {
  const row = await rowById(tx, of)
  if (row === undefined || row.branch === null || !row.nominated) return refuse('gone')
  const open = await openFor(ctx, tx, { programme: of.programme, branch: row.branch, who })
  if (!open.ok) return open
  return remove(ctx, tx, { ...of, who })
}

/** Somebody who was put forward does not consent: the row is taken back, and who leads the branch is told. */
export async function decline(ctx: Ctx, tx: Tx, { who, ...of }: OfRow & By): Promise<Outcome> {
  const row = await rowById(tx, of)
  if (row?.member !== who || row.branch === null || !row.nominated) return refuse('gone')
  const found = await lockProgramme(tx, of.programme)
  if (found === undefined || found.closedAt !== null) return refuse('closed')
  const removed = await remove(ctx, tx, { ...of, who })
  const lead = removed.ok ? await actingFor(ctx, tx, row.branch) : null
  if (lead !== null && lead !== who)
    await writeLetters(ctx, tx, [{ ...declinedLetter.names(of), to: { person: lead } }])
  return removed
}

async function remove(ctx: Ctx, tx: Tx, { who, ...of }: OfRow & By): Promise<Outcome> {
  // Once more, now that nobody else changes the programme.
  if ((await rowById(tx, of))?.gone !== false) return refuse('gone')
  if (isBegun(await store.those(tx, of))) return refuse('begun')
  await removeNominated(ctx, tx, of)
  await markStale(tx, consentRef.text(of), ['ledger.consent'])
  await audit(ctx, tx, {
    actor: who,
    act: 'ledger.takeBack',
    about: of.programme,
    details: { row: of.row },
  })
  return { ok: true }
}

type OfForm = { nomination: Nomination; branch: BranchId }

/** The fields in which a branch says whom or what it puts forward. */
export async function fieldsFor(ctx: Ctx, tx: Tx, { nomination, branch }: OfForm): Promise<Field[]> {
  const questions = [questionOf(nomination)]
  const people = await peopleFor(ctx, tx, { questions, answers: {}, branch })
  return fieldsOf(questions, { answers: {}, people, faults: [] })
}

/** Who or what was said in them; or what is to be mended. */
export async function proposedIn(
  ctx: Ctx,
  tx: Tx,
  { nomination, branch, form }: OfForm & { form: Readonly<Record<string, unknown>> },
): Promise<Proposed | { wrong: string }> {
  const question = questionOf(nomination)
  const people = await peopleFor(ctx, tx, { questions: [question], answers: {}, branch })
  const answers = readPage([question], form, { before: {}, people })
  const faults = faultsIn([question], { answers, people, sent: { photos: 0, files: 0 } })
  if (faults.length > 0) return { wrong: faultsText(faults) }
  const answer = String(answers[question.id])
  return nomination.what === 'member' ? { member: MemberId.parse(answer) } : { title: answer }
}
