import type { Answer, Question } from '../../../config/college/questions.ts'
import type { Sheet } from '../../documents/types.ts'
import { cleanName } from '../../files/service.ts'
import { hasField } from '../forms/service.ts'
import { placedFiles, placedPhotos, sentText } from '../attachments/service.ts'
import { freePath, type Packed } from '../packing/service.ts'
import type { Attached, SentNames } from '../attachments/types.ts'
import type { HandedIn } from './types.ts'
import { words } from './words.ts'

/** One of those who were asked, as a row names them; `name` is absent for a branch. */
export type Row = HandedIn & { branchName: string; name: string | null; handedInAt: string; sent: SentNames }

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
    ...questions.map((question) =>
      hasField(question)
        ? cellOf(question, answers[question.id], names)
        : sentText(question, { questions, sent: isOwed ? NOTHING_SENT : row.sent }),
    ),
    words.standings[standingOf(row)],
    isOwed ? '' : row.handedInAt,
  ]
}

const NOTHING_SENT: SentNames = { photos: 0, files: [] }

function standingOf({ state, late }: Row): keyof typeof words.standings {
  if (OWED.includes(state)) return 'open'
  return late ? 'late' : 'answered'
}

function cellOf({ type }: Question, answer: Answer | undefined, names: Answered['names']): string | number {
  if (answer === undefined) return ''
  if (Array.isArray(answer)) return answer.join(words.between)
  return type === 'person' ? (names.get(String(answer)) ?? answer) : answer
}

/** What is here of what was sent, as a cell names it. */
export function namesIn(attached: Attached): SentNames {
  return { photos: placedPhotos(attached).length, files: placedFiles(attached).map(({ name }) => name) }
}

/** What is here of what was handed in, in a folder for each branch or person. */
export function packedOf(
  rows: readonly Row[],
  { attached, sizes }: { attached: (row: HandedIn) => Attached; sizes: ReadonlyMap<string, number> },
): Packed[] {
  const taken = new Set<string>()
  return rows
    .filter(({ state }) => !OWED.includes(state))
    .flatMap((row) => {
      const parts = [row.branchName, row.name ?? ''].filter((part) => part !== '')
      const all = attached(row)
      const photos = placedPhotos(all).flatMap(({ id, bytes }, at) =>
        bytes === null ? [] : [{ name: words.photo(at + 1), bytes, size: sizes.get(id) ?? 0 }],
      )
      const sent = [...photos, ...placedFiles(all).map(({ name, bytes, size }) => ({ name, bytes, size }))]
      if (sent.length === 0) return []
      // Two of one name have folders of their own.
      const folder = freePath(taken, parts.map(cleanName).join('/'))
      return sent.map((one) => ({ folder, ...one }))
    })
}

/** The people who were answered with, whose names a reader wants. */
export function peopleIn(questions: readonly Question[], rows: readonly HandedIn[]): string[] {
  const ids = questions.filter(({ type }) => type === 'person').map(({ id }) => id)
  const answers = rows.flatMap(({ answers: of }) => ids.map((id) => of?.[id]))
  return [...new Set(answers.filter((one) => typeof one === 'string'))]
}
