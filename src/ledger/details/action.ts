import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Block, Button } from '../../cards/card.ts'
import { PickedDate } from '../../cards/picked.ts'
import { toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { CellId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { postpone, refusals, relays, unwaive, waive } from '../cells/service.ts'
import type { Cell } from '../types.ts'
import { openDetails } from './service.ts'
import { words } from './words.ts'

const OnCell = z.object({ cell: CellId })
const cellAction = action('ledger.cell', OnCell)
const waiveAction = action('ledger.waive', OnCell)
const unwaiveAction = action('ledger.unwaive', OnCell)
const postponeAction = action('ledger.postpone', OnCell)

/** A reason is a line. */
const MOST_REASON = 100

/** 详情 of a step. */
export function detailsButton(cell: CellId): Button {
  return cellAction.button({ text: words.details, data: { cell } })
}

/** 免办, with its reason. */
export function waiveForm(cell: CellId): Block {
  return {
    kind: 'form',
    name: 'waive',
    fields: [
      {
        ...{ kind: 'input', name: 'reason', label: words.waiveLabel, placeholder: words.waiveHint },
        ...{ required: false, lines: 'one', maxLength: MOST_REASON },
      },
    ],
    submit: waiveAction.button({ text: words.waive, data: { cell } }),
  }
}

/** Asks for a waived step again. */
export function unwaiveButton(cell: CellId): Button {
  return unwaiveAction.button({ text: words.unwaive, data: { cell } })
}

/** 改期. */
export function postponeForm({ id: cell, due }: Pick<Cell, 'id' | 'due'>): Block {
  return {
    kind: 'form',
    name: 'postpone',
    fields: [
      {
        ...{ kind: 'date', name: 'day', label: words.postponeLabel, placeholder: words.postponeLabel },
        ...{ required: false },
        ...(due === null ? {} : { value: due }),
      },
    ],
    submit: postponeAction.button({ text: words.postpone, data: { cell } }),
  }
}

const said = { refusals, relays, harmless: ['already'] } as const

const pressCell: ActionHandler = async (ctx, tx, press) => {
  await openDetails(ctx, tx, { ...cellAction.parse(press), who: press.who })
  return { toast: { tone: 'success', text: words.sent } }
}

const Reason = z.object({ reason: typedUpTo(MOST_REASON) })

const pressWaive: ActionHandler = async (ctx, tx, press) => {
  const { cell } = waiveAction.parse(press)
  const outcome = await waive(ctx, tx, { cell, who: press.who, ...Reason.parse(press.form) })
  return toastOf(outcome, { ...said, done: words.waived })
}

const pressUnwaive: ActionHandler = async (ctx, tx, press) =>
  toastOf(await unwaive(ctx, tx, { ...unwaiveAction.parse(press), who: press.who }), {
    ...said,
    done: words.unwaived,
  })

const pressPostpone: ActionHandler = async (ctx, tx, press) => {
  const { cell } = postponeAction.parse(press)
  const due = PickedDate.parse(press.form['day'])
  if (due === null) return { toast: { tone: 'warning', text: words.noDay } }
  return toastOf(await postpone(ctx, tx, { cell, who: press.who, due }), { ...said, done: words.postponed })
}

/** What the buttons on the card of a step do. */
export const detailActions: [string, ActionHandler][] = [
  [cellAction.name, pressCell],
  [waiveAction.name, pressWaive],
  [unwaiveAction.name, pressUnwaive],
  [postponeAction.name, pressPostpone],
]
