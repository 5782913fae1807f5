import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { arrangeMakeups, makeUp, openMakeup, openMakeups } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Meeting = z.object({ meeting: MeetingId })

/** 补学: sends the make-ups of a meeting to whoever looks after it, privately. */
export const openMakeupsAction = action('attendance.openMakeups', Meeting)
/** 安排补学. */
export const arrangeAction = action('attendance.arrangeMakeup', Meeting)
/** 去补学: sends the own make-up once more. */
export const openMakeupAction = action('attendance.openMakeup', Meeting)
/** 提交 of what was learnt. */
export const makeUpAction = action('attendance.makeUp', Meeting)

/** What people write, and what is given to learn from, is this long at most. */
export const MOST = { words: 200, given: 1_000 }

const Given = z.object({ given: typedUpTo(MOST.given) })
const Learnt = z.object({ words: typedUpTo(MOST.words) })

const said = { refusals, relays, harmless: ['already', 'unneeded', 'nobodyLeft'] } as const

const pressOpenList: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openMakeups(ctx, tx, { ...openMakeupsAction.parse(press), who: press.who }), {
    done: words.toastListed,
    ...said,
  })

const pressArrange: ActionHandler = async (ctx, tx, press) => {
  const arranging = { ...arrangeAction.parse(press), ...Given.parse(press.form) }
  const outcome = await arrangeMakeups(ctx, tx, { ...arranging, by: press.who, at: press.madeAt })
  if (!outcome.ok) return refused(outcome.refusal, said)
  return { toast: { tone: 'success', text: words.toastArranged(outcome.people, outcome.dueOn) } }
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openMakeup(ctx, tx, { ...openMakeupAction.parse(press), who: press.who }), {
    done: words.toastOpened,
    ...said,
  })

const pressMakeUp: ActionHandler = async (ctx, tx, press) => {
  const learnt = { ...makeUpAction.parse(press), ...Learnt.parse(press.form) }
  const outcome = await makeUp(ctx, tx, { ...learnt, who: press.who, at: press.madeAt })
  return toastOf(outcome, { done: words.toastMade, ...said })
}

/** What the buttons about make-ups do. */
export const makeupActions: [string, ActionHandler][] = [
  [openMakeupsAction.name, pressOpenList],
  [arrangeAction.name, pressArrange],
  [openMakeupAction.name, pressOpen],
  [makeUpAction.name, pressMakeUp],
]
