import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler, Press } from '../../letters/types.ts'
import { filledBy, refusals as pageRefusals } from '../pages/service.ts'
import { relays } from '../words.ts'
import { moveForward, remove } from './service.ts'
import { refusals, words } from './words.ts'

const Data = z.object({ request: RequestId, n: z.string() })

/** 前移 for a photo or file of the `n`th draft. */
export const moveAction = action('reports.moveAttached', Data)
/** 移除 for a photo or file of the `n`th draft. */
export const removeAction = action('reports.removeAttached', Data)

const Chosen = z.object({ attached: z.uuid().nullable().catch(null) })
const said = { refusals: { ...pageRefusals, ...refusals }, relays, harmless: ['absent'] } as const

function chosenBy(press: Press, data: z.infer<typeof Data>) {
  return { ...filledBy(press, data), id: Chosen.parse(press.form).attached }
}

const pressMove: ActionHandler = async (ctx, tx, press) => {
  const of = chosenBy(press, moveAction.parse(press))
  return toastOf(await moveForward(ctx, tx, of), { done: words.forwarded, ...said })
}

const pressRemove: ActionHandler = async (ctx, tx, press) => {
  const of = chosenBy(press, removeAction.parse(press))
  return toastOf(await remove(ctx, tx, of), { done: words.removed, ...said })
}

/** What this part's buttons do. */
export const actions: [string, ActionHandler][] = [
  [moveAction.name, pressMove],
  [removeAction.name, pressRemove],
]
