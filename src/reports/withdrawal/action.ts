import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { withdraw } from './service.ts'
import { refusals, words } from './words.ts'

/** 撤回 of what was handed in. */
const withdrawAction = action('reports.withdraw', z.object({ request: RequestId }))

/** 撤回, which asks first. */
export function withdrawButton(request: RequestId): Button {
  const confirm = { title: words.confirmTitle, text: words.confirmText }
  return withdrawAction.button({ text: words.withdraw, data: { request }, confirm })
}

const pressWithdraw: ActionHandler = async (ctx, tx, press) => {
  const of = { ...withdrawAction.parse(press), who: press.who, at: press.madeAt }
  return toastOf(await withdraw(ctx, tx, of), { done: words.done, refusals, harmless: ['already'] })
}

/** What 撤回 does. */
export const withdrawalActions: [string, ActionHandler][] = [[withdrawAction.name, pressWithdraw]]
