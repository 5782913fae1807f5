import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Command, Said } from '../inbox/types.ts'
import { ask } from './board/service.ts'
import { words } from './board/words.ts'
import { beginProgramme } from './composing/service.ts'
import { beginImport } from './importing/service.ts'

/** What this feature understands in the chat. */
export const commands: Command[] = [{ triggers: ['台账', 'ledger'], help: words.help, run }]

/** 新建 and what is to be made, in the same line or those below. */
const MAKES = /^\s*(?:新建|new)(?![\p{L}\p{N}])[\s：:]*|^\s*新建/iu

const IMPORTS = /^\s*(?:导入|import)\s*$/i

async function run(ctx: Ctx, tx: Tx, said: Said): Promise<void> {
  const { text } = said
  if (MAKES.test(text)) return beginProgramme(ctx, tx, { said, rest: text.replace(MAKES, '') })
  if (IMPORTS.test(text)) return beginImport(ctx, tx, said)
  await ask(ctx, tx, said)
}
