import type { RequestId } from '../../ids.ts'
import { buttons, text } from '../../cards/blocks.ts'
import type { Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { takeAction, takenText } from './action.ts'
import type { Question, Taken } from './types.ts'
import { words } from './words.ts'

const LONGEST_SAID = 60
const LONGEST_BUTTON = 40

/** Asks what somebody's words are; then says what became of them. `titles` are those of the reports in question. */
export function questionCard(question: Question, titles: ReadonlyMap<RequestId, string>): Card {
  const { takenAs } = question
  const { title } = words
  if (takenAs !== null) {
    const said = takenText(takenAs)
    return { title, summary: said, tone: 'grey', blocks: [text(said)] }
  }
  return {
    title,
    summary: title,
    tone: 'blue',
    blocks: [
      text(words.said(shortened(question.said, LONGEST_SAID))),
      buttons(...buttonsOf(question, titles)),
    ],
  }
}

function buttonsOf({ id, requests, mayCall }: Question, titles: ReadonlyMap<RequestId, string>): Button[] {
  const button = (text: string, as: Taken) => takeAction.button({ text, data: { question: id, as } })
  const reportText = (request: RequestId) =>
    requests.length === 1
      ? words.report
      : shortened(words.reportOf(titles.get(request) ?? request), LONGEST_BUTTON)
  return [
    ...requests.map((request) => button(reportText(request), request)),
    ...(mayCall ? [button(words.call, 'call')] : []),
    button(words.nothing, 'nothing'),
  ]
}
