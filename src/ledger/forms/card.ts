import type { Field } from '../../cards/card.ts'
import { dateField, input, select } from '../../cards/fields.ts'
import { PickedDate } from '../../cards/picked.ts'
import { isUndated, LONGEST_TITLE as LONGEST_STEP, words as steps } from '../steps/service.ts'
import { WHENS } from '../steps/types.ts'
import type { DialogueView, Stage } from '../composing/types.ts'
import { words } from './words.ts'
import { chosenBranches, dayField, LONGEST_TITLE, rowsChoice, SHEET } from './rules.ts'

type Edit = Extract<Stage, { at: 'edit' }>

/** The fields of the panel that is open. */
export function fieldsOf(view: DialogueView, stage: Edit): Field[] {
  const { panel, filled } = stage
  if (panel === 'facts') return factsFields(view, stage)
  if (panel === 'step') return stepFields(view, stage)
  if (panel === 'days') return dayFields(stage)
  const of = { name: 'paste', label: words.pasteLabel, placeholder: words.pasteHint }
  return [input({ ...of, value: filled['paste'] ?? '', lines: 'many' })]
}

function factsFields({ knows }: DialogueView, { draft, filled }: Edit): Field[] {
  const choice = rowsChoice(draft)
  const chosen = chosenBranches(draft, knows.branches).join('、')
  const { title = draft.title, rows = choice, branches = chosen, digest = draft.digest } = filled
  const { list, ...usual } = words.rows
  const choices = { ...usual, ...words.kinds, ...(choice === 'list' ? { list } : {}) }
  return [
    input({
      ...{ name: 'title', label: words.titleLabel, placeholder: words.titleHint },
      ...{ value: title, maxLength: LONGEST_TITLE },
    }),
    select({
      ...{ name: 'rows', label: words.rowsLabel, placeholder: words.rowsHint },
      ...{ options: optionsOf(choices), chosen: rows },
    }),
    input({
      ...{ name: 'branches', label: words.branchesLabel, placeholder: words.branchesHint },
      value: branches,
    }),
    select({
      ...{ name: 'most', label: words.mostLabel, placeholder: words.choose },
      ...{ options: MOSTS, chosen: filled['most'] ?? mostOf(draft) },
    }),
    select({
      ...{ name: 'digest', label: words.digestLabel, placeholder: words.choose },
      ...{ options: optionsOf(words.digest), chosen: digest },
    }),
  ]
}

const MOSTS = ['1', '2', '3', '5', '10'].map((value) => ({ text: value, value }))

function mostOf({ rows }: Edit['draft']): string {
  return rows instanceof Object && 'most' in rows ? String(rows.most) : '1'
}

function stepFields({ knows }: DialogueView, { draft, editing, filled }: Edit): Field[] {
  const { stepTitle = '', needs = 'tick', when = 'day', number = '' } = filled
  const { after = null, review = 'none', by = 'lead' } = filled
  const at = draft.steps.findIndex(({ id }) => id === editing)
  const before = (at === -1 ? draft.steps : draft.steps.slice(0, at)).filter(
    ({ every }) => every === undefined,
  )
  return [
    input({
      ...{ name: 'stepTitle', label: words.stepTitleLabel, placeholder: words.stepTitleHint },
      ...{ value: stepTitle, maxLength: LONGEST_STEP },
    }),
    chosenFrom('needs', words.needsLabel, { options: needsOptions(knows.templates), chosen: needs }),
    chosenFrom('when', words.whenLabel, {
      options: WHENS.map((value) => ({ text: words.whens[value], value })),
      chosen: when,
    }),
    date({ name: 'day', label: words.dayLabel, value: PickedDate.parse(filled['day'] ?? null) }),
    input({ name: 'number', label: words.numberLabel, placeholder: words.numberHint, value: number }),
    ...(before.length === 0
      ? []
      : [
          chosenFrom('after', words.afterLabel, {
            options: before.map(({ id: value, title: said }) => ({ text: said, value })),
            chosen: after,
          }),
        ]),
    chosenFrom('review', words.reviewLabel, { options: optionsOf(steps.review), chosen: review }),
    chosenFrom('by', words.byLabel, { options: optionsOf(steps.by), chosen: by }),
  ]
}

function needsOptions(templates: readonly string[]): Options {
  const { measure: _, sheet: __, ...usual } = steps.needs
  const sheets = templates.map((name) => ({ text: steps.sheet(name), value: `${SHEET}${name}` }))
  return [...optionsOf(usual), ...sheets]
}

/** A card holds no more of them; what is left is asked for on the next. */
const MOST_DAYS = 12

function dayFields({ draft, filled }: Edit): Field[] {
  return draft.steps
    .filter(isUndated)
    .slice(0, MOST_DAYS)
    .map((step) => {
      const name = dayField(step)
      return date({ name, label: step.title, value: PickedDate.parse(filled[name] ?? null) })
    })
}

type Options = { text: string; value: string }[]

function optionsOf(texts: Readonly<Record<string, string>>): Options {
  return Object.entries(texts).map(([value, said]) => ({ text: said, value }))
}

function chosenFrom(name: string, label: string, of: { options: Options; chosen: string | null }): Field {
  return select({ name, label, placeholder: words.choose, ...of })
}

function date(of: { name: string; label: string; value: Temporal.PlainDate | null }): Field {
  return dateField({ ...of, placeholder: words.dayHint })
}
