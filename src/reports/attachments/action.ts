import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import { Unfit } from '../../errors.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler, Press } from '../../letters/types.ts'
import { refusals as reportRefusals } from '../words.ts'
import { moveForward, remove } from './service.ts'
import { refusals, words } from './words.ts'

const Data = z.object({ request: RequestId, n: z.string() })

/** 前移 for a photo or file of the `n`th draft. */
export const moveAction = action('reports.moveAttached', Data)
/** 移除 for a photo or file of the `n`th draft. */
export const removeAction = action('reports.removeAttached', Data)

const Chosen = z.object({ attached: z.uuid() })
const said = { refusals: { ...reportRefusals, ...refusals }, harmless: ['absent'] } as const

function chosenIn({ form }: Press, name: string): string {
  const chosen = Chosen.safeParse(form)
  if (chosen.success) return chosen.data.attached
  throw new Unfit(`${name}: form`)
}

const pressMove: ActionHandler = async (_, tx, press) => {
  const { request, n } = moveAction.parse(press)
  const of = { request, who: press.who, n: Number(n), id: chosenIn(press, moveAction.name) }
  return toastOf(await moveForward(tx, of), { done: words.forwarded, ...said })
}

const pressRemove: ActionHandler = async (ctx, tx, press) => {
  const { request, n } = removeAction.parse(press)
  const of = { request, who: press.who, n: Number(n), id: chosenIn(press, removeAction.name) }
  return toastOf(await remove(ctx, tx, of), { done: words.removed, ...said })
}

/** What this part's buttons do. */
export const actions: [string, ActionHandler][] = [
  [moveAction.name, pressMove],
  [removeAction.name, pressRemove],
]
