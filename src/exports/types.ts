import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { MemberId } from '../ids.ts'

/** The files with names: whoever adds one names it here, and gives the router its `Exporter`. */
export type ExportKind = 'collections.answers' | 'workbooks.roll' | 'ledger.programme'

/** A file that a person wants: which one of its kind, in the words of the feature that makes it. */
export type Wanted = { ref: string; who: MemberId }

/** What a feature knows of its files with names; handed down by the router. Both run in the transaction of a press. */
export type Exporter = {
  /**
   * How many names the file holds today. Null: the person may not have it, which is asked again before it is made, since an
   * office may end while a second person is awaited.
   */
  countNames(ctx: Ctx, tx: Tx, wanted: Wanted): Promise<number | null>
  /** Orders the file, which bears who exported it and when, and is sent to that person alone. */
  make(ctx: Ctx, tx: Tx, wanted: Wanted & { at: Temporal.Instant }): Promise<void>
}
export type Exporters = { readonly [K in ExportKind]: Exporter }

export const STATES = ['asked', 'waiting', 'granted', 'declined', 'lapsed'] as const

/** A file that somebody wants; `waiting`: for another administrator. */
export type ExportRequest = Wanted & {
  id: string
  kind: ExportKind
  title: string
  state: (typeof STATES)[number]
  reason: string | null
  names: number
  by: MemberId | null
  askedAt: Temporal.Instant
}

/** Why a file is not made, or not decided about. */
export type Refusal = 'mayNot' | 'settled' | 'noReason' | 'tooLong' | 'nobodyElse' | 'own' | 'notAdmin'

export type Outcome = { ok: true; state: ExportRequest['state'] } | { ok: false; refusal: Refusal }
