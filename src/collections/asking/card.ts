import type { Question } from '../../../config/college/questions.ts'
import { small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { RequestId } from '../../ids.ts'
import { fillButton, isOwed, linesOf } from '../../reports/service.ts'
import type { Answers, Pickable } from '../../reports/types.ts'
import type { RequestState } from '../../reports/types.ts'
import { deadline } from '../../time/format.ts'
import { isAfter } from '../../time/order.ts'
import { answerBlocks } from '../card.ts'
import { answerAction, chooseAction } from './action.ts'
import { words } from './words.ts'

/** What the private card that asks somebody is rendered from. */
export type AskView = {
  request: RequestId
  title: string
  questions: readonly Question[]
  /** What whoever asks is called, and the branch that is asked; null: the person is. */
  by: string
  branch: string | null
  state: RequestState
  dueAt: Temporal.Instant
  /** What was handed in last; `sent` are photos and files, in words. */
  handedIn: { answers: Answers; sent: [string, string][]; at: Temporal.Instant; late: boolean } | null
  people: readonly Pickable[]
  isReminder: boolean
  zone: string
  now: Temporal.Instant
}

/** 收集: the questions to be answered on the card itself, or what was answered; private. */
export function askCard(view: AskView): Card {
  const { title, handedIn } = view
  if (isOwed(view)) return drawn(words.title(title), 'blue', openBlocks(view))
  if (handedIn === null || view.state === 'waived')
    return drawn(words.titleOver(title), 'grey', [text(words.over)])
  return drawn(words.titleDone(title), 'green', doneBlocks(view, handedIn))
}

function drawn(title: string, tone: Card['tone'], blocks: Block[]): Card {
  return { title, summary: title, tone, blocks }
}

function openBlocks(view: AskView): Block[] {
  const { by, branch, isReminder, dueAt, now } = view
  const due = at(dueAt, view)
  const asks = branch === null ? words.asks(by, due) : words.asksBranch(by, branch, due)
  return [
    text(isAfter(now, dueAt) ? words.overdue(due) : asks),
    ...(isReminder ? [text(words.reminder)] : []),
    ...answering(view, {}, words.submit),
    small(words.private),
    small(words.careful),
  ]
}

function doneBlocks(
  view: AskView,
  { answers, sent, at: when, late }: NonNullable<AskView['handedIn']>,
): Block[] {
  const { questions, people, dueAt, now } = view
  const said = (late ? words.doneLate : words.done)(at(when, view))
  const lines: Block = { kind: 'facts', facts: [...linesOf(questions, { answers, people }), ...sent] }
  if (isAfter(now, dueAt)) return [text(said), lines]
  return [
    text(said),
    lines,
    small(words.changeable(at(dueAt, view))),
    ...answering(view, answers, words.change),
  ]
}

function answering(view: AskView, answers: Answers, said: string): Block[] {
  const { request, questions, people } = view
  const [only] = questions
  const chosen = only === undefined ? undefined : answers[only.id]
  return answerBlocks(
    { questions, answers, people },
    {
      submit: answerAction.button({ text: said, style: 'primary', data: { request } }),
      choose: (option) =>
        chooseAction.button({
          ...{ text: option, data: { request, option } },
          ...(option === chosen ? { style: 'primary' as const } : {}),
        }),
      chain: said === words.submit ? fillButton(request) : fillButton(request, words.edit),
    },
  )
}

function at(instant: Temporal.Instant, { zone }: AskView): string {
  return deadline(instant.toZonedDateTimeISO(zone))
}
