import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { RequestId } from '../../ids.ts'
import { fillButton, until } from '../card.ts'
import type { Days } from '../extension/service.ts'
import { isOwed } from '../rules.ts'
import type { Request } from '../types.ts'
import { answerAction, explainAction, MOST, openExplanationAction, openToAnswerAction } from './action.ts'
import type { Explanation } from './types.ts'
import { words } from './words.ts'

/** What the sender's card is rendered from; `reader` and `answeredBy` are names. */
export type ExplanationView = {
  request: Request
  /** The last one, if it is the reader's own: what was said in it is nobody else's. */
  last: Explanation | null
  /** Whether one waits for an answer, whoever wrote it. */
  waits: boolean
  mayExplain: boolean
  reader: string
  answeredBy: string
  zone: string
}

/** 说明情况: the form, and then how it stands; private, for whoever opened it. */
export function explanationCard(view: ExplanationView): Card {
  const { last, waits, mayExplain } = view
  const card = (tone: Card['tone'], blocks: Block[]): Card => ({
    ...{ title: words.title, summary: words.title },
    tone,
    blocks,
  })
  if (waits) {
    const own = last === null || last.said === '' ? [] : [text(words.own(last.said))]
    return card('blue', [text(words.waits(view.reader)), ...own])
  }
  const before = last?.outcome ? answerBlocks({ ...view, explanation: last }) : []
  if (mayExplain) return card('blue', [...before, ...formBlocks(view)])
  return card('grey', before.length > 0 ? before : [text(words.closed)])
}

function formBlocks({ request, zone }: ExplanationView): Block[] {
  const said: Field = {
    ...{ kind: 'input', name: 'said', label: words.said, placeholder: words.saidHint },
    ...{ required: true, lines: 'many', maxLength: MOST.said },
  }
  const submit = explainAction.button({ text: words.submit, style: 'primary', data: { request: request.id } })
  return [
    text(words.about(request.title, until(request.dueAt, { zone }))),
    { kind: 'form', name: 'explain', fields: [said], submit },
  ]
}

type Answered = Pick<ExplanationView, 'request' | 'answeredBy' | 'zone'> & { explanation: Explanation }

function answerBlocks({ request, explanation, answeredBy, zone }: Answered): Block[] {
  const { outcome, answer } = explanation
  const stands = isOwed(request) || outcome === 'waived'
  const say = outcome === null || !stands ? words.settled : words.outcomes[outcome]
  const reply = answer === '' ? [] : [text(words.answer(answeredBy, answer))]
  return [...reply, text(say(request.title, until(request.dueAt, { zone })))]
}

/** That an explanation was answered, for its sender. */
export function answeredCard(view: Answered): Card {
  const title = words.answeredTitle
  const fill = isOwed(view.request) ? [buttons(fillButton(view.request.id))] : []
  return { title, tone: 'blue', summary: title, blocks: [...answerBlocks(view), ...fill] }
}

/** What whoever answers sees of an explanation; `days` is null when the deadline cannot be put off. */
export type ToAnswerView = {
  request: Request
  explanation: Explanation
  branch: string
  by: string
  answeredBy: string
  mayAnswer: boolean
  mayWaive: boolean
  days: Days | null
  zone: string
}

/** 情况说明待答复: private, for whoever answers. */
export function toAnswerCard(view: ToAnswerView): Card {
  const { explanation, mayAnswer } = view
  const title = words.toAnswer
  const waits = mayAnswer && explanation.outcome === null
  const card = (blocks: Block[]): Card => ({ title, tone: waits ? 'blue' : 'grey', summary: title, blocks })
  if (!mayAnswer) return card([text(words.notYours)])
  const end = waits ? answerForm(view) : [small(words.answered(view.answeredBy))]
  return card([factsOf(view), ...end])
}

function factsOf({ request, explanation: { said, answer }, branch, by, zone }: ToAnswerView): Block {
  const { facts } = words
  const all: [string, string][] = [
    [facts.what, `${branch}：${request.title}`],
    [facts.by, by],
    [facts.due, until(request.dueAt, { zone })],
    [facts.said, said],
    [facts.answer, answer],
  ]
  return { kind: 'facts', facts: all.filter(([, value]) => value !== '') }
}

function answerForm({ request, explanation: { n }, days, mayWaive }: ToAnswerView): Block[] {
  const data = { request: request.id, n: String(n) }
  const answer: Field = {
    ...{ kind: 'input', name: 'answer', label: words.reply, placeholder: words.replyHint },
    ...{ required: false, lines: 'many', maxLength: MOST.answer },
  }
  const until: Field[] =
    days === null || !isOwed(request)
      ? []
      : [
          {
            ...{ kind: 'date', name: 'until', label: words.until, required: false },
            placeholder: words.untilHint(days.first, days.last),
          },
        ]
  const extend = answerAction.button({ text: words.extendButton, data: { ...data, outcome: 'extended' } })
  const waive = answerAction.button({
    text: words.waiveButton,
    data: { ...data, outcome: 'waived' },
    confirm: { title: words.waiveTitle, text: words.waiveConfirm },
  })
  const submit = answerAction.button({
    text: words.replyButton,
    style: 'primary',
    data: { ...data, outcome: 'replied' },
  })
  const others = [...(until.length > 0 ? [extend] : []), ...(mayWaive && isOwed(request) ? [waive] : [])]
  return [{ kind: 'form', name: 'answering', fields: [answer, ...until], submit, others }]
}

/** 说明情况. */
export function explainButton(request: RequestId): Button {
  return openExplanationAction.button({ text: words.explain, data: { request } })
}

/** An explanation as 待办 lists it; `by` is a name. */
export type ExplanationToDo = Pick<ToAnswerView, 'request' | 'explanation' | 'branch' | 'by'>

const MOST_TITLE = 40

/** What waits for a person's answer, with the button that opens it; for 待办. What was said is not among it. */
export function explanationToDo({ request, explanation, branch, by }: ExplanationToDo): Block[] {
  const what = shortened(`${branch}：${request.title}`, MOST_TITLE)
  const data = { request: request.id, n: String(explanation.n) }
  const open = openToAnswerAction.button({ text: words.toDoOpen, style: 'primary', data })
  return [text(words.toDo(what, by)), buttons(open)]
}
