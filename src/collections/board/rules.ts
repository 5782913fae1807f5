import type { Question } from '../../../config/college/questions.ts'
import type { HandedIn } from '../../reports/types.ts'
import { isAfter } from '../../time/order.ts'
import type { Collection } from '../types.ts'
import type { Counted, Counts, Refusal, Standing } from './types.ts'

type One = Pick<HandedIn, 'state' | 'late' | 'answers'>

/** How one of those who were asked stands. What was handed in stays answered when it is closed. */
export function standingOf({ state, late }: Pick<HandedIn, 'state' | 'late'>): Standing {
  if (state === 'waived') return 'waived'
  if (state === 'open' || state === 'returned' || state === 'withdrawn') return 'open'
  return late ? 'late' : 'answered'
}

/** How many were asked, answered, and have not; who was late is among those who answered. */
export function countsOf(all: readonly One[]): Counts {
  const of = (...standings: Standing[]) => all.filter((one) => standings.includes(standingOf(one))).length
  return { asked: all.length, answered: of('answered', 'late'), late: of('late'), open: of('open', 'waived') }
}

/** What can be counted of what was answered: options, and sums of numbers. */
export function countedOf(questions: readonly Question[], all: readonly One[]): Counted[] {
  const answered = all.filter((one) => ['answered', 'late'].includes(standingOf(one)))
  return questions.flatMap(({ id, label, type, options = [] }): Counted[] => {
    const answers = answered.flatMap(({ answers: of }) => of?.[id] ?? [])
    if (type === 'choice' || type === 'choices')
      return [
        { label, options: options.map((option) => [option, answers.filter((one) => one === option).length]) },
      ]
    if (type !== 'number') return []
    return [{ label, sum: sumOf(answers.filter((one) => typeof one === 'number')) }]
  })
}

// Six places of a number are kept, and 0.1 + 0.2 is 0.3.
function sumOf(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((sum, one) => sum + one, 0) * 1e6) / 1e6
}

/** What can be answered with a name. */
const FREE: readonly Question['type'][] = ['text', 'long', 'person', 'photos', 'files']

/**
 * How many names a workbook of it holds at least: everybody's who was asked in person, or of each branch that answered one,
 * where a question can be answered with a name.
 */
export function namesIn(
  { questions, target }: Pick<Collection, 'questions' | 'target'>,
  all: readonly One[],
): number {
  if (target.kind === 'people') return all.length
  return questions.some(({ type }) => FREE.includes(type)) ? countsOf(all).answered : 0
}

/** A collection that was closed can be opened again for so long. */
const REOPENED_WITHIN = Temporal.Duration.from({ hours: 24 })

/** Why a collection that was closed then is not opened again now; null when it is. */
export function refusalToReopen(closedAt: Temporal.Instant | null, now: Temporal.Instant): Refusal | null {
  if (closedAt === null) return 'running'
  return isAfter(now, closedAt.add(REOPENED_WITHIN)) ? 'tooOld' : null
}
