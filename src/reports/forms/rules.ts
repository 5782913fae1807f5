import type { Answer, Question } from '../../../config/college/questions.ts'
import { PickedDate } from '../../cards/picked.ts'
import { cutTo } from '../../cards/shortened.ts'
import { visible } from '../../cards/visible.ts'
import { readNumber } from '../../time/read/numerals.ts'
import { LONGEST_INPUT } from '../rules.ts'
import type { Answers, Fault, FaultKind, Pickable } from './types.ts'

/** What is answered by sending it, and not in a field. */
const SENT: readonly Question['type'][] = ['photos', 'files']

/** Whether a question is answered in a field of a card. */
export function hasField({ type }: Question): boolean {
  return !SENT.includes(type)
}

/** What people take in at a glance, and what a card of 30 KB and 200 elements holds beside its facts. */
const MOST_FIELDS = 8
const MOST_BYTES = 18_000
const MOST_THINGS = 120

/** The questions as pages of a card each; there is always one. What is sent stands on the last. */
export function pagesOf(questions: readonly Question[]): Question[][] {
  const pages: Question[][] = [[]]
  for (const question of questions.filter(hasField)) {
    const last = pages.at(-1) ?? []
    if (last.length === 0 || fits([...last, question])) last.push(question)
    else pages.push([question])
  }
  pages.at(-1)?.push(...questions.filter((one) => !hasField(one)))
  return pages
}

function fits(page: readonly Question[]): boolean {
  const sum = (of: (question: Question) => number) => page.reduce((all, one) => all + of(one), 0)
  return page.length <= MOST_FIELDS && sum(bytesOf) <= MOST_BYTES && sum(thingsOf) <= MOST_THINGS
}

/** What a field and all around it weigh at most, as JSON. */
function bytesOf(question: Question): number {
  const { type, options = [] } = question
  const around = 600
  if (type === 'long' || type === 'text') return around + 3 * longestInput(question)
  if (type === 'person') return around + MOST_PEOPLE * 50
  return around + options.reduce((all, one) => all + 60 + 2 * Buffer.byteLength(one), 0)
}

function thingsOf({ options = [] }: Question): number {
  return 4 + options.length
}

/** A list of more people is searched no more: their names are typed. */
export const MOST_PEOPLE = 60

const USUAL_LENGTH = { text: 200, long: LONGEST_INPUT }

/** How much the field of a text takes. */
export function longestInput({ type, max }: Question): number {
  return Math.min(max ?? (type === 'text' ? USUAL_LENGTH.text : USUAL_LENGTH.long), LONGEST_INPUT)
}

/** Whether an answer can be shown in its field, to be changed there. What is longer came in the chat, and is added to there. */
export function isEditable(question: Question, answer: Answer | undefined): boolean {
  return typeof answer !== 'string' || answer.length <= longestInput(question)
}

/** Whether a text may be the answer: several lines may be longer than their field, one line may not. */
export function fitsField(question: Question, text: string): boolean {
  return question.type === 'long' || (!text.includes('\n') && isEditable(question, text))
}

type Reading = { before: Answers; people: readonly Pickable[] }

/** The answers after a page was sent: what is in its fields takes the place of what was there. */
export function readPage(
  page: readonly Question[],
  form: Readonly<Record<string, unknown>>,
  { before, people }: Reading,
): Answers {
  const now = new Map(Object.entries(before))
  for (const question of page.filter(hasField)) {
    const sent = form[question.id]
    // An untouched list may be absent, and so is what the card did not show.
    if (sent === undefined || !isEditable(question, before[question.id])) continue
    const answer = readField(question, sent, people)
    if (answer === null) now.delete(question.id)
    else now.set(question.id, answer)
  }
  return Object.fromEntries(now)
}

/** What was typed for a number, a day or a person, and fits nothing, is kept so far. */
const LONGEST_OTHER = 100

function readField(question: Question, sent: unknown, people: readonly Pickable[]): Answer | null {
  const { type, options = [] } = question
  if (type === 'choices') {
    const chosen = Array.isArray(sent) ? options.filter((one) => sent.includes(one)) : []
    return chosen.length === 0 ? null : chosen
  }
  if (typeof sent !== 'string') return null
  const text = type === 'text' || type === 'long' ? cleaned(sent) : cutTo(cleaned(sent), LONGEST_OTHER)
  if (visible(text) === '') return null
  if (type === 'date') return PickedDate.parse(text)?.toString() ?? text
  if (type === 'number') return numberIn(text) ?? text
  if (type === 'person') return personIn(text, people) ?? text
  return text
}

/** Without what nobody can see or type; tabs and line ends stay. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

/** The number that a text is, as people write it; null when it is none. */
export function numberIn(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain)) return Number(plain)
  return readNumber(plain) ?? null
}

/** The one person of that account or name; null when there is none, or there are several. */
export function personIn(text: string, people: readonly Pickable[]): string | null {
  const picked = people.find(({ openId }) => openId === text)
  if (picked !== undefined) return picked.id
  const [named, ...others] = people.filter(({ name }) => name === text)
  return named === undefined || others.length > 0 ? null : named.id
}

/** How many were sent of what has no field. */
export type Sent = { photos: number; files: number }

/** What of what was sent answers which question: a photo of a paper is a file where no photos are asked for. */
export function countsFor(questions: readonly Pick<Question, 'type'>[], { photos, files }: Sent): Sent {
  const asked = (type: Question['type']) => questions.some((one) => one.type === type)
  return asked('files') && !asked('photos') ? { photos: 0, files: photos + files } : { photos, files }
}

/** Whether a form asks for what was sent. */
export function asksFor(questions: readonly Pick<Question, 'type'>[], sent: Sent): boolean {
  const { photos, files } = countsFor(questions, sent)
  return questions.some(({ type }) => (type === 'photos' && photos > 0) || (type === 'files' && files > 0))
}

/** What must be mended before the answers can be handed in, in the order of the questions. */
export function faultsIn(
  questions: readonly Question[],
  { answers, people, sent }: { answers: Answers; people: readonly Pickable[]; sent: Sent },
): Fault[] {
  return questions.flatMap((question) => {
    const counts = countsFor(questions, sent)
    const why =
      question.type === 'photos' || question.type === 'files'
        ? whyTooFew(question, counts[question.type])
        : whyWrong(question, { answer: answers[question.id], people })
    return why === null ? [] : [{ question, why }]
  })
}

type Answered = { answer: Answer; people: readonly Pickable[] }

function whyWrong(
  question: Question,
  { answer, people }: { answer: Answer | undefined; people: readonly Pickable[] },
): FaultKind | null {
  if (answer === undefined) return question.required ? 'missing' : null
  return WRONG[question.type](question, { answer, people })
}

const WRONG: { [T in Question['type']]: (question: Question, of: Answered) => FaultKind | null } = {
  text: ofText,
  long: ofText,
  number: (question, { answer }) =>
    typeof answer === 'number' ? beyond(answer, question, ['tooSmall', 'tooLarge']) : 'notNumber',
  choice: ({ options = [] }, { answer }) => (options.some((one) => one === answer) ? null : 'notOption'),
  choices: ofChoices,
  date: (_, { answer }) => (PickedDate.parse(answer) === null ? 'notDay' : null),
  person: (_, { answer, people }) => (people.some(({ id }) => id === answer) ? null : 'nobody'),
  photos: () => null,
  files: () => null,
}

function ofText(question: Question, { answer }: Answered): FaultKind | null {
  return beyond(String(answer).length, question, ['tooShort', 'tooLong'])
}

function ofChoices(question: Question, { answer }: Answered): FaultKind | null {
  const { options = [] } = question
  if (!Array.isArray(answer) || answer.some((one) => !options.includes(one))) return 'notOption'
  return beyond(answer.length, question, ['tooFew', 'tooMany'])
}

function whyTooFew(question: Question, count: number): FaultKind | null {
  if (count === 0) return question.required ? 'missing' : null
  return beyond(count, question, ['tooFew', 'tooMany'])
}

function beyond(
  value: number,
  { min = -Infinity, max = Infinity }: Question,
  [below, above]: readonly [FaultKind, FaultKind],
): FaultKind | null {
  if (value < min) return below
  return value > max ? above : null
}
