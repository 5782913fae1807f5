import type { LetterKinds } from '../../letters/types.ts'
import { mayArchive } from '../archive/service.ts'
import { readRecord, recordCard, refusalToRead } from '../records/service.ts'
import * as requests from '../store.ts'
import { exportableCard, foundCard, MOST_SHOWN } from './card.ts'
import { exportableRef, foundBy, viewRef } from './service.ts'
import { causes } from './words.ts'

/** The letters of finding records. */
export const searchLetters = {
  'reports.found': {
    urgency: 'answer',
    why: causes.found,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const { found, count } = await foundBy(ctx, tx, ref)
      return foundCard({ found: found.slice(0, MOST_SHOWN), count })
    },
  },
  'reports.exportable': {
    urgency: 'answer',
    why: causes.exportable,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const { found, count } = await foundBy(ctx, tx, ref)
      const { who } = exportableRef.parse(ref)
      const may = await mayArchive(ctx, tx, who)
      return exportableCard({ found: found.slice(0, MOST_SHOWN), count, mayArchive: may })
    },
  },
  'reports.record': {
    urgency: 'answer',
    why: causes.view,
    isRelevant: async () => true,
    // Who may read is asked again: an office may have passed on since.
    async render(ctx, tx, { ref }) {
      const { request: id, who } = viewRef.parse(ref)
      const refusal = await refusalToRead(ctx, tx, { request: await requests.byId(tx, id), who })
      const record = refusal === null ? await readRecord(ctx, tx, id) : null
      return recordCard(record, ctx.settings.timezone)
    },
  },
} satisfies Partial<LetterKinds>
