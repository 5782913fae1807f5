import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { recordRefusals as refusals } from '../records/service.ts'
import { openRecord } from './service.ts'
import { words } from './words.ts'

const viewAction = action('reports.viewRecord', z.object({ request: RequestId }))

/** 查看: sends the card of a record. */
export function viewButton(request: RequestId): Button {
  return viewAction.button({ text: words.view, data: { request } })
}

const press: ActionHandler = async (ctx, tx, { who, madeAt, ...pressed }) => {
  const { request } = viewAction.parse(pressed)
  const outcome = await openRecord(ctx, tx, { request, who, at: madeAt })
  return toastOf(outcome, { done: words.sent, refusals })
}

/** What this part's button does. */
export const actions: [string, ActionHandler][] = [[viewAction.name, press]]
