import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Command, Said } from '../inbox/types.ts'
import { askArchive } from './archive/service.ts'
import { words as archive } from './archive/words.ts'
import { openReview } from './review/service.ts'
import { openSettling } from './settling/service.ts'
import { words as settling } from './settling/words.ts'
import { words } from './review/words.ts'
import { findRecords, listExportable } from './search/service.ts'
import { words as search } from './search/words.ts'

/** Takes what 导出 is said of when it is the ledger 台账; false: it is records. Handed down by the router. */
type ExportsLedger = (ctx: Ctx, tx: Tx, said: Said) => Promise<boolean>

/** What this feature understands in the chat. */
export const commandsOf = (exportsLedger: ExportsLedger): Command[] => [
  {
    triggers: ['审核', 'review'],
    help: words.help,
    run: (ctx, tx, { who, messageId }) => openReview(ctx, tx, { who, by: messageId }),
  },
  {
    triggers: ['免交', '重开', 'waive', 'reopen'],
    help: settling.help,
    run: (ctx, tx, { who, messageId, text }) => openSettling(ctx, tx, { who, by: messageId, named: text }),
  },
  { triggers: ['查纪实', 'records'], help: search.help, run: findRecords },
  {
    triggers: ['导出', 'export'],
    help: search.exportHelp,
    async run(ctx, tx, said) {
      if (!(await exportsLedger(ctx, tx, said))) await listExportable(ctx, tx, said)
    },
  },
  { triggers: ['归档', 'archive'], help: archive.help, run: askArchive },
]
