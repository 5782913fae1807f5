import type { Ctx } from '../../ctx.ts'
import { messageOf } from '../../errors.ts'
import { doubtAnswers, type Lost } from '../../letters/answers/service.ts'
import { PATIENCE_MS } from '../clicks/service.ts'

/** Longer than an answer may take to be sent (3 s) and a ping to be answered (10 s): it may have left before that ping. */
const ON_ITS_WAY = Temporal.Duration.from({ seconds: 15 })
/** Longer than it takes until a connection is found to be dead. */
const FOUND_DEAD_MS = 90_000

/** What is told about the long connection. */
export type Following = {
  /** The platform answered: whatever was sent a while before has arrived. */
  heard(): void
  /** There is a connection: answers may have been lost with the one before, however long ago that was. */
  opened(): void
}

/**
 * Follows the long connection: each time that it comes back, whatever was pressed since the platform was last heard is
 * updated once more; at a start, whatever was pressed shortly before the last press of all. It looks when the clicks that
 * came by the connection before have been answered.
 */
export function followConnection(ctx: Ctx): Following {
  // By wall time: while a machine sleeps no other passes.
  let heardAt: Temporal.Instant | null = null
  let missed: { since: Temporal.Instant | null } | null = null

  async function check(since: Temporal.Instant | null): Promise<void> {
    try {
      await doubtAnswers(ctx, lostWithin(ctx, since))
    } catch (thrown) {
      ctx.log.warn(
        { err: messageOf(thrown) },
        'lost answers not looked for: again when the platform is heard',
      )
      missed = { since }
    }
  }

  return {
    heard() {
      heardAt = ctx.now()
      if (missed !== null) void check(missed.since)
      missed = null
    },
    opened() {
      const since = heardAt
      setTimeout(() => void check(since), PATIENCE_MS).unref()
    },
  }
}

function lostWithin(ctx: Ctx, since: Temporal.Instant | null): Lost {
  if (since === null) return { ms: FOUND_DEAD_MS, before: 'lastPress' }
  return { ms: ctx.now().since(since).add(ON_ITS_WAY).total('milliseconds'), before: 'now' }
}
