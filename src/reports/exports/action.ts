import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { recordRefusals as refusals } from '../records/service.ts'
import { exportRecord } from './service.ts'
import { words } from './words.ts'

const exportAction = action('reports.export', z.object({ request: RequestId }))

/** 导出: sends the file of a record. */
export function exportButton(request: RequestId): Button {
  return exportAction.button({ text: words.export, data: { request } })
}

const press: ActionHandler = async (ctx, tx, { who, madeAt, ...pressed }) => {
  const { request } = exportAction.parse(pressed)
  const outcome = await exportRecord(ctx, tx, { request, who, at: madeAt })
  if (!outcome.ok) return refused(outcome.refusal, { refusals })
  return { toast: { tone: 'info', text: outcome.sent ? words.asked : words.there } }
}

/** What this part's button does. */
export const actions: [string, ActionHandler][] = [[exportAction.name, press]]
