import type { Term } from '../../time/calendar.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { exportButton } from '../exports/service.ts'
import { isFiled } from '../records/service.ts'
import { factsOf, fillButton, outcomeOf, type Reported, saidOf, type State, until } from '../card.ts'
import { isAfter } from '../../time/order.ts'
import { arrangedBlocks, arranging, attachedBlocks } from '../attachments/service.ts'
import type { Attached } from '../attachments/types.ts'
import { hasField } from '../forms/service.ts'
import { decisionsBlocks } from '../tasks/service.ts'
import type { Decided } from '../tasks/types.ts'
import { hasForm, type PageView, pageBlocks, readBlocks, showsAll } from '../pages/service.ts'
import { NOT_HELD } from '../types.ts'
import { unheldBlocks } from '../unheld/service.ts'
import { withdrawButton } from '../withdrawal/service.ts'
import type { Rewritten } from './service.ts'
import { words } from '../words.ts'

/** What the private confirm card is rendered from; `n` is the draft that the card was sent for. */
export type Confirming = State &
  Omit<PageView, 'hint' | 'arranging'> & {
    n: number
    held: Reported['held']
    /** What the host of the meeting is called. */
    host: Reported['host']
    /** What somebody else handed in meanwhile. */
    rewritten: Rewritten | null
    counts: Reported['counts']
    votes: Reported['votes']
    attached: Attached
    /** The decisions, where they become tasks. */
    decided: Decided | null
    /** Whether its writer may take back what was handed in 撤回. */
    mayWithdraw: boolean
    terms: readonly Term[]
  }

/** The private card on which a report is checked and handed in. */
export function confirmCard(state: Confirming): Card {
  const { draft, n } = state
  const card = (title: string, tone: Card['tone'], blocks: Block[]): Card => ({
    ...{ title, tone, summary: title, blocks },
  })
  const facts = factsOf(state)
  const said = saidOf(state.request)
  if (draft.n !== n) return card(said.movedOnTitle, 'grey', [facts, text(words.confirmMovedOn)])
  if (draft.state === 'submitted') return card(...settled(state))
  if (draft.state === 'open') return card(said.confirmTitle, 'blue', openBlocks(state))
  const again = buttons(fillButton(state.request.id))
  const { title, text: why } = words.notSubmitted[draft.state]
  return card(title, 'grey', [facts, text(why), again])
}

function settled(state: Confirming): [string, Card['tone'], Block[]] {
  const { request, draft } = state
  const facts = factsOf(state)
  if (request.state === 'withdrawn') {
    const { withdrawn, withdrawnTitle } = saidOf(request)
    const again = buttons(fillButton(request.id, words.fillAgain))
    return [withdrawnTitle, 'orange', [facts, ...writtenBlocks(state), text(withdrawn(request.title)), again]]
  }
  if (request.state === 'returned') {
    const { title, tone, text: said } = outcomeOf(state)
    const again = buttons(fillButton(request.id, words.fillAgain))
    return [title, tone, [facts, ...writtenBlocks(state), text(said), ...remarks(state), again]]
  }
  if (draft.report.notHeld === null)
    return [saidOf(request).confirmedTitle, 'green', [facts, ...doneBlocks(state)]]
  const reason = { kind: 'facts', facts: [[words.notHeldReason, draft.report.notHeld]] } satisfies Block
  const said = text(words.confirmDone(until(draft.updatedAt, state)))
  return [words.notHeldTitle, 'grey', [facts, reason, said, ...changeBlocks(state)]]
}

function doneBlocks(state: Confirming): Block[] {
  return [
    ...writtenBlocks(state),
    ...decidedBlocks(state),
    ...attachedBlocks(state.attached),
    text(words.confirmDone(until(state.draft.updatedAt, state))),
    ...readBy(state),
    ...(isFiled(state.request) ? [buttons(exportButton(state.request.id))] : []),
    ...changeBlocks(state),
  ]
}

/** That it passed, and what its reader said; or that nobody asks for it any more. */
function readBy(state: Confirming): Block[] {
  const { request, remark } = state
  if (request.state !== 'approved' && request.state !== 'waived') return []
  return [text(outcomeOf(state).text), ...(remark === null ? [] : [small(words.remark), text(remark)])]
}

function changeBlocks({ request, now, zone, mayWithdraw }: Confirming): Block[] {
  const isRead = request.state !== 'submitted' && request.state !== 'notHeld'
  if (isRead || isAfter(now, request.dueAt)) return []
  const label = request.state === 'notHeld' ? words.fill : words.fillAgain
  return [
    small(words.changeable(until(request.dueAt, { zone }))),
    buttons(fillButton(request.id, label), ...(mayWithdraw ? [withdrawButton(request.id)] : [])),
  ]
}

function openBlocks(state: Confirming): Block[] {
  const { draft, request, rewritten } = state
  const facts = factsOf(state)
  if (draft.filling.page === NOT_HELD) return [facts, ...unheldBlocks(draft)]
  const late = isAfter(state.now, request.dueAt)
  const hint = late ? words.confirmLate : words.confirm(until(request.dueAt, state))
  const isAsked = request.about.kind !== 'collection' || !state.asked.questions.every(hasField)
  const isArranged = showsAll(state) && isAsked
  const data = { request: request.id, n: String(draft.n), inForm: hasForm(state) }
  const none = { fields: [], others: [] }
  const inForm = isArranged && data.inForm ? arranging(state.attached, data) : none
  const page = pageBlocks({ ...state, hint, arranging: inForm })
  const above = [facts, ...remarks(state), ...(rewritten === null ? [] : rewrittenBlocks(rewritten, state))]
  if (!showsAll(state))
    return [...(draft.filling.page === 0 ? above : [text(request.title)]), ...page, small(words.careful)]
  return [
    ...above,
    ...decidedBlocks(state),
    ...page,
    // Below what is to be pressed: nine photos fill a screen. Nobody reads those of a collection that asks for none.
    ...(isArranged ? arrangedBlocks(state.attached, data) : []),
    small(words.careful),
  ]
}

function remarks({ request, submittedAt, rewritten, zone }: Confirming): Block[] {
  const isAgain = request.state === 'submitted' && submittedAt !== null && rewritten === null
  return [
    ...(request.returnReason !== null && request.state === 'returned'
      ? [text(words.toSupplement(request.returnReason))]
      : []),
    ...(isAgain ? [text(words.submittedBefore(until(submittedAt, { zone })))] : []),
  ]
}

function rewrittenBlocks({ by, at, report }: Rewritten, state: Confirming): Block[] {
  const written = readBlocks({ ...state, report })
  return [text(words.rewritten(by, until(at, state))), ...written, { kind: 'rule' }]
}

function decidedBlocks({ decided }: Confirming): Block[] {
  return decided === null ? [] : decisionsBlocks(decided)
}

function writtenBlocks(state: Confirming): Block[] {
  return readBlocks({ ...state, report: state.draft.report })
}
