import type { Question } from '../../../config/college/questions.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { RequestId } from '../../ids.ts'
import { fieldsOf, fillButton, isOwed, linesOf, pagesOf } from '../../reports/service.ts'
import type { Answers, Pickable } from '../../reports/types.ts'
import type { RequestState } from '../../reports/types.ts'
import { deadline } from '../../time/format.ts'
import { isAfter } from '../../time/order.ts'
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
  /** What was handed in last. */
  handedIn: { answers: Answers; at: Temporal.Instant; late: boolean } | null
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
    ...answerBlocks(view, {}, words.submit),
    small(words.private),
    small(words.careful),
  ]
}

function doneBlocks(view: AskView, { answers, at: when, late }: NonNullable<AskView['handedIn']>): Block[] {
  const { questions, people, dueAt, now } = view
  const said = (late ? words.doneLate : words.done)(at(when, view))
  const lines: Block = { kind: 'facts', facts: linesOf(questions, { answers, people }) }
  if (isAfter(now, dueAt)) return [text(said), lines]
  return [
    text(said),
    lines,
    small(words.changeable(at(dueAt, view))),
    ...answerBlocks(view, answers, words.change),
  ]
}

/** A choice is a row of buttons, so many at most. */
const MOST_BUTTONS = 6

function answerBlocks(view: AskView, answers: Answers, said: string): Block[] {
  const { request, questions, people } = view
  const [page = [], ...others] = pagesOf(questions)
  const [only] = questions
  // More than a card holds is a chain of cards.
  if (others.length > 0 || only === undefined) return [buttons(fillButton(request))]
  const options = questions.length === 1 && only.type === 'choice' ? (only.options ?? []) : []
  if (options.length > 0 && options.length <= MOST_BUTTONS)
    return [text(only.label), chooseButtons(view, options)]
  const fields = fieldsOf(page, { answers, people, faults: [] })
  const submit = answerAction.button({ text: said, style: 'primary', data: { request } })
  return [{ kind: 'form', name: 'answers', fields, submit }]
}

function chooseButtons({ request, handedIn, questions: [only] }: AskView, options: readonly string[]): Block {
  const chosen = only === undefined ? undefined : handedIn?.answers[only.id]
  return buttons(
    ...options.map((option) =>
      chooseAction.button({
        ...{ text: option, data: { request, option } },
        ...(option === chosen ? { style: 'primary' as const } : {}),
      }),
    ),
  )
}

function at(instant: Temporal.Instant, { zone }: AskView): string {
  return deadline(instant.toZonedDateTimeISO(zone))
}
