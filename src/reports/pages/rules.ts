import type { Question } from '../../../config/college/questions.ts'
import { VOTED } from '../../../config/college/templates.ts'
import { STATED } from '../../attendance/types.ts'
import { Typed } from '../../cards/typed.ts'
import { visible } from '../../cards/visible.ts'
import { type Answers, type Fault, faultsIn, isEditable, pagesOf, readPage } from '../forms/service.ts'
import { isBefore } from '../../time/order.ts'
import { type Numbers, numbersIn, presentIn } from '../counts/service.ts'
import { joined } from '../rules.ts'
import { type Counts, type Draft, type Filling, NOT_HELD, type Report } from '../types.ts'
import type { Asked } from './types.ts'

/** What was answered, by the ids of the questions. */
export function answersOf({ answers, content, decisions }: Report): Answers {
  return {
    ...answers,
    ...(content === '' ? {} : { content }),
    ...(decisions === '' ? {} : { decisions }),
  }
}

/** The report with these answers. */
export function reportWith(report: Report, { content = '', decisions = '', ...answers }: Answers): Report {
  return { ...report, content: String(content), decisions: String(decisions), answers: { ...answers } }
}

const SPARE: Readonly<Record<'content' | 'decisions', Question>> = {
  content: { id: 'content', label: '内容', type: 'long', required: false },
  decisions: { id: 'decisions', label: '议定事项', type: 'long', required: false },
}

/** The questions, and those for what a reply said that nobody had asked. */
export function withSpare(questions: readonly Question[], report: Report): Question[] {
  const isAsked = (name: string) => questions.some(({ id }) => id === name)
  const spare = (['content', 'decisions'] as const).filter((id) => report[id] !== '' && !isAsked(id))
  return [...questions, ...spare.map((id) => SPARE[id])]
}

/** What is typed to be added to a text that its field does not hold. */
export const ADDITION = 'addition'

/** Whether the content is too long for its field. */
export function isContentLong({ questions }: Pick<Asked, 'questions'>, { content }: Report): boolean {
  const question = questions.find(({ id }) => id === 'content')
  return question !== undefined && !isEditable(question, content)
}

/** The pages of a form; more than one are followed by a last page that shows everything. */
export function chainOf({ questions }: Pick<Asked, 'questions'>): { pages: Question[][]; last: number } {
  const pages = pagesOf(questions)
  return { pages, last: pages.length === 1 ? 0 : pages.length }
}

/** The page that a draft's card shows. */
export function pageOf(asked: Pick<Asked, 'questions'>, { page }: Filling): number | typeof NOT_HELD {
  return page === NOT_HELD ? page : Math.min(page, chainOf(asked).last)
}

type Form = Readonly<Record<string, unknown>>

/** The report as the person left it on the page that the card showed. */
export function filledIn(
  asked: Asked,
  { report, filling }: Pick<Draft, 'report' | 'filling'>,
  form: Form,
): Report {
  const page = pageOf(asked, filling)
  if (page === NOT_HELD) return withReason(report, form)
  const shown = chainOf(asked).pages[page] ?? []
  const answers = readPage(shown, form, { before: answersOf(report), people: asked.people })
  const filled = reportWith(report, answers)
  const content = joined(filled.content, Typed.parse(form[ADDITION]))
  // A number that the text names no longer is not stated any more.
  const stated = content === report.content ? report.stated : (presentIn(content) ?? null)
  return { ...filled, content, stated }
}

/** A reason why nothing was held is no longer than this. */
export const MOST_REASON = 200

function withReason(report: Report, form: Form): Report {
  const reason = Typed.parse(form['reason'])
  if (form['reason'] === undefined) return report
  return { ...report, notHeld: visible(reason) === '' ? null : reason.slice(0, MOST_REASON) }
}

/** What must be mended before it can be handed in; with a vote, the decision is written down. (domain §2.4) */
export function toMend(asked: Asked, report: Report): Fault[] {
  const answers = answersOf(report)
  const sent = { photos: report.photos.length, files: report.files.length }
  const faults = faultsIn(asked.questions, { answers, people: asked.people, sent })
  const decisions = asked.questions.find(({ id }) => id === 'decisions')
  const isVoted = asked.hasVotes || answers[VOTED.id] === VOTED.options[0]
  const isOpen = decisions !== undefined && visible(report.decisions) === '' && !decisions.required
  return isVoted && isOpen ? [...faults, { question: decisions, why: 'missing' }] : faults
}

/** The first page on which something is to be mended. */
export function firstToMend(asked: Asked, faults: readonly Fault[]): number {
  const page = chainOf(asked).pages.findIndex((questions) =>
    questions.some((one) => faults.some(({ question }) => question.id === one.id)),
  )
  return Math.max(0, page)
}

/** The numbers of people in the text that are not the roll's; none where both agree or nobody knows. */
export function statedOtherwise({ content, stated }: Report, counts: Counts | null): Numbers {
  if (counts === null) return {}
  const { present: _present, ...others } = numbersIn(content)
  const said: Numbers = { ...others, ...(stated === null ? {} : { present: stated }) }
  const differing = STATED.filter((of) => said[of] !== undefined && said[of] !== counts[of])
  return Object.fromEntries(differing.map((of) => [of, said[of]]))
}

/** What is kept of a choice about such numbers. */
export function chosenAbout(said: Numbers, choice: 'stands' | 'corrects'): Filling['roll'] {
  const { present: stated = null, ...others } = said
  return { stated, others, choice }
}

/** Nobody is held up so shortly before the deadline, or after it. */
const LAST_MOMENTS = Temporal.Duration.from({ hours: 2 })

/** Whether a record waits until its roll is confirmed: not where it would come late for that. */
export function waitsForRoll(dueAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return isBefore(now, dueAt.subtract(LAST_MOMENTS))
}

/** Whether it is still to be said which of the numbers are right. */
export function isUndecided(
  { report, filling }: Pick<Draft, 'report' | 'filling'>,
  counts: Counts | null,
): boolean {
  const { roll } = filling
  const chosen = roll === null ? {} : { ...roll.others, present: roll.stated }
  return Object.entries(statedOtherwise(report, counts)).some(
    ([of, number]) => !Object.entries(chosen).some(([one, was]) => one === of && was === number),
  )
}

/** The report with last time's answers where there are none yet; what was written is kept behind last time's text. */
export function takenOver(report: Report, last: Report, long: readonly string[]): Report {
  const [now, before] = [answersOf(report), answersOf(last)]
  const answers = Object.entries({ ...before, ...now }).map(([id, answer]): [string, Answers[string]] => {
    const [earlier, later] = [before[id], now[id]]
    const isBoth = long.includes(id) && typeof earlier === 'string' && typeof later === 'string'
    return [id, isBoth ? joined(earlier, later) : answer]
  })
  return reportWith(report, Object.fromEntries(answers))
}

/** Undoes that; what was changed since stays as it is. */
export function givenBack(report: Report, { before, after }: { before: Report; after: Report }): Report {
  const [now, was, became] = [report, before, after].map(answersOf)
  const ids = new Set([now, was, became].flatMap((answers) => Object.keys(answers ?? {})))
  const answers = [...ids].flatMap((id): [string, Answers[string]][] => {
    const isChanged = JSON.stringify(now?.[id]) !== JSON.stringify(became?.[id])
    const answer = isChanged ? now?.[id] : was?.[id]
    return answer === undefined ? [] : [[id, answer]]
  })
  return reportWith(report, Object.fromEntries(answers))
}
