import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Block, Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { ProgrammeId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { confirm, openDraw } from './service.ts'
import { refusals, words } from './words.ts'

const OnProgramme = z.object({ programme: ProgrammeId })
const openAction = action('ledger.draw', OnProgramme)
const redrawAction = action('ledger.redraw', OnProgramme)
const confirmAction = action(
  'ledger.confirmDraw',
  OnProgramme.extend({ n: z.string().regex(/^\d{1,6}$/), print: z.string() }),
)

/** A reason is a line. */
const MOST_REASON = 100

const said = { refusals, harmless: ['already'] } as const

/** 抽签: shows an administrator the order that would be. */
export function drawButton(programme: ProgrammeId): Button {
  return openAction.button({ text: words.draw, data: { programme } })
}

/** 确认 of an order that was shown. */
export function confirmButton(programme: ProgrammeId, { n, print }: { n: number; print: string }): Button {
  const data = { programme, n: String(n), print }
  const ask = { title: words.confirm, text: words.confirmText }
  return confirmAction.button({ text: words.confirm, style: 'primary', data, confirm: ask })
}

/** 重新抽签, with its reason. */
export function redrawForm(programme: ProgrammeId): Block {
  return {
    kind: 'form',
    name: 'redraw',
    fields: [
      {
        ...{ kind: 'input', name: 'reason', label: words.reason, placeholder: words.reasonHint },
        ...{ required: false, lines: 'one', maxLength: MOST_REASON },
      },
    ],
    submit: redrawAction.button({ text: words.redraw, data: { programme } }),
  }
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openDraw(ctx, tx, { ...openAction.parse(press), who: press.who, reason: null }), {
    ...said,
    done: words.opened,
  })

const Reason = z.object({ reason: typedUpTo(MOST_REASON) })

const pressRedraw: ActionHandler = async (ctx, tx, press) => {
  const { reason } = Reason.parse(press.form)
  const outcome = await openDraw(ctx, tx, { ...redrawAction.parse(press), who: press.who, reason })
  return toastOf(outcome, { ...said, done: words.opened })
}

const pressConfirm: ActionHandler = async (ctx, tx, press) => {
  const { n, ...shown } = confirmAction.parse(press)
  const outcome = await confirm(ctx, tx, { ...shown, n: Number(n), who: press.who })
  return toastOf(outcome, { ...said, done: words.confirmed })
}

/** What the buttons of drawing do. */
export const drawActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [redrawAction.name, pressRedraw],
  [confirmAction.name, pressConfirm],
]
