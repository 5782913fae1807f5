import { bareName, type MeetingType, typeNamed } from '../../../config/college.ts'
import type { Question } from '../../../config/college/questions.ts'
import { OF_VOTES, type Template, templateNamed, USUAL_TEMPLATES } from '../../../config/college/templates.ts'

type Known = { types: readonly MeetingType[]; templates: readonly Template[] }

/**
 * What the record of a sitting of these types asks: the questions of each type's template and its own lines, each once. A
 * free activity is written down with the template of that name. (domain §2.4)
 */
export function formFor(of: readonly string[], { types, templates }: Known): Question[] {
  const known = of.map((name) => typeNamed(types, name)).filter((type) => type !== undefined)
  if (known.length === 0) return questionsOf(templates, USUAL_TEMPLATES.activity)
  const templated = known.flatMap((type) => questionsOf(templates, type.template))
  const lines = known.flatMap((type) => type.record).map((label, n) => lineOf(label, n))
  return eachOnce([...templated, ...lines])
}

function lineOf(label: string, n: number): Question {
  return { id: `line${n + 1}`, label, type: 'text', required: false }
}

/** The questions of a template; none when a college has none of this name. */
export function questionsOf(templates: readonly Template[], name: string): Question[] {
  return [...(templateNamed(templates, name)?.questions ?? [])]
}

/** Of two that ask the same, or go by the same name, the first; photos and files are asked for once. */
function eachOnce(questions: readonly Question[]): Question[] {
  const isSame = (one: Question, other: Question) =>
    one.id === other.id ||
    bareName(one.label) === bareName(other.label) ||
    (one.type === other.type && (one.type === 'photos' || one.type === 'files'))
  return questions.filter((one, n) => questions.findIndex((other) => isSame(one, other)) === n)
}

/** The questions without those that the entered votes 表决 have answered. */
export function withoutVotes(questions: readonly Question[], hasVotes: boolean): Question[] {
  return questions.filter(({ id }) => !hasVotes || !OF_VOTES.includes(id))
}

/** The ids of what is answered in many lines. */
export function longOnes(questions: readonly Question[]): string[] {
  return questions.filter(({ type }) => type === 'long').map(({ id }) => id)
}
