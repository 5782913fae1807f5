import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { Fault } from '../../errors.ts'
import type { MemberId } from '../../ids.ts'
import { actingFor, admins, inChargeOf, leaderOf, presentAmong, secretaryOf } from '../../roster/service.ts'
import type { Meeting, MeetingRecord } from '../types.ts'
import { words } from '../words.ts'

type Led = Pick<MeetingRecord, 'host' | 'hostOffice'>

/** The host to be written down, with the office for which: a person who is named holds it, too, when it is theirs today. */
export async function hostFor(
  ctx: Ctx,
  tx: Tx,
  of: Pick<MeetingRecord, 'branch' | 'group'> & { title: string; host: MemberId | null },
): Promise<Led> {
  const lead = await leadOf(ctx, tx, of)
  if (of.host !== null) return { host: of.host, hostOffice: lead?.host === of.host ? lead.hostOffice : null }
  const [admin] = await admins(tx)
  if (lead !== null) return lead
  if (admin === undefined) throw new Fault(words.noHost(of.title), { cure: words.noHostCure })
  return { host: admin, hostOffice: 'admin' }
}

/**
 * The leader of a meeting today: an office passes on with its term. (domain §5) In place of a host who has left, the
 * leader of the branch, or the administrator in charge.
 */
export async function hostOf(
  ctx: Ctx,
  tx: Tx,
  { host, hostOffice, group, branch: of }: Pick<Meeting, 'host' | 'hostOffice' | 'group' | 'branch'>,
): Promise<MemberId> {
  if (hostOffice === 'admin' && (await admins(tx)).includes(host)) return host
  if (hostOffice === null && (await presentAmong(tx, [host])).length > 0) return host
  const lead = await leadOf(ctx, tx, { group: hostOffice === 'secretary' ? null : group, branch: of })
  return lead?.host ?? (await (of === null ? inChargeOf(tx, null) : actingFor(ctx, tx, of))) ?? host
}

async function leadOf(ctx: Ctx, tx: Tx, of: Pick<Meeting, 'group' | 'branch'>): Promise<Led | null> {
  const leader = of.group === null ? null : await leaderOf(ctx, tx, of.group)
  if (leader !== null) return { host: leader, hostOffice: 'leader' }
  const secretary = of.branch === null ? null : await secretaryOf(ctx, tx, of.branch)
  return secretary === null ? null : { host: secretary, hostOffice: 'secretary' }
}
