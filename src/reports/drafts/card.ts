import type { Term } from '../../time/calendar.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { dropAction, submitAction } from '../action.ts'
import { exportButton } from '../exports/service.ts'
import { isFiled } from '../records/service.ts'
import { factsOf, fillButton, type Reported, type State, until } from '../card.ts'
import { isAfter } from '../../time/order.ts'
import { arrangedBlocks, attachedBlocks } from '../attachments/service.ts'
import type { Attached } from '../attachments/types.ts'
import { decisionsBlocks } from '../tasks/service.ts'
import type { Decided } from '../tasks/types.ts'
import { isEditable, LONGEST_INPUT } from '../rules.ts'
import type { Draft, Report } from '../types.ts'
import type { Rewritten } from './service.ts'
import { words } from '../words.ts'

/** A card may weigh 30 KB; the whole text is in the record. */
const LONGEST_SHOWN = 3_000

/** What the private confirm card is rendered from; `n` is the draft that the card was sent for. */
export type Confirming = State & {
  draft: Draft
  n: number
  held: Reported['held']
  /** What somebody else handed in meanwhile. */
  rewritten: Rewritten | null
  counts: Reported['counts']
  votes: Reported['votes']
  /** What a record of this type holds besides. */
  record: readonly string[]
  attached: Attached
  /** The decisions, where they become tasks. */
  decided: Decided | null
  terms: readonly Term[]
}

/** The private card on which a report is checked and handed in. */
export function confirmCard(state: Confirming): Card {
  const { draft, n } = state
  const facts = factsOf(state)
  const card = (title: string, tone: Card['tone'], blocks: Block[]): Card => ({
    title,
    tone,
    summary: title,
    blocks: [facts, ...blocks],
  })
  if (draft.n !== n) return card(words.movedOnTitle, 'grey', [text(words.confirmMovedOn)])
  if (draft.state === 'submitted') return card(words.confirmedTitle, 'green', doneBlocks(state))
  if (draft.state === 'open')
    return card(words.confirmTitle, 'blue', [...remarks(state), ...formBlocks(state)])
  const again = buttons(fillButton(state.request.id))
  const { title, text: said } = words.notSubmitted[draft.state]
  return card(title, 'grey', [text(said), again])
}

function doneBlocks(state: Confirming): Block[] {
  const { draft, request } = state
  const { content, decisions } = draft.report
  return [
    ...writtenBlocks(content, decisions),
    ...decidedBlocks(state),
    ...attachedBlocks(state.attached),
    text(words.confirmDone(until(draft.updatedAt, state))),
    ...(isFiled(request) ? [buttons(exportButton(request.id))] : []),
    ...(request.state === 'submitted' && !isAfter(state.now, request.dueAt)
      ? [
          small(words.changeable(until(request.dueAt, state))),
          buttons(fillButton(request.id, words.fillAgain)),
        ]
      : []),
  ]
}

function remarks(state: Confirming): Block[] {
  const { request, draft, counts, submittedAt, rewritten } = state
  const { stated } = draft.report
  const said: string[] = []
  if (stated !== null && counts !== null && stated !== counts.present)
    said.push(words.differs(stated, counts.present))
  if (request.returnReason !== null && request.state === 'returned')
    said.push(words.toSupplement(request.returnReason))
  if (rewritten !== null) return [...said.map(text), ...rewrittenBlocks(rewritten, state)]
  if (request.state === 'submitted' && submittedAt !== null)
    said.push(words.submittedBefore(until(submittedAt, state)))
  return said.map(text)
}

function rewrittenBlocks({ by, at, report: { content, decisions } }: Rewritten, state: Confirming): Block[] {
  return [text(words.rewritten(by, until(at, state))), ...writtenBlocks(content, decisions), { kind: 'rule' }]
}

function formBlocks(state: Confirming): Block[] {
  const { draft, request } = state
  const { report } = draft
  const data = { request: request.id, n: String(draft.n) }
  const editable = isEditable(report)
  const kept = editable ? [] : keptBlocks(report)
  const fields = editable
    ? [inputOf('content', report.content), inputOf('decisions', report.decisions)]
    : [inputOf('addition', '')]
  const late = isAfter(state.now, request.dueAt)
  return [
    ...kept,
    ...decidedBlocks(state),
    ...(state.record.length === 0 ? [] : [small(words.alsoRecorded(state.record))]),
    small(late ? words.confirmLate : words.confirm(until(request.dueAt, state))),
    {
      kind: 'form',
      name: 'report',
      fields,
      submit: submitAction.button({ text: words.submit, style: 'primary', data }),
    },
    buttons(dropAction.button({ text: words.drop, data })),
    // Below what is to be pressed: nine photos fill a screen.
    ...arrangedBlocks(state.attached, data),
    small(words.careful),
  ]
}

function keptBlocks({ content, decisions }: Report): Block[] {
  return [text(words.kept(content.length)), ...writtenBlocks(content, decisions)]
}

function decidedBlocks({ decided }: Confirming): Block[] {
  return decided === null ? [] : decisionsBlocks(decided)
}

function writtenBlocks(content: string, decisions: string): Block[] {
  const written: [string, string][] = [[words.written, shortened(content, LONGEST_SHOWN)]]
  if (decisions !== '') written.push([words.decisions, shortened(decisions, LONGEST_SHOWN)])
  return [{ kind: 'facts', facts: written }]
}

const INPUTS = {
  content: { label: words.written, placeholder: words.contentHint, required: true },
  decisions: { label: words.decisions, placeholder: words.decisionsHint, required: false },
  addition: { label: words.addition, placeholder: words.decisionsHint, required: false },
}

function inputOf(name: keyof typeof INPUTS, value: string) {
  return { kind: 'input', name, ...INPUTS[name], value, lines: 'many', maxLength: LONGEST_INPUT } as const
}
