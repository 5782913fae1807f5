import { confirmBlocks, votesButton } from '../../attendance/service.ts'
import type { RollEntry } from '../../attendance/types.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { Meeting } from '../../meetings/types.ts'
import { isAfter } from '../../time/order.ts'
import { handInAction } from '../action.ts'
import {
  type Asking,
  deadlineBlocks,
  factsOf,
  fillButton,
  outcomeBlocks,
  until,
  waivedBlocks,
  wayOutButtons,
} from '../card.ts'
import { mayBeUnheld, unheldButton } from '../unheld/service.ts'
import { withdrawButton } from '../withdrawal/service.ts'
import { isOwed, LONGEST_INPUT } from '../rules.ts'
import type { Counts } from '../types.ts'
import type { Term } from '../../time/calendar.ts'
import { words } from '../words.ts'

/** What the one card after the meeting is rendered from; `drafted`: its reader has begun the record on another card. */
export type AfterView = Asking & {
  held: Meeting
  counts: Counts | null
  /** The people on the roll, for a reader who may confirm them; null for another, and until it is closed. */
  toConfirm: readonly RollEntry[] | null
  drafted: boolean
  votes: readonly string[]
  /** Whether its reader may enter what was counted at a vote. */
  mayVote: boolean
  /** Whether its reader may take back what was handed in 撤回. */
  mayWithdraw: boolean
  host: string | null
  terms: readonly Term[]
}

/** 会后一卡: who is to be confirmed, and the record with one field; private, to whoever writes it. */
export function afterCard(view: AfterView): Card {
  const { request, held, toConfirm } = view
  const isOpen = isOwed(request)
  return {
    title: words.afterTitle(request.title),
    tone: isOpen ? 'blue' : 'green',
    summary: words.afterTitle(request.title),
    blocks: [
      factsOf(view),
      ...(toConfirm === null ? [] : [...confirmBlocks(held.id, toConfirm), { kind: 'rule' } as const]),
      ...(view.mayVote && isOpen ? [buttons(votesButton(held.id))] : []),
      ...(isOpen ? openBlocks(view) : [...outcomeBlocks(view), ...waivedBlocks(view), ...changeBlocks(view)]),
    ],
  }
}

function changeBlocks({ request, now, mayWithdraw }: AfterView): Block[] {
  const isRead = request.state !== 'submitted' && request.state !== 'notHeld'
  if (isRead || isAfter(now, request.dueAt)) return []
  const label = request.state === 'notHeld' ? words.fill : words.fillAgain
  return [buttons(fillButton(request.id, label), ...(mayWithdraw ? [withdrawButton(request.id)] : []))]
}

function openBlocks(view: AfterView): Block[] {
  const { request, drafted } = view
  const asks = text(words.request(request.title, until(request.dueAt, view)))
  const ways = [
    ...wayOutButtons(request.id, view.wayOut),
    ...(mayBeUnheld(request) ? [unheldButton(request.id)] : []),
  ]
  if (drafted)
    return [
      asks,
      small(words.begunElsewhere),
      ...deadlineBlocks(view),
      buttons(fillButton(request.id), ...ways),
    ]
  return [
    asks,
    ...(request.returnReason === null ? [] : [text(words.toSupplement(request.returnReason))]),
    {
      kind: 'form',
      name: 'record',
      fields: [
        {
          kind: 'input',
          name: 'content',
          label: words.written,
          placeholder: words.contentHint,
          required: true,
          lines: 'many',
          maxLength: LONGEST_INPUT,
        },
      ],
      submit: handInAction.button({ text: words.submit, style: 'primary', data: { request: request.id } }),
    },
    small(words.afterHint),
    ...deadlineBlocks(view),
    buttons({ ...fillButton(request.id, words.fillMore), style: 'normal' }, ...ways),
    small(words.careful),
  ]
}
