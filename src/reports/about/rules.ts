import type { Answer, Question } from '../../../config/college/questions.ts'
import type { Sheet } from '../../documents/types.ts'
import type { HandedIn } from './types.ts'
import { words } from './words.ts'

/** One of those who were asked, as a row names them; `name` is absent for a branch. */
export type Row = HandedIn & { branchName: string; name: string | null; handedInAt: string }

/** All that was answered, and what is said of the file itself. */
export type Answered = {
  title: string
  questions: readonly Question[]
  rows: readonly Row[]
  /** The names of people who were answered with. */
  names: ReadonlyMap<string, string>
  by: string
  at: string
}

const OWED = ['open', 'returned', 'withdrawn', 'waived']

/** A workbook of what was answered: a row for everybody who was asked, and who made it when, so that a copy tells. */
export function sheetsOf({ title, questions, rows, names, by, at }: Answered): Sheet[] {
  const isNamed = rows.some(({ name }) => name !== null)
  const heads = [
    words.branch,
    ...(isNamed ? [words.name] : []),
    ...questions.map(({ label }) => label),
    words.standing,
    words.at,
  ]
  const answered = rows.filter(({ state }) => !OWED.includes(state)).length
  const aside: [string, string][] = [
    [words.title, title],
    [words.counts, words.countsOf(answered, rows.length)],
    [words.by, by],
    [words.when, at],
    [words.careful, words.carefulOf],
  ]
  return [
    { name: words.sheet, heads, rows: rows.map((row) => cellsOf(row, { questions, names, isNamed })) },
    { name: words.aside, heads: [words.what, words.value], rows: aside },
  ]
}

type Looking = Pick<Answered, 'questions' | 'names'> & { isNamed: boolean }

function cellsOf(row: Row, { questions, names, isNamed }: Looking): (string | number)[] {
  const isOwed = OWED.includes(row.state)
  const answers = isOwed ? {} : (row.answers ?? {})
  return [
    row.branchName,
    ...(isNamed ? [row.name ?? ''] : []),
    ...questions.map((question) => cellOf(question, answers[question.id], names)),
    words.standings[standingOf(row)],
    isOwed ? '' : row.handedInAt,
  ]
}

function standingOf({ state, late }: Row): keyof typeof words.standings {
  if (OWED.includes(state)) return 'open'
  return late ? 'late' : 'answered'
}

function cellOf({ type }: Question, answer: Answer | undefined, names: Answered['names']): string | number {
  if (answer === undefined) return ''
  if (Array.isArray(answer)) return answer.join(words.between)
  return type === 'person' ? (names.get(String(answer)) ?? answer) : answer
}

/** The people who were answered with, whose names a reader wants. */
export function peopleIn(questions: readonly Question[], rows: readonly HandedIn[]): string[] {
  const ids = questions.filter(({ type }) => type === 'person').map(({ id }) => id)
  const answers = rows.flatMap(({ answers: of }) => ids.map((id) => of?.[id]))
  return [...new Set(answers.filter((one) => typeof one === 'string'))]
}
