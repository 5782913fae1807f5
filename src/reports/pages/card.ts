import { statedNames } from '../../attendance/service.ts'
import { STATED } from '../../attendance/types.ts'
import type { Numbers } from '../counts/service.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Field } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { faultsText, fieldsOf, hasField, isEditable, linesOf } from '../forms/service.ts'
import type { Fault } from '../forms/types.ts'
import { LONGEST_INPUT } from '../rules.ts'
import { type Draft, NOT_HELD, type Report } from '../types.ts'
import * as actions from './action.ts'
import * as rules from './rules.ts'
import type { Asked } from './types.ts'
import { words } from './words.ts'
import { words as reportWords } from '../words.ts'

/** What the page of a draft is rendered from. */
export type PageView = {
  draft: Draft
  asked: Asked
  /** What the text names and does not fit: it stays in the content. */
  unfit: readonly Fault[]
  /** Whether there is a record of last time to take over. */
  hasLast: boolean
  /** Whether it may be said that nothing was held 未召开. */
  mayBeUnheld: boolean
  /** Until when it may be handed in. */
  hint: string
  /** What puts photos and files into order: in the same form, so that a press sends what was typed with it. */
  arranging: { fields: readonly Field[]; others: readonly Button[] }
}

/** Whether a page shows all of a draft: one that is neither the only nor the last shows its own questions alone. */
export function showsAll({ asked, draft }: Pick<PageView, 'asked' | 'draft'>): boolean {
  return rules.pageOf(asked, draft.filling) === rules.chainOf(asked).last
}

/** Whether the page has a form: the last of several is read alone. */
export function hasForm({ asked, draft }: Pick<PageView, 'asked' | 'draft'>): boolean {
  const page = rules.pageOf(asked, draft.filling)
  return page !== NOT_HELD && rules.chainOf(asked).pages[page] !== undefined
}

/** The page of a draft that is filled in: what is to be said about it, its fields, and its buttons. */
export function pageBlocks(view: PageView): Block[] {
  const { asked, draft } = view
  const page = rules.pageOf(asked, draft.filling)
  const { pages, last } = rules.chainOf(asked)
  if (page === NOT_HELD) return []
  const mend = draft.filling.checked ? rules.toMend(asked, draft.report) : []
  const questions = pages[page]
  return [
    ...(last === 0 ? [] : [small(page === last ? words.lastPage(last + 1) : words.page(page + 1, last + 1))]),
    ...(questions === undefined ? readBlocks({ asked, report: draft.report }) : keptBlocks(view, page)),
    ...remarks(view),
    ...(mend.length === 0 ? [] : [text(words.toMend(faultsText(mend)))]),
    ...(page === last ? [...sentBlocks(view), small(view.hint)] : []),
    ...(questions === undefined ? [buttons(...buttonsOf(view))] : [formBlock(view, { page, mend })]),
    buttons(actions.dropAction.button({ text: reportWords.drop, data: dataOf(view) })),
  ]
}

/** What is sent in the chat and has no field, where the form says more of it than that it may be sent. */
function sentBlocks({ asked }: PageView): Block[] {
  const sent = asked.questions.filter((one) => !hasField(one) && (one.required || one.help !== undefined))
  return sent.map(({ label, required, help = '' }) => text(words.sent({ label, required, help })))
}

function dataOf({ draft }: Pick<PageView, 'draft'>) {
  return { request: draft.request, n: String(draft.n) }
}

function formBlock(view: PageView, { page, mend }: { page: number; mend: readonly Fault[] }): Block {
  const { asked, draft } = view
  const answers = rules.answersOf(draft.report)
  const shown = rules.chainOf(asked).pages[page] ?? []
  const fields = fieldsOf(shown, { answers, people: asked.people, faults: mend })
  const isLong = rules.isContentLong({ questions: shown }, draft.report)
  const [submit, ...others] = buttonsOf(view)
  const { arranging } = view
  return {
    ...{ kind: 'form', name: 'report', submit },
    fields: [...fields, ...(isLong ? [ADDED] : []), ...arranging.fields],
    others: [...others, ...arranging.others],
  }
}

const ADDED: Field = {
  ...{ kind: 'input', name: rules.ADDITION, label: words.addition, placeholder: words.optional },
  ...{ required: false, lines: 'many', maxLength: LONGEST_INPUT },
}

/** A button that turns to another page of a draft. */
export function turnButton(
  { request, n }: Pick<Draft, 'request' | 'n'>,
  { text: said, to }: { text: string; to: number | typeof NOT_HELD },
): Button {
  return actions.turnAction.button({ text: said, data: { request, n: String(n), to: String(to) } })
}

/** The buttons that send what was filled in; the first is what one does next. */
function buttonsOf(view: PageView): [Button, ...Button[]] {
  const { asked, draft } = view
  const page = rules.pageOf(asked, draft.filling)
  const { last } = rules.chainOf(asked)
  const turn = (said: string, to: number | typeof NOT_HELD) => turnButton(draft, { text: said, to })
  const at = page === NOT_HELD ? 0 : page
  const forth: Button =
    at === last
      ? actions.submitAction.button({ text: reportWords.submit, style: 'primary', data: dataOf(view) })
      : { ...turn(words.next, at + 1), style: 'primary' }
  return [
    forth,
    ...(at === 0 ? [] : [turn(words.back, at - 1)]),
    ...rollButtons(view),
    ...(at === 0 ? lastButtons(view) : []),
    ...(view.mayBeUnheld && at === 0 ? [turn(words.notHeld, NOT_HELD)] : []),
  ]
}

function rollButtons(view: PageView): Button[] {
  const data = dataOf(view)
  // A number is compared once the roll is whole.
  if (view.asked.toConfirm > 0) return [actions.confirmRollAction.button({ text: words.confirmRoll, data })]
  if (!rules.isUndecided(view.draft, view.asked.counts)) return []
  return [
    actions.rollStandsAction.button({ text: words.rollStands, data }),
    actions.correctRollAction.button({ text: words.correctRoll, data }),
  ]
}

function lastButtons(view: PageView): Button[] {
  const data = dataOf(view)
  if (view.draft.filling.taken !== null)
    return [actions.giveBackAction.button({ text: words.giveBack, data })]
  return view.hasLast ? [actions.takeLastAction.button({ text: words.takeLast, data })] : []
}

function remarks({ asked, draft, unfit }: PageView): Block[] {
  const { filling } = draft
  return [
    ...(filling.taken === null ? [] : [text(words.taken)]),
    ...(unfit.length === 0 ? [] : [text(words.unfit(faultsText(unfit)))]),
    ...(asked.toConfirm > 0
      ? [text(words.unconfirmed(asked.toConfirm))]
      : differenceBlocks({ asked, draft })),
  ]
}

function differenceBlocks({ asked: { counts }, draft }: Pick<PageView, 'asked' | 'draft'>): Block[] {
  const said = rules.statedOtherwise(draft.report, counts)
  const those = STATED.filter((of) => said[of] !== undefined)
  if (counts === null || those.length === 0) return []
  const named = (numbers: Numbers) =>
    those.map((of) => `${statedNames[of]}${words.people(numbers[of] ?? 0)}`).join(words.between)
  const [only, ...others] = those
  const counted = only !== undefined && others.length === 0 ? words.people(counts[only]) : named(counts)
  const differs = rules.isUndecided(draft, counts) ? words.differs : words.differsStill
  return [text(differs(named(said), counted))]
}

/** A text may weigh 30 KB; the whole of it is in the record. */
const LONGEST_SHOWN = 3_000

/** Texts of the page that came in the chat and are longer than a field. */
function keptBlocks({ asked, draft }: PageView, page: number): Block[] {
  const answers = rules.answersOf(draft.report)
  const kept = (rules.chainOf(asked).pages[page] ?? []).filter((one) => !isEditable(one, answers[one.id]))
  return kept.flatMap((question): Block[] => {
    const whole = String(answers[question.id])
    const facts: [string, string][] = [[question.label, shortened(whole, LONGEST_SHOWN)]]
    return [text(words.kept(question.label, whole.length)), { kind: 'facts', facts }]
  })
}

/** Everything that was answered, to be read. */
export function readBlocks({ asked, report }: { asked: Asked; report: Report }): Block[] {
  const answers = rules.answersOf(report)
  const lines = linesOf(asked.questions, { answers, people: asked.people })
  const facts = lines.map(([label, said]): [string, string] => [label, shortened(said, LONGEST_SHOWN)])
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }]
}
