import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Block, Button, Field } from '../../cards/card.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { Typed } from '../../cards/typed.ts'
import { BranchId, ProgrammeId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { branches, branchesNamed } from '../../roster/service.ts'
import { decline, openForm, putForward, takeBack } from './service.ts'
import type { Nomination, OfBranch, OfRow } from './types.ts'
import { refusals, words } from './words.ts'

const OnProgramme = z.object({ programme: ProgrammeId })
const OnRow = OnProgramme.extend({ row: z.string() })
const openAction = action('ledger.nominate', OnProgramme)
const chooseAction = action('ledger.nominateFor', OnProgramme)
const putAction = action('ledger.putForward', OnProgramme.extend({ branch: BranchId }))
const takeBackAction = action('ledger.takeBack', OnRow)
const declineAction = action('ledger.decline', OnRow)

/** A select holds no more. */
const MOST_OPTIONS = 100
const LONGEST_NAME = 60

const said = { refusals, harmless: ['twice', 'gone'] } as const

/** 报名 or 提名: opens the form for the own branch. */
export function nominateButton(programme: ProgrammeId, what: Nomination['what']): Button {
  return openAction.button({ text: words.open(what), data: { programme } })
}

/** The form in which somebody or something is put forward. */
export function putForm(
  data: OfBranch,
  { what, fields }: { what: Nomination['what']; fields: readonly Field[] },
): Block {
  const submit = putAction.button({ text: words.put(what), style: 'primary', data })
  return { kind: 'form', name: 'nominate', fields: [...fields], submit }
}

/** The form in which a branch is chosen, or typed where there are too many. */
export function chooseForm(programme: ProgrammeId, all: readonly { id: string; short: string }[]): Block {
  const of = { name: 'branch', label: words.branch, placeholder: words.branchHint, required: false }
  const field: Field =
    all.length > MOST_OPTIONS
      ? { kind: 'input', ...of, lines: 'one', maxLength: LONGEST_NAME }
      : { kind: 'select', ...of, options: all.map(({ id, short }) => ({ text: short, value: id })) }
  const submit = chooseAction.button({ text: words.choose, style: 'primary', data: { programme } })
  return { kind: 'form', name: 'choose', fields: [field], submit }
}

/** 撤回. */
export function takeBackButton(data: OfRow, name: string): Button {
  const confirm = { title: words.takeBack, text: words.takeBackText(name) }
  return takeBackAction.button({ text: words.takeBack, data, confirm })
}

/** 不同意. */
export function declineButton(data: OfRow): Button {
  const confirm = { title: words.decline, text: words.declineText }
  return declineAction.button({ text: words.decline, data, confirm })
}

const pressOpen: ActionHandler = async (ctx, tx, press) => {
  const { programme } = openAction.parse(press)
  const outcome = await openForm(ctx, tx, { programme, branch: null, who: press.who })
  return toastOf(outcome, { ...said, done: words.opened })
}

const Chosen = z.object({ branch: Typed })

const pressChoose: ActionHandler = async (ctx, tx, press) => {
  const { programme } = chooseAction.parse(press)
  const text = Chosen.parse(press.form).branch
  const [branch, another] = text === '' ? [] : branchesNamed(text, await branches(tx))
  if (branch === undefined || another !== undefined)
    return { toast: { tone: 'warning', text: words.branchHint } }
  const outcome = await openForm(ctx, tx, { programme, branch: branch.id, who: press.who })
  return toastOf(outcome, { ...said, done: words.opened })
}

const pressPut: ActionHandler = async (ctx, tx, { who, form, ...press }) => {
  const put = await putForward(ctx, tx, { ...putAction.parse(press), who, form })
  if (put.ok) return { toast: { tone: 'success', text: words.done(put.what) } }
  return 'wrong' in put ? { toast: { tone: 'warning', text: put.wrong } } : refused(put.refusal, said)
}

const pressTakeBack: ActionHandler = async (ctx, tx, press) =>
  toastOf(await takeBack(ctx, tx, { ...takeBackAction.parse(press), who: press.who }), {
    ...said,
    done: words.takenBack,
  })

const pressDecline: ActionHandler = async (ctx, tx, press) =>
  toastOf(await decline(ctx, tx, { ...declineAction.parse(press), who: press.who }), {
    ...said,
    done: words.declinedToast,
  })

/** What the buttons of putting forward do. */
export const nominateActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [chooseAction.name, pressChoose],
  [putAction.name, pressPut],
  [takeBackAction.name, pressTakeBack],
  [declineAction.name, pressDecline],
]
