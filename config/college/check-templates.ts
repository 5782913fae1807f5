import { bareName } from './bare-name.ts'
import { didYouMean } from './file-words.ts'
import type { Said } from './language.ts'
import type { Question } from './questions.ts'
import type { CollegeFile } from './schema.ts'
import type { FileFault, Path, Sheet } from './sheet.ts'
import { sayTemplate } from './template-words.ts'
import { templatesWith } from './templates.ts'

/** Faults in `templates`, and types that name a template which nobody wrote. */
export function templateFaults(sheet: Sheet, { templates, types }: CollegeFile): FileFault[] {
  const words = sayTemplate()
  const known = templatesWith(templates).map(({ name }) => name)
  return [
    ...templates.flatMap(({ name, questions }, index) => {
      const isSecond = templates.findIndex((other) => other.name === name) < index
      const twice = isSecond ? [sheet.at(['templates', index, 'name'], words.twice(name))] : []
      const inside = questions.flatMap((question, nth) =>
        questionFaults(question, questions.slice(0, nth)).map(({ path, said }) =>
          sheet.at(['templates', index, 'questions', nth, ...path], said),
        ),
      )
      return [...twice, ...inside]
    }),
    ...types.flatMap(({ template }, index) => {
      if (template === undefined || known.includes(template)) return []
      return [sheet.at(['types', index, 'template'], words.noTemplate(template, didYouMean(template, known)))]
    }),
  ]
}

type Found = { path: Path; said: Said }

function questionFaults(question: Question, before: readonly Question[]): Found[] {
  return [...nameFaults(question, before), ...optionFaults(question), ...limitFaults(question)]
}

/** These hold what a reply says besides, and what becomes tasks. */
const LONG: readonly string[] = ['content', 'decisions']

function nameFaults(question: Question, before: readonly Question[]): Found[] {
  const { id, label, type, aliases = [] } = question
  const words = sayTemplate()
  const taken = new Set(before.flatMap((one) => [one.label, ...(one.aliases ?? [])]).map(bareName))
  const isSent = type === 'photos' || type === 'files'
  return [
    ...fault(['id'], before.some((one) => one.id === id) && words.idTwice(id)),
    ...fault(['type'], LONG.includes(id) && type !== 'long' && words.mustBeLong(id)),
    ...fault(['type'], isSent && before.some((one) => one.type === type) && words.onlyOne(type)),
    ...fault(['label'], taken.has(bareName(label)) && words.labelTwice(label)),
    ...aliases.flatMap((alias, n) =>
      fault(['aliases', n], taken.has(bareName(alias)) && words.labelTwice(alias)),
    ),
  ]
}

function optionFaults({ type, options }: Question): Found[] {
  const words = sayTemplate()
  const isChoice = type === 'choice' || type === 'choices'
  if (!isChoice) return fault(['options'], options !== undefined && words.unread('options', type))
  if (options === undefined) return [{ path: [], said: words.noOptions() }]
  return options.flatMap((option, n) =>
    fault(['options', n], options.indexOf(option) < n && words.optionTwice(option)),
  )
}

const LIMITED: readonly Question['type'][] = ['text', 'long', 'number', 'choices', 'photos', 'files']

function limitFaults({ type, min, max, options = [] }: Question): Found[] {
  const words = sayTemplate()
  const limits = [
    { key: 'min', limit: min },
    { key: 'max', limit: max },
  ].filter(({ limit }) => limit !== undefined)
  const wrong = limits.flatMap(({ key, limit }) => {
    if (!LIMITED.includes(type)) return fault([key], words.unread(key, type))
    const isCount = Number.isInteger(limit) && Number(limit) >= 1
    return fault([key], type !== 'number' && !isCount && words.wholeLimit(key))
  })
  const tooMany = type === 'choices' && min !== undefined && min > options.length
  return [
    ...wrong,
    ...fault(['min'], min !== undefined && max !== undefined && min > max && words.limits()),
    ...fault(['min'], tooMany && options.length > 0 && words.mostOptions(options.length)),
  ]
}

function fault(path: Path, said: Said | false): Found[] {
  return said === false ? [] : [{ path, said }]
}
