import { fileURLToPath } from 'node:url'

/** What the demo college did before the bot came. */
export const DEMO_HISTORY = fileURLToPath(new URL('../../../config/demo/history.json', import.meta.url))
/** The bot moves in before the digest of week 47, so that the real flow makes it. */
export const MOVES_IN = Temporal.Instant.from('2026-11-23T07:50:00+08:00')
/** What people see first. */
export const OPENS = Temporal.Instant.from('2026-11-23T09:00:00+08:00')
