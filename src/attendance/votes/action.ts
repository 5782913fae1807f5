import { z } from 'zod'
import { QUORUM_KINDS } from '../../../config/college.ts'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { cutTo } from '../../cards/shortened.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { beginCorrection, changeKind, dropForm, enterVote, openVotes } from './service.ts'
import { faultText, refusals, relays, words } from './words.ts'

const Meeting = z.object({ meeting: MeetingId })
const number = z.string().regex(/^\d{1,4}$/)

/** 表决: sends the card on which votes are entered. */
const openAction = action('attendance.openVotes', Meeting)
/** 改为选举 and the like. */
export const kindAction = action('attendance.voteKind', Meeting.extend({ kind: z.enum(QUORUM_KINDS) }))
/** 登记 of the `n`th vote in its `version`, on the form of that kind of vote. */
export const enterAction = action(
  'attendance.enterVote',
  Meeting.extend({ n: number, version: number, kind: z.enum(QUORUM_KINDS) }),
)
/** 更正: opens the form of a vote that was entered. */
export const correctAction = action('attendance.correctVote', Meeting.extend({ n: number }))
/** 取消更正. */
export const dropAction = action('attendance.dropVote', Meeting)

/** 表决. */
export function votesButton(meeting: MeetingId): Button {
  return openAction.button({ text: words.open, data: { meeting } })
}

/** What a form may hold of each field, before it is read. */
const MOST = 200
const Form = z.record(z.string(), z.unknown()).transform((form) => {
  const texts = Object.entries(form).flatMap(([name, said]) =>
    typeof said === 'string' ? [[name, cutTo(said, MOST)] as const] : [],
  )
  return Object.fromEntries(texts)
})

const said = { refusals, relays, harmless: ['already', 'nothingToDrop'] } as const

const pressOpen: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) =>
  toastOf(await openVotes(ctx, tx, { ...openAction.parse(press), who, at }), {
    done: words.toastOpened,
    ...said,
  })

const pressKind: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) =>
  toastOf(await changeKind(ctx, tx, { ...kindAction.parse(press), who, at }), {
    done: words.toastKind,
    ...said,
  })

const pressEnter: ActionHandler = async (ctx, tx, { who, madeAt: at, form, ...press }) => {
  const { n, version, ...entry } = enterAction.parse(press)
  const of = { ...entry, n: Number(n), version: Number(version) }
  const entered = await enterVote(ctx, tx, { ...of, who, at, filled: Form.parse(form) })
  if (!entered.ok && 'fault' in entered) return { toast: { tone: 'warning', text: faultText(entered.fault) } }
  if (!entered.ok) return refused(entered.refusal, said)
  return { toast: { tone: 'success', text: words.toastEntered } }
}

const pressCorrect: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) => {
  const { meeting, n } = correctAction.parse(press)
  const outcome = await beginCorrection(ctx, tx, { meeting, n: Number(n), who, at })
  return toastOf(outcome, { done: words.toastFill, ...said })
}

const pressDrop: ActionHandler = async (_ctx, tx, { who, madeAt: at, ...press }) =>
  toastOf(await dropForm(tx, { ...dropAction.parse(press), who, at }), { done: words.toastDropped, ...said })

/** What the buttons of a meeting's votes do. */
export const voteActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [kindAction.name, pressKind],
  [enterAction.name, pressEnter],
  [correctAction.name, pressCorrect],
  [dropAction.name, pressDrop],
]
