import type { Question } from '../../../config/college/questions.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Field } from '../../cards/card.ts'
import { dateField, input, select, timeField } from '../../cards/fields.ts'
import type { CollectionId } from '../../ids.ts'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import { clock, deadline, shortDay, weekdayName } from '../../time/format.ts'
import { MOST as MOST_ASKED, OFFERED, questionLine, typeNames } from '../questions/service.ts'
import { answerBlocks } from '../card.ts'
import { arrangeAction, backAction, dropAction, editAction, startAction } from './action.ts'
import { MOST } from './rules.ts'
import { type Dialogue, type DialogueView, type Draft, PANELS, type Panel, type Stage } from './types.ts'
import { words } from './words.ts'

type Edit = Extract<Stage, { at: 'edit' }>

/** 发起收集: what is known of it and one form, the preview, or what came of it. */
export function composeCard(view: DialogueView): Card {
  const { stage } = view.dialogue
  switch (stage.at) {
    case 'edit':
      return drawn(words.titleOf(stage.draft.title), editBlocks(view, stage))
    case 'preview':
      return previewCard(view)
    case 'started':
      return drawn(words.title, [text(words.startedLine)], 'green')
    case 'dropped':
      return drawn(words.title, [text(words.dropped)], 'grey')
  }
}

function drawn(title: string, blocks: Block[], tone: Card['tone'] = 'blue'): Card {
  return { title, summary: title, tone, blocks }
}

function editBlocks(view: DialogueView, stage: Edit): Block[] {
  const { draft, panel, said } = stage
  return [
    ...(panel === 'facts' ? [] : [factsOf(view, draft)]),
    ...questionBlocks(draft.questions),
    ...(said === null ? [] : [text(said)]),
    { kind: 'rule' },
    ...panelBlocks(view, stage),
    buttons(dropAction.button({ text: words.drop, data: { draft: view.dialogue.id } })),
  ]
}

function questionBlocks(questions: readonly Question[]): Block[] {
  if (questions.length === 0) return [small(words.noQuestions)]
  return [text([words.questions, ...questions.map((one, at) => questionLine(one, at + 1))].join('\n'))]
}

function factsOf({ choices, zone }: DialogueView, { title, whom, people, due, until }: Draft): Block {
  const choice = choices.find(({ key }) => key === whom)
  const facts: [string, string][] = [
    [words.facts.title, title === '' ? words.unset : title],
    [words.facts.whom, [choice?.name ?? words.unset, people].filter((one) => one !== '').join('：')],
    [words.facts.due, due === null ? words.unset : deadline(due.toZonedDateTime(zone))],
  ]
  if (due !== null && until !== null)
    facts.push([words.facts.every, words.weekly(weekdayName(due.dayOfWeek), clock(due), shortDay(until))])
  return { kind: 'facts', facts }
}

// Every button sends what was filled in, so that nothing is lost on the way to another panel.
function panelBlocks(view: DialogueView, stage: Edit): Block[] {
  const { dialogue } = view
  const of = { draft: dialogue.id, panel: stage.panel }
  const hasQuestion = stage.draft.questions.length > 0 || stage.panel !== 'facts'
  const others = [
    ...panelsFrom(stage).map((to) => toButton(of, to, words.panels[to])),
    ...(hasQuestion ? [toButton(of, 'preview', words.preview)] : []),
  ]
  if (stage.panel === 'arrange')
    return [...arrangeBlocks(dialogue, stage.draft.questions), buttons(...others)]
  const take: Record<Exclude<Panel, 'arrange'>, string> = {
    facts: words.save,
    add: words.add,
    paste: words.read,
  }
  const submit = { ...toButton(of, 'take', take[stage.panel]), style: 'primary' as const }
  return [{ kind: 'form', name: 'compose', fields: fieldsOf(view, stage), submit, others }]
}

// Before there are questions there is nothing to arrange, and facts lead on to the first by themselves.
function panelsFrom({ panel, draft }: Edit): Panel[] {
  const isEmpty = draft.questions.length === 0
  return PANELS.filter((to) => to !== panel && !(isEmpty && (to === 'arrange' || panel === 'facts')))
}

type On = { draft: CollectionId; panel: Panel }

function toButton(on: On, to: Panel | 'take' | 'preview', said: string): Button {
  return editAction.button({ text: said, data: { ...on, to } })
}

/** Of more questions a card holds no three buttons each: whoever moves one up moves another down. */
const FEW = 12

function arrangeBlocks({ id: draft }: Dialogue, questions: readonly Question[]): Block[] {
  const hows = questions.length > FEW ? (['up', 'out'] as const) : (['up', 'down', 'out'] as const)
  return questions.map(({ id: question }, at) =>
    buttons(
      ...hows.map((how) =>
        arrangeAction.button({ text: words[how](at + 1), data: { draft, question, how } }),
      ),
    ),
  )
}

function previewCard(view: DialogueView): Card {
  const { dialogue, preview } = view
  if (preview === null || dialogue.stage.at !== 'preview')
    return drawn(words.title, [text(words.dropped)], 'grey')
  const { draft } = dialogue.stage
  const data = { draft: dialogue.id }
  const isNobody = preview.recipients.asked.length === 0
  const start = startAction.button({ text: words.start, style: 'primary', data })
  return drawn(words.pending(draft.title), [
    factsOf(view, draft),
    { kind: 'rule' },
    ...sendLines(view).map(text),
    small(words.private),
    { kind: 'rule' },
    small(words.looks),
    ...sampleBlocks(view, draft.questions),
    { kind: 'rule' },
    buttons(
      ...(isNobody ? [] : [start]),
      backAction.button({ text: words.back, data }),
      dropAction.button({ text: words.drop, data }),
    ),
  ])
}

// As it will look, and nothing can be sent from it.
function sampleBlocks({ dialogue }: DialogueView, questions: readonly Question[]): Block[] {
  const sample = (said: string) =>
    backAction.button({ text: said, data: { draft: dialogue.id }, disabled: true })
  const answering = { submit: sample(words.submit), choose: sample, chain: sample(words.fill) }
  return answerBlocks({ questions, answers: {}, people: [] }, answering)
}

function sendLines({ preview, zone }: DialogueView): string[] {
  if (preview === null) return []
  const { recipients, content, arrives, reminded, times } = preview
  const at = (instant: Temporal.Instant) => deadline(instant.toZonedDateTimeISO(zone))
  const isOfBranches = content.target.kind === 'branches'
  const { unreached } = recipients
  const people = recipients.asked.length - (isOfBranches ? unreached : 0)
  return [
    people === 0 ? words.nobody : words.sends(people),
    ...(times === 1 ? [] : [words.repeats(times)]),
    ...(arrives === null ? [] : [words.arrives(at(arrives))]),
    reminded === null ? words.noReminder : words.reminds(at(reminded)),
    ...(unreached === 0 ? [] : [(isOfBranches ? words.unreachedBranches : words.unreachedPeople)(unreached)]),
  ]
}

function fieldsOf(view: DialogueView, stage: Edit): Field[] {
  const { filled } = stage
  if (stage.panel === 'facts') return factsFields(view, stage)
  if (stage.panel === 'add') return questionFields(stage)
  const of = { name: 'paste', label: words.pasteLabel, placeholder: words.pasteHint }
  return [input({ ...of, value: filled['paste'] ?? '', lines: 'many' })]
}

function factsFields({ choices }: DialogueView, { draft, filled }: Edit): Field[] {
  const { title = draft.title, whom = draft.whom, people = draft.people } = filled
  const every = filled['every'] ?? (draft.until === null ? 'once' : 'weekly')
  const hasList = choices.some(({ target }) => target === null)
  const audiences = choices.slice(0, MOST_OPTIONS).map(({ key: value, name }) => ({ text: name, value }))
  return [
    input({
      name: 'title',
      label: words.titleLabel,
      placeholder: words.titleHint,
      value: title,
      maxLength: MOST.title,
    }),
    select({
      name: 'whom',
      label: words.whomLabel,
      placeholder: words.whomHint,
      options: audiences,
      chosen: whom,
    }),
    ...(hasList
      ? [input({ name: 'people', label: words.peopleLabel, placeholder: words.peopleHint, value: people })]
      : []),
    dateField({
      ...{ name: 'day', label: words.dayLabel, placeholder: words.dayHint },
      value: PickedDate.parse(filled['day']) ?? draft.due?.toPlainDate() ?? null,
    }),
    timeField({
      ...{ name: 'clock', label: words.clockLabel, placeholder: words.clockHint },
      value: PickedTime.parse(filled['clock']) ?? draft.due?.toPlainTime() ?? null,
    }),
    select({
      name: 'every',
      label: words.everyLabel,
      placeholder: words.everyHint,
      options: EVERY,
      chosen: every,
    }),
    dateField({
      ...{ name: 'until', label: words.untilLabel, placeholder: words.untilHint },
      value: PickedDate.parse(filled['until']) ?? draft.until,
    }),
  ]
}

/** More than these nobody chooses from, and the card would grow too large. */
const MOST_OPTIONS = 100
const EVERY = [
  { text: words.once, value: 'once' },
  { text: words.everyWeek, value: 'weekly' },
]
const TYPES = OFFERED.map((value) => ({ text: typeNames[value], value }))
const REQUIRED = [
  { text: words.optional, value: 'no' },
  { text: words.required, value: 'yes' },
]

function questionFields({ filled }: Edit): Field[] {
  const { label = '', options = '', type = 'text', required = 'no' } = filled
  return [
    input({
      ...{ name: 'label', label: words.labelLabel, placeholder: words.labelHint },
      ...{ value: label, maxLength: MOST_ASKED.label },
    }),
    select({
      name: 'type',
      label: words.typeLabel,
      placeholder: words.typeHint,
      options: TYPES,
      chosen: type,
    }),
    input({
      ...{ name: 'options', label: words.optionsLabel, placeholder: words.optionsHint },
      ...{ value: options, lines: 'many' },
    }),
    select({
      ...{ name: 'required', label: words.requiredLabel, placeholder: words.requiredHint },
      ...{ options: REQUIRED, chosen: required },
    }),
  ]
}
