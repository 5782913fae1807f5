import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import { markByHand } from '../roll/service.ts'
import type { RollRefusal } from '../roll/types.ts'
import { type LineFault, changesOf, readLine } from './rules.ts'
import * as store from './store.ts'
import type { Fault } from './types.ts'

export { kept as refusedLine } from './store.ts'

export type EntryOutcome = { ok: true } | { ok: false; fault: Fault } | { ok: false; refusal: RollRefusal }

type Entering = {
  meeting: MeetingId
  by: MemberId
  at: Temporal.Instant
  line: string
  reason: string | null
}

/**
 * Enters attendance as one line 「实到21，请假：王某，缺席：张某」. A line that cannot be taken changes nothing and is kept
 * for its writer, with what is wrong with it.
 */
export async function enterLine(ctx: Ctx, tx: Tx, entering: Entering): Promise<EntryOutcome> {
  const { meeting, by, line, reason } = entering
  let fault: LineFault | null = null
  const outcome = await markByHand(ctx, tx, {
    ...entering,
    choose(entries) {
      const read = readLine(line, entries)
      const applied = read.ok ? changesOf(read.line, entries) : read
      if (applied.ok) return applied.changes
      fault = applied.fault
      return null
    },
  })
  if (outcome.ok) {
    await store.forget(tx, { meeting, who: by })
    return outcome
  }
  const kept = fault ?? mendable(outcome.refusal)
  if (kept === null) return outcome
  await store.keep(tx, { meeting, who: by }, { line, reason, fault: kept })
  await markStale(tx, meeting, ['attendance.roll'])
  return { ok: false, fault: kept }
}

/** What its writer can mend; anything else is a plain refusal. */
function mendable(refusal: RollRefusal): Fault | null {
  return refusal === 'mayNot' || refusal === 'notClosed' || refusal === 'notListed' ? null : { kind: refusal }
}
