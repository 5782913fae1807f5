import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Block, Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import { ProgrammeId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { endProgramme } from '../programmes/service.ts'
import type { Row } from '../types.ts'
import { open } from './service.ts'
import type { Shown } from './types.ts'
import { endRefusals, words } from './words.ts'

const OnProgramme = z.object({ programme: ProgrammeId })
const openAction = action('ledger.open', OnProgramme.extend({ only: z.enum(['all', 'open']) }))
/** A select holds no more. */
const MOST_OPTIONS = 100

const pickAction = action('ledger.pick', z.object({}))
const lookAction = action('ledger.look', OnProgramme)
const closeAction = action('ledger.close', OnProgramme)

/** Opens a programme, which is chosen. */
export function pickForm(all: readonly Pick<Shown, 'id' | 'definition'>[]): Block {
  const options = all
    .slice(0, MOST_OPTIONS)
    .map(({ id, definition }) => ({ text: definition.title, value: id }))
  return {
    kind: 'form',
    name: 'pick',
    fields: [
      {
        ...{ kind: 'select', name: 'programme', label: words.choose, placeholder: words.chooseHint },
        ...{ required: false, options },
      },
    ],
    submit: pickAction.button({ text: words.open, data: {} }),
  }
}

/** 只看未完成, and back. */
export function onlyButton(programme: ProgrammeId, only: 'all' | 'open'): Button {
  return openAction.button({ text: only === 'open' ? words.onlyOpen : words.all, data: { programme, only } })
}

/** Shows one row, which is chosen. */
export function lookForm(programme: ProgrammeId, rows: readonly (Row & { name: string })[]): Block {
  return {
    kind: 'form',
    name: 'look',
    fields: [
      {
        ...{ kind: 'select', name: 'row', label: words.pick, placeholder: words.pickHint, required: false },
        options: rows.map(({ id, name }) => ({ text: name, value: id })),
      },
    ],
    submit: lookAction.button({ text: words.look, data: { programme } }),
  }
}

/** 结束台账. */
export function closeButton(programme: ProgrammeId): Button {
  const confirm = { title: words.close, text: words.closeConfirm }
  return closeAction.button({ text: words.close, data: { programme }, confirm })
}

const pressOpen: ActionHandler = async (ctx, tx, press) => {
  await open(ctx, tx, { ...openAction.parse(press), who: press.who })
  return { toast: { tone: 'success', text: words.sent } }
}

const Chosen = z.object({ programme: ProgrammeId })

const pressPick: ActionHandler = async (ctx, tx, press) => {
  pickAction.parse(press)
  const chosen = Chosen.safeParse(press.form)
  if (!chosen.success) return { toast: { tone: 'warning', text: words.chooseHint } }
  await open(ctx, tx, { programme: chosen.data.programme, only: 'all', who: press.who })
  return { toast: { tone: 'success', text: words.sent } }
}

const Look = z.object({ row: z.string().min(1).max(80) })

const pressLook: ActionHandler = async (ctx, tx, press) => {
  const chosen = Look.safeParse(press.form)
  if (!chosen.success) return { toast: { tone: 'warning', text: words.pickHint } }
  await open(ctx, tx, { ...lookAction.parse(press), row: chosen.data.row, who: press.who })
  return { toast: { tone: 'success', text: words.sent } }
}

const pressClose: ActionHandler = async (ctx, tx, press) => {
  const outcome = await endProgramme(ctx, tx, { ...closeAction.parse(press), who: press.who })
  return toastOf(outcome, { refusals: endRefusals, harmless: ['closed'], done: words.closed })
}

/** What the buttons of these cards do. */
export const boardActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [pickAction.name, pressPick],
  [lookAction.name, pressLook],
  [closeAction.name, pressClose],
]
