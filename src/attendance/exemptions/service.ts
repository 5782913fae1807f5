import { z } from 'zod'
import { audit } from '../../audit.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { BranchId, MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { inChargeOf, meantBy } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { followPerson } from '../follow/service.ts'
import { rightInBranch } from '../rights/service.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { ExemptionId, type Proposal, type Refusal } from './types.ts'

const parts = { branch: BranchId, who: MemberId, minute: z.string(), id: ExemptionId }
const listLetter = kind('attendance.exemptions', { key: '{branch}:{who}:{minute}', ref: '{branch}' }, parts)
const askedLetter = kind('attendance.exemptAsked', { key: '{id}', ref: '{id}' }, parts)
const decidedLetter = kind('attendance.exemptDecided', { key: '{id}', ref: '{id}' }, parts)

/** Which branch's exemptions a card shows: `B10`. */
export const exemptionsRef = listLetter.ref
/** Which proposal a letter is about. */
export const proposalRef = askedLetter.ref

type Outcome = { ok: true } | { ok: false; refusal: Refusal }
type Pressed = { who: MemberId; madeAt: Temporal.Instant }

/** Whether a person may read why people are exempt in a branch: its secretary and the administrators. (domain §5, row 5) */
export async function mayRead(ctx: Ctx, tx: Tx, of: { who: MemberId; branch: BranchId }): Promise<boolean> {
  const proposes = await rightInBranch(ctx, tx, { act: 'proposeExempt', ...of })
  return (proposes ?? (await rightInBranch(ctx, tx, { act: 'approveExempt', ...of }))) !== null
}

/** Whether a person may propose one. */
export async function mayPropose(
  ctx: Ctx,
  tx: Tx,
  of: { who: MemberId; branch: BranchId },
): Promise<boolean> {
  return (await rightInBranch(ctx, tx, { act: 'proposeExempt', ...of })) !== null
}

/** Sends a person the exemptions of a branch, privately; it takes the place of an earlier card. */
export async function openExemptions(
  ctx: Ctx,
  tx: Tx,
  { branch, who, madeAt }: Pressed & { branch: BranchId },
): Promise<Outcome> {
  if (!(await mayRead(ctx, tx, { who, branch }))) return { ok: false, refusal: 'mayNot' }
  const minute = madeAt.round('minute').toString()
  await writeLetters(ctx, tx, [{ ...listLetter.names({ branch, who, minute }), to: { person: who } }])
  await markStale(tx, branch, ['attendance.exemptions'])
  return { ok: true }
}

/** Puts before an administrator that somebody shall not count in 应到 of a branch's meetings. */
export async function propose(
  ctx: Ctx,
  tx: Tx,
  { branch, who: by, form }: Pressed & { branch: BranchId; form: Record<string, unknown> },
): Promise<Outcome> {
  if (!(await mayPropose(ctx, tx, { who: by, branch }))) return { ok: false, refusal: 'mayNot' }
  const classes = ctx.settings.attendance.exemptions
  const read = rules.readForm(form, { classes, today: today(ctx) })
  if (!read.ok) return read
  const { ok: _, person: said, ...proposal } = read
  const [person, another] = (await meantBy(tx, said, branch)).filter((one) => one.branch === branch)
  if (person === undefined) return { ok: false, refusal: 'unknown' }
  if (another !== undefined) return { ok: false, refusal: 'ambiguous' }
  await store.lockPerson(tx, person.id)
  const known = (await store.ofBranch(tx, branch)).filter(({ who }) => who === person.id)
  if (known.some((one) => rules.isCurrent(one, today(ctx)))) return { ok: false, refusal: 'exists' }
  const id = await store.insert(tx, { ...proposal, who: person.id, branch, by, at: ctx.now() })
  await note(ctx, tx, { act: 'attendance.proposeExempt', by, of: { id, who: person.id, branch } })
  const decider = await deciderOf(tx, { branch, by, who: person.id })
  if (decider === null) ctx.log.warn({ branch }, 'nobody to decide on an exemption')
  else await writeLetters(ctx, tx, [{ ...askedLetter.names({ id }), to: { person: decider } }])
  return { ok: true }
}

/** Who decides on a proposal today; null when nobody can. */
export async function deciderOf(
  tx: Tx,
  { branch, by, who }: Pick<Proposal, 'branch' | 'by' | 'who'>,
): Promise<MemberId | null> {
  return inChargeOf(tx, branch, [by, who])
}

/** Decides on a proposal, and tells whoever made it; once approved the lists of meetings to come follow. (domain §2.3) */
export async function decide(
  ctx: Ctx,
  tx: Tx,
  { id, who: by, state }: Pressed & { id: ExemptionId; state: 'approved' | 'refused' },
): Promise<Outcome> {
  const proposal = await store.lock(tx, id)
  if (proposal === undefined) throw new Unfit(`no exemption ${id}`)
  const { branch } = proposal
  if ((await rightInBranch(ctx, tx, { act: 'approveExempt', who: by, branch })) === null)
    return { ok: false, refusal: 'mayNotDecide' }
  if (by === proposal.by || by === proposal.who) return { ok: false, refusal: 'ownCase' }
  if (proposal.state !== 'proposed') return { ok: false, refusal: 'alreadyDecided' }
  await store.decide(tx, id, { state, by, at: ctx.now() })
  await note(ctx, tx, { act: 'attendance.decideExempt', by, of: proposal, state })
  await writeLetters(ctx, tx, [{ ...decidedLetter.names({ id }), to: { person: proposal.by } }])
  if (state === 'approved') await followPerson(ctx, tx, proposal.who)
  return { ok: true }
}

/** Lifts an exemption: from now on the person counts again. */
export async function lift(
  ctx: Ctx,
  tx: Tx,
  { id, who: by }: Pressed & { id: ExemptionId },
): Promise<Outcome> {
  const proposal = await store.lock(tx, id)
  if (proposal === undefined) throw new Unfit(`no exemption ${id}`)
  if (!(await mayRead(ctx, tx, { who: by, branch: proposal.branch }))) return { ok: false, refusal: 'mayNot' }
  if (proposal.state !== 'approved') return { ok: false, refusal: 'alreadyLifted' }
  await store.decide(tx, id, { state: 'lifted', by, at: ctx.now() })
  await note(ctx, tx, { act: 'attendance.liftExempt', by, of: proposal, state: 'lifted' })
  await followPerson(ctx, tx, proposal.who)
  return { ok: true }
}

type Noted = { act: string; by: MemberId; of: Pick<Proposal, 'id' | 'who' | 'branch'>; state?: string }

/** A line in the audit, without class and approval; and every card that shows the proposal has changed. */
async function note(ctx: Ctx, tx: Tx, { act, by, of, state = 'proposed' }: Noted): Promise<void> {
  await audit(ctx, tx, {
    actor: by,
    act,
    about: of.id,
    details: { member: of.who, branch: of.branch, state },
  })
  await markStale(tx, of.branch, ['attendance.exemptions'])
  await markStale(tx, of.id, ['attendance.exemptAsked'])
}

/** The proposals of a branch that wait or are in force, and the last that are over, the newest first. */
export async function exemptionsOf(tx: Tx, branch: BranchId): Promise<Proposal[]> {
  return store.ofBranch(tx, branch)
}

/** The proposal. Throws when there never was one. */
export async function proposalById(tx: Tx, id: ExemptionId): Promise<Proposal> {
  const found = await store.byId(tx, id)
  if (found === undefined) throw new Unfit(`no exemption ${id}`)
  return found
}
