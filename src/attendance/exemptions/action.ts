import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import { BranchId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { decide, lift, openExemptions, propose } from './service.ts'
import { ExemptionId, type Refusal } from './types.ts'
import { refusals, relays, words } from './words.ts'

/** 申请不计入应到: sends the exemptions of a branch, privately. */
const openAction = action('attendance.openExemptions', z.object({ branch: BranchId }))
/** 提交申请. */
export const proposeAction = action('attendance.proposeExempt', z.object({ branch: BranchId }))
/** 同意 or 不同意 of an administrator. */
export const decideAction = action(
  'attendance.decideExempt',
  z.object({ id: ExemptionId, verdict: z.enum(['approved', 'refused']) }),
)
/** 解除. */
export const liftAction = action('attendance.liftExempt', z.object({ id: ExemptionId }))

const HARMLESS = ['alreadyDecided', 'alreadyLifted'] as const satisfies Refusal[]
const all = (done: string) => ({ done, refusals, relays, harmless: HARMLESS })

/** Opens the exemptions of a branch. */
export function exemptionsButton(branch: BranchId): Button {
  return openAction.button({ text: words.open, data: { branch } })
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openExemptions(ctx, tx, { ...press, ...openAction.parse(press) }), all(words.toastOpened))

const pressPropose: ActionHandler = async (ctx, tx, press) =>
  toastOf(await propose(ctx, tx, { ...press, ...proposeAction.parse(press) }), all(words.toastProposed))

const pressDecide: ActionHandler = async (ctx, tx, press) => {
  const { id, verdict: state } = decideAction.parse(press)
  return toastOf(await decide(ctx, tx, { ...press, id, state }), all(words.toastDecided))
}

const pressLift: ActionHandler = async (ctx, tx, press) =>
  toastOf(await lift(ctx, tx, { ...press, ...liftAction.parse(press) }), all(words.toastLifted))

/** What the buttons about exemptions do. */
export const exemptionActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [proposeAction.name, pressPropose],
  [decideAction.name, pressDecide],
  [liftAction.name, pressLift],
]
