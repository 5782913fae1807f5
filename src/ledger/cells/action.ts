import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { CellId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { answerFill, fillButton } from '../../reports/service.ts'
import { isOpen } from '../rules.ts'
import { isHandedIn } from '../turns/service.ts'
import type { Cell } from '../types.ts'
import { requestToFill, tick, untick } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Pressed = z.object({ cell: CellId })

/** 办结. */
const tickAction = action('ledger.tick', Pressed)
/** 撤回办结. */
const untickAction = action('ledger.untick', Pressed)
/** 去填写, before it was asked for. */
const fillAction = action('ledger.fill', Pressed)

/** Ticks a step off. */
export function tickButton({ id: cell }: Pick<Cell, 'id'>, text = words.tick): Button {
  return tickAction.button({ text, style: 'primary', data: { cell } })
}

/** Takes a tick back. */
export function untickButton({ id: cell }: Pick<Cell, 'id'>, text = words.untick): Button {
  return untickAction.button({ text, data: { cell } })
}

/** Sends the card on which a step is filled in. */
export function fillButtonOf({ id: cell, request }: Pick<Cell, 'id' | 'request'>, text = words.fill): Button {
  return request === null
    ? fillAction.button({ text, style: 'primary', data: { cell } })
    : fillButton(request, text)
}

/** 办结 or 去填写, whichever a step asks for. */
export function stepButton(cell: Pick<Cell, 'id' | 'needs' | 'request'>): Button {
  return isHandedIn(cell) ? fillButtonOf(cell) : tickButton(cell)
}

/** What whoever does a step may press on it now: to do it, or to take a tick back. */
export function doingButtons(cell: Pick<Cell, 'id' | 'needs' | 'request' | 'state' | 'due'>): Button[] {
  if (cell.needs === 'tick' && cell.state === 'done') return [untickButton(cell)]
  return isOpen(cell) && cell.needs !== 'measure' && cell.due !== null ? [stepButton(cell)] : []
}

const said = { refusals, relays, harmless: ['already'] } as const

const pressTick: ActionHandler = async (ctx, tx, { who, ...press }) =>
  toastOf(await tick(ctx, tx, { ...tickAction.parse(press), who }), { done: words.ticked, ...said })

const pressUntick: ActionHandler = async (ctx, tx, { who, ...press }) =>
  toastOf(await untick(ctx, tx, { ...untickAction.parse(press), who }), { done: words.unticked, ...said })

const pressFill: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) => {
  const asked = await requestToFill(ctx, tx, { ...fillAction.parse(press), who })
  return asked.ok ? answerFill(ctx, tx, { request: asked.request, who, at }) : refused(asked.refusal, said)
}

/** What the buttons of this part do. */
export const actions: [string, ActionHandler][] = [
  [tickAction.name, pressTick],
  [untickAction.name, pressUntick],
  [fillAction.name, pressFill],
]
