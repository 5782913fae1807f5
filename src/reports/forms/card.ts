import type { Answer, Question } from '../../../config/college/questions.ts'
import type { Field } from '../../cards/card.ts'
import { PickedDate } from '../../cards/picked.ts'
import { cutTo } from '../../cards/shortened.ts'
import { shortDay } from '../../time/format.ts'
import { cleaned, hasField, isEditable, longestInput, MOST_PEOPLE } from './rules.ts'
import type { Answers, Fault, Pickable } from './types.ts'
import { whyOf, words } from './words.ts'

/** The longest number that is typed. */
const LONGEST_NUMBER = 20
const LONGEST_NAME = 60

/** What fields are rendered from; `faults` stand beside what they are about. */
export type Filling = { answers: Answers; people: readonly Pickable[]; faults: readonly Fault[] }

/** The fields of a page, with what was answered before; what is too long for its field has none. */
export function fieldsOf(page: readonly Question[], filling: Filling): Field[] {
  return page
    .filter((question) => hasField(question) && isEditable(question, filling.answers[question.id]))
    .map((question) => fieldOf(question, filling))
}

function fieldOf(question: Question, filling: Filling): Field {
  const { id: name, type, options = [], help } = question
  const answer = filling.answers[name]
  // Whoever turns back or asks for last time's text must not be held up: what is missing is said on 提交.
  const common = {
    name,
    label: labelOf(question, filling),
    placeholder: help ?? (question.required ? words.requiredHints : words.hints)[type],
    required: false,
  }
  switch (type) {
    case 'choice': {
      const chosen = options.find((one) => one === answer)
      return {
        ...{ ...common, kind: 'select', options: options.map(optionOf) },
        ...(chosen === undefined ? {} : { chosen }),
      }
    }
    case 'choices':
      return {
        ...{ ...common, kind: 'choices', options: options.map(optionOf) },
        chosen: options.filter((one) => Array.isArray(answer) && answer.includes(one)),
      }
    case 'date': {
      const value = PickedDate.parse(answer)
      return { ...common, kind: 'date', ...(value === null ? {} : { value }) }
    }
    case 'person':
      return personField(common, { answer, people: filling.people })
    default:
      return { ...common, kind: 'input', ...typedOf(question, answer) }
  }
}

function typedOf(question: Question, answer: Answer | undefined) {
  const isNumber = question.type === 'number'
  const maxLength = isNumber ? LONGEST_NUMBER : longestInput(question)
  const value = cutTo(typeof answer === 'object' ? '' : cleaned(String(answer ?? '')), maxLength)
  return { value, lines: question.type === 'long' ? 'many' : 'one', maxLength } as const
}

type Common = Pick<Field, 'name' | 'label' | 'placeholder' | 'required'>
type Picking = { answer: Answer | undefined; people: readonly Pickable[] }

function personField(common: Common, { answer, people }: Picking): Field {
  const reachable = people.flatMap(({ openId }) => openId ?? [])
  const known = people.find(({ id }) => id === answer)
  const text = known?.name ?? (typeof answer === 'string' ? answer : '')
  if (reachable.length === 0 || reachable.length > MOST_PEOPLE)
    return {
      ...{ ...common, kind: 'input', placeholder: words.typedName, lines: 'one' },
      ...{ value: cutTo(text, LONGEST_NAME), maxLength: LONGEST_NAME },
    }
  const chosen = known?.openId ?? null
  const label = chosen === null && text !== '' ? words.picked(common.label, text) : common.label
  return { ...common, label, kind: 'person', people: reachable, ...(chosen === null ? {} : { chosen }) }
}

function labelOf(question: Question, { faults }: Filling): string {
  const fault = faults.find((one) => one.question.id === question.id)
  if (fault !== undefined) return words.beside(question.label, whyOf(fault))
  return question.required ? words.required(question.label) : question.label
}

function optionOf(value: string) {
  return { text: value, value }
}

/** Answers to be read, and what people who are answers are called. */
type Read = Pick<Filling, 'answers'> & { people: readonly Pick<Pickable, 'id' | 'name'>[] }

/** What was answered, by the labels of the questions, to be read. */
export function linesOf(
  questions: readonly Question[],
  { answers, people }: Read,
): [label: string, value: string][] {
  return questions
    .flatMap((question) => {
      const answer = answers[question.id]
      return answer === undefined ? [] : [[question.label, readable(question, { answer, people })] as const]
    })
    .map(([label, value]) => [label, value])
}

function readable(
  { type }: Question,
  { answer, people }: { answer: Answer; people: Read['people'] },
): string {
  if (Array.isArray(answer)) return answer.join(words.between)
  if (type === 'person') return people.find(({ id }) => id === answer)?.name ?? String(answer)
  const day = type === 'date' ? PickedDate.parse(answer) : null
  return day === null ? String(answer) : words.day(day.year, shortDay(day))
}
