import { rollButton } from '../../attendance/service.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { RequestId } from '../../ids.ts'
import { factsOf, fillButton, outcomeOf, type Reported, type State, until } from '../card.ts'
import { attachedBlocks } from '../attachments/service.ts'
import type { Attached } from '../attachments/types.ts'
import { standings } from '../moves/service.ts'
import type { Version } from '../types.ts'
import { MOST_REMARK, nextAction, passAction, returnAction, undoAction } from './action.ts'
import type { Changed, Fields, Verdict } from './types.ts'
import type { Walking } from './service.ts'

import { words } from './words.ts'

/** A card may weigh 30 KB: each field of a record, and each text that came or went, is cut to this. */
const LONGEST = { field: 2_000, change: 300 }

/** What a reader's card is rendered from; `decided`: somebody said something about this version meanwhile. */
export type Read = Reported &
  Pick<Walking, 'number' | 'of' | 'last'> & {
    branch: string | null
    version: Version
    by: string
    fields: Fields
    attached: Attached
    /** What changed since the version before, and what was asked for then. */
    changes: readonly Changed[]
    asked: string | null
    decided: { by: string; verdict: Verdict } | null
    /** Whether it still waits: it may have been taken back, or is not asked for any more. */
    waits: boolean
    /** What is to be put right, where it is a remedy 整改; null: it is none. */
    required: string | null
    /** Points that the college often asks for. */
    points: readonly string[]
  }

/** One of the queue: the record, its photos and counts, and what a reader may say of it. (domain §1D 33, §2.6) */
export function readCard(view: Read): Card {
  const { request, branch, number, of } = view
  const title = words.title(branch, request.title)
  return {
    title,
    subtitle: words.place(number, of),
    tone: 'blue',
    summary: words.doneTitle,
    blocks: [factsOf(view), ...recordBlocks(view), ...verdictBlocks(view)],
  }
}

function recordBlocks(view: Read): Block[] {
  const { version, by, fields, required, asked, changes, attached } = view
  const written = Object.entries(fields).map(([label, said]): [string, string] => [
    label,
    said === '' ? words.nothingWritten : shortened(said, LONGEST.field),
  ])
  const marks = [
    words.handedIn(by, until(version.at, view)),
    ...(version.late ? [words.late] : []),
    ...(version.n > 1 ? [words.again(version.n)] : []),
  ]
  return [
    text(marks.join('，')),
    ...(required === null ? [] : [text(required)]),
    { kind: 'facts', facts: written },
    ...(asked === null ? [] : [{ kind: 'facts', facts: [[words.asked, asked]] } satisfies Block]),
    ...(changes.length === 0 ? [] : [changesBlock(changes, version.n)]),
    ...attachedBlocks(attached),
  ]
}

function changesBlock(changes: readonly Changed[], n: number): Block {
  const lines = changes.map(({ label, gone, added }): [string, string] => [
    label,
    [
      ...gone.map((one) => words.gone(shortened(one, LONGEST.change))),
      ...added.map((one) => words.added(shortened(one, LONGEST.change))),
    ].join('\n'),
  ])
  return { kind: 'folded', title: words.changed(n - 1), blocks: [{ kind: 'facts', facts: lines }] }
}

function verdictBlocks({ request, version, decided, waits, points, last }: Read): Block[] {
  const data = { request: request.id, n: String(version.n) }
  const roll = request.meeting === null ? [] : [rollButton(request.meeting)]
  const next = nextAction.button({ text: words.next, data: { request: request.id } })
  const row = buttons(next, ...roll, ...undoButtons(last))
  if (decided !== null) return [text(words.decidedBefore(decided.by, decided.verdict)), row]
  if (!waits) return [text(standings[request.state]), row]
  return [
    {
      kind: 'form',
      name: 'review',
      fields: [
        ...(points.length === 0 ? [] : [pointsField(points)]),
        remarkField('content'),
        remarkField('procedure'),
      ],
      submit: passAction.button({ text: words.pass, style: 'primary', data }),
      others: [returnAction.button({ text: words.sendBack, data })],
    },
    row,
    small(words.private),
  ]
}

function pointsField(points: readonly string[]) {
  return {
    kind: 'choices',
    name: 'points',
    label: words.points,
    placeholder: words.pointsHint,
    required: false,
    options: points.map((point) => ({ text: point, value: point })),
    chosen: [],
  } as const
}

function remarkField(name: 'content' | 'procedure') {
  const label = words.remark[name]
  const placeholder = words.remarkHint
  const field = { kind: 'input', lines: 'many', required: false, maxLength: MOST_REMARK } as const
  return { ...field, name, label, placeholder }
}

function undoButtons(last: RequestId | null): Button[] {
  return last === null ? [] : [undoAction.button({ text: words.undo, data: { request: last } })]
}

/** That nothing waits, that the queue goes on elsewhere, or who reads. */
export function noReadCard(said: { text: string; last: RequestId | null }): Card {
  const back = undoButtons(said.last)
  return {
    title: words.doneTitle,
    tone: 'grey',
    summary: words.doneTitle,
    blocks: [text(said.text), ...(back.length === 0 ? [] : [buttons(...back)])],
  }
}

/** What came back 退回, to whoever handed it in: the points, and the way to revise it. (domain §7.15) */
export function returnedCard(state: State): Card {
  const { request } = state
  const isOpen = request.state === 'returned'
  const said = isOpen
    ? [
        text(words.returnedText(request.title)),
        text(request.returnReason ?? ''),
        small(words.returnedHint(until(request.dueAt, state))),
        buttons(fillButton(request.id, words.revise)),
      ]
    : [text(settledText(state))]
  return {
    title: words.returnedTitle,
    tone: isOpen ? 'orange' : 'green',
    summary: words.returnedTitle,
    blocks: said,
  }
}

function settledText(state: State): string {
  const { title, returnReason } = state.request
  if (returnReason === null) return words.takenBack(title)
  const isAsked = state.request.state !== 'waived' && state.request.state !== 'withdrawn'
  return isAsked ? words.movedOn(title) : outcomeOf(state).text
}
