import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { toastAsk } from '../../exports/service.ts'
import { ProgrammeId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { askFile } from './service.ts'
import { words } from './words.ts'

const exportAction = action('ledger.export', z.object({ programme: ProgrammeId }))

/** 导出 of a programme as a workbook. */
export function exportButton(programme: ProgrammeId): Button {
  return exportAction.button({ text: words.export, data: { programme } })
}

const pressExport: ActionHandler = async (ctx, tx, press) => {
  const outcome = await askFile(ctx, tx, { ...exportAction.parse(press), who: press.who, at: press.madeAt })
  if (outcome === 'mayNot') return { toast: { tone: 'warning', text: words.mayNot } }
  return { toast: { tone: 'success', text: outcome === 'asked' ? toastAsk : words.sent } }
}

/** What the buttons of this part do. */
export const exportActions: [string, ActionHandler][] = [[exportAction.name, pressExport]]
