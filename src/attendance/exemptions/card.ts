import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card, Field } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { shortDay } from '../../time/format.ts'
import { decideAction, liftAction, proposeAction } from './action.ts'
import { MOST_APPROVAL } from './rules.ts'
import type { Proposal } from './types.ts'
import { states, words } from './words.ts'

/** A proposal with the name of its person. */
export type Named = Proposal & { name: string }

/** What a branch's secretary or an administrator sees of its exemptions. */
export type ExemptionsView = {
  branch: { id: BranchId; short: string }
  proposals: readonly Named[]
  /** Members of the branch among whom is chosen; of more than a list can hold the name is written. */
  choices: readonly { id: MemberId; name: string }[]
  classes: readonly string[]
  mayPropose: boolean
  today: Temporal.PlainDate
}

/** Longer lists of choices are slow to open on a phone. */
const MOST_CHOICES = 100
/** So many proposals are shown, the newest first. */
const MOST_SHOWN = 10
/** Nobody's name is longer; the platform takes a card of 30 KB. */
const MOST_NAME = 30

/** 不计入应到 of a branch. */
export function exemptionsCard(view: ExemptionsView): Card {
  const title = words.title(view.branch.short)
  const shown = view.proposals.slice(0, MOST_SHOWN)
  const lines = shown.length === 0 ? [text(words.none)] : shown.map((one) => text(lineOf(one)))
  const lifts = shown
    .filter(({ state }) => state === 'approved')
    .map(({ id, name }) => liftButton(id, shortened(name, MOST_NAME)))
  const lifting: Block[] = lifts.length === 0 ? [] : [buttons(...lifts)]
  const blocks = [small(words.intro), ...lines, ...lifting, ...formBlocks(view)]
  return { title, tone: 'blue', summary: title, blocks }
}

/** A card that shows nothing: its reader may not see it any more, or has a newer one. */
export function noExemptionsCard(short: string, why: 'closed' | 'superseded'): Card {
  const title = words.title(short)
  return { title, tone: 'grey', summary: title, blocks: [text(words[why])] }
}

function liftButton(id: Proposal['id'], name: string) {
  return liftAction.button({ text: words.lift(name), data: { id }, confirm: words.liftConfirm(name) })
}

function lineOf(one: Named): string {
  return words.line({
    who: shortened(one.name, MOST_NAME),
    why: one.class,
    approval: one.approval,
    period: periodOf(one),
    state: states[one.state],
  })
}

function periodOf({ from, until }: Pick<Proposal, 'from' | 'until'>): string {
  return words.period(dayText(from), until === null ? null : dayText(until))
}

function dayText(day: Temporal.PlainDate): string {
  return `${day.year}年${shortDay(day)}`
}

function formBlocks({ branch, classes, mayPropose, ...view }: ExemptionsView): Block[] {
  if (!mayPropose) return []
  if (classes.length === 0) return [text(words.noClasses)]
  const submit = proposeAction.button({ text: words.submit, style: 'primary', data: { branch: branch.id } })
  const fields = [personField(view.choices), ...whyFields(classes), ...dayFields(view.today)]
  return [{ kind: 'rule' }, { kind: 'form', name: 'proposeExempt', fields, submit }]
}

function personField(choices: ExemptionsView['choices']): Field {
  if (choices.length > 0 && choices.length <= MOST_CHOICES) {
    const options = choices.map(({ id, name }) => ({ text: shortened(name, MOST_NAME), value: id }))
    return select({ name: 'person', label: words.person, placeholder: words.personHint, options })
  }
  return input({ name: 'name', label: words.name, placeholder: words.nameHint, maxLength: 40 })
}

function whyFields(classes: readonly string[]): Field[] {
  const options = [...new Set(classes)].map((one) => ({ text: one, value: one }))
  const { approval: label, approvalHint: placeholder } = words
  return [
    select({ name: 'class', label: words.class, placeholder: words.classHint, options }),
    input({ name: 'approval', label, placeholder, maxLength: MOST_APPROVAL }),
  ]
}

function dayFields(value: Temporal.PlainDate): Field[] {
  const day = { kind: 'date' as const, placeholder: words.dayHint, required: false }
  return [
    { ...day, name: 'from', label: words.from, value },
    { ...day, name: 'until', label: words.until },
  ]
}

type Labelled = { name: string; label: string; placeholder: string }

function select(of: Labelled & { options: { text: string; value: string }[] }): Field {
  return { kind: 'select', required: true, ...of }
}

function input(of: Labelled & { maxLength: number }): Field {
  return { kind: 'input', required: true, lines: 'one', ...of }
}

/** What the administrator who decides sees of a proposal. */
export type AskedView = { proposal: Named; branch: string; by: string; mayDecide: boolean }

/** 不计入应到待审批. */
export function exemptAskedCard({ proposal, branch, by, mayDecide }: AskedView): Card {
  const { id, name, state } = proposal
  const waits = state === 'proposed' && mayDecide
  const title = state === 'proposed' ? words.askedTitle : words.decidedTitle
  const facts: Block = {
    kind: 'facts',
    facts: [
      [words.facts.class, proposal.class],
      [words.facts.approval, proposal.approval],
      [words.facts.period, periodOf(proposal)],
    ],
  }
  const end = waits ? decideButtons(id) : text(mayDecide ? states[state] : words.closed)
  const said = mayDecide ? [text(words.asked(branch, name, by)), facts] : []
  return { title, tone: waits ? 'blue' : 'grey', summary: title, blocks: [...said, end] }
}

function decideButtons(id: Proposal['id']): Block {
  return buttons(
    decideAction.button({ text: words.approve, style: 'primary', data: { id, verdict: 'approved' } }),
    decideAction.button({ text: words.refuse, data: { id, verdict: 'refused' } }),
  )
}

/** What became of a proposal, for whoever made it. */
export function exemptDecidedCard({ name, state }: Pick<Named, 'name' | 'state'>): Card {
  const { decidedTitle: title } = words
  return { title, tone: 'grey', summary: title, blocks: [text(words.result(name, states[state]))] }
}
