import type { Ctx } from './ctx.ts'
import type { Tx } from './db/tables.ts'
import type { MemberId } from './ids.ts'

/** A line of the audit: who did what to which record. Never names or reasons. */
type Line = {
  actor: MemberId | 'file' | 'history' | 'clock'
  act: string
  about: string
  details: Record<string, unknown>
}

/** Writes a line of the audit. */
export async function audit(ctx: Ctx, tx: Tx, { details, ...line }: Line): Promise<void> {
  await tx
    .insertInto('roster_audit')
    .values({ ...line, at: ctx.now(), details: JSON.stringify(details) })
    .execute()
}

/** When something was done for the first time; null before that. */
export async function firstDone(tx: Tx, act: string): Promise<Temporal.Instant | null> {
  const row = await tx
    .selectFrom('roster_audit')
    .select((eb) => eb.fn.min('at').as('at'))
    .where('act', '=', act)
    .executeTakeFirst()
  return row?.at ?? null
}
