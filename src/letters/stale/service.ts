import { atEnd } from '../../db/transact.ts'
import type { Tx } from '../../db/tables.ts'
import type { LetterId, MessageId } from '../../ids.ts'
import type { LetterKind } from '../types.ts'
import * as store from './store.ts'
import { earlier } from '../../time/order.ts'

/** Which cards show something that has changed; with `by` the update may wait until then for more of its kind. */
export type Change = { refs: readonly string[]; kinds: readonly LetterKind[]; by?: Temporal.Instant }

/** What each open transaction has changed and not yet written. */
const gathered = new WeakMap<Tx, Map<string, store.Stale>>()

/** Says that these cards show something that has changed: written once, at the end of the transaction. */
export function gather(
  tx: Tx,
  { refs, kinds, by = null }: Omit<Change, 'by'> & { by?: Temporal.Instant | null },
): void {
  const changes = gathered.get(tx) ?? begin(tx)
  for (const ref of refs) {
    for (const kind of kinds) {
      const key = keyOf({ ref, kind })
      const known = changes.get(key)
      changes.set(key, { ref, kind, by: known === undefined ? by : sooner(known.by, by) })
    }
  }
}

function begin(tx: Tx): Map<string, store.Stale> {
  const changes = new Map<string, store.Stale>()
  gathered.set(tx, changes)
  atEnd(tx, () => write(tx, changes))
  return changes
}

/** Null is at once. */
function sooner(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (one === null || other === null) return null
  return earlier(one, other)
}

async function write(tx: Tx, changes: Map<string, store.Stale>): Promise<void> {
  const all = [...changes.values()]
  changes.clear()
  if (all.length > 0) await markAll(tx, all)
}

/** Whatever letter ended while it was to be marked has become a card meanwhile: that is looked for once more. */
async function markAll(tx: Tx, all: readonly store.Stale[], pressed: store.Pressed | null = null) {
  const { noted, ended } = await store.mark(tx, all, pressed)
  const missed = new Set(ended.map(keyOf))
  const left = all.filter((one) => missed.has(keyOf(one)))
  if (left.length > 0) await markAll(tx, left)
  return noted
}

function keyOf({ ref, kind }: { ref: string; kind: string }): string {
  return `${kind} ${ref}`
}

/**
 * Notes a click on a card, which nobody else changes until the transaction ends, with all that was gathered until then.
 * Until it is known that the answer was handed over, a card is stale, so that a crash in between cannot leave an old card
 * behind. `overlaps`: clicks do. Undefined when the card is that of another message.
 */
export async function noteClick(
  tx: Tx,
  letter: LetterId,
  messageId: MessageId,
): Promise<{ version: number; overlaps: boolean } | undefined> {
  const changes = gathered.get(tx)
  const all = [...(changes?.values() ?? [])]
  changes?.clear()
  return markAll(tx, all, { letter, messageId })
}
