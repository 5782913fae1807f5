import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Command, Said } from '../inbox/types.ts'
import { ask } from './board/service.ts'
import { words } from './board/words.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [{ triggers: ['台账', 'ledger'], help: words.help, run }]

async function run(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  await ask(ctx, tx, said)
}
