import { z } from 'zod'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import { cutTo } from '../../cards/shortened.ts'
import { Typed } from '../../cards/typed.ts'
import { visible } from '../../cards/visible.ts'
import { isAfter } from '../../time/order.ts'
import type { Seen } from '../../time/read/types.ts'
import {
  areOptions,
  asksTwice,
  MOST as MOST_ASKED,
  OFFERED,
  readQuestions,
  withIds,
} from '../questions/service.ts'
import type { Asked } from '../questions/types.ts'
import { readSentence } from '../sentences/service.ts'
import type { Looking } from '../sentences/types.ts'
import type { Complete, Draft, Filled, Panel, Refusal, Stage } from './types.ts'
import { refusals } from './words.ts'

/** The longest that can be typed. */
export const MOST = { title: 60, people: 1_000 }

/** A draft before anything is known of it. */
export const EMPTY: Draft = { title: '', questions: [], whom: null, people: '', due: null, until: null }

/** From where a text is read, and for whom this person may collect. */
export type Knows = Looking

/** The card that a `收集` and the words behind it begin with. Words that are not understood stand in a form, to be mended. */
export function begunFrom(text: string, knows: Knows): Stage {
  if (text.trim() === '') return panelOf(soleChoice(EMPTY, knows), 'facts')
  const { whom, due, every, filled, isUnclear, ...read } = readSentence(text, knows)
  const isOthers = whom !== null && !knows.choices.some(({ key }) => key === whom)
  const title = cutTo(read.title, MOST.title)
  const known = { ...EMPTY, title, questions: withIds(read.questions, []), due }
  const draft = isOthers ? known : soleChoice({ ...known, whom }, knows)
  const left = { ...filled, ...(every ? { every: 'weekly' } : {}) }
  if (read.unread.length > 0)
    return { ...panelOf(draft, 'paste'), filled: { ...left, paste: read.unread.join('\n') } }
  const complete = completed(draft, knows)
  if (complete.ok && !every) return { at: 'preview', draft: complete.draft }
  const said = isUnclear ? refusals.unclearTime : null
  return { ...panelOf(draft, 'facts'), filled: left, said: isOthers ? refusals.notYours : said }
}

/** Whoever may collect for one group of people alone means them. */
function soleChoice(draft: Draft, { choices }: Pick<Knows, 'choices'>): Draft {
  const ready = choices.filter(({ target }) => target !== null)
  const [only, another] = ready.filter(({ key }) => !key.startsWith('group:'))
  return draft.whom === null && only && another === undefined ? { ...draft, whom: only.key } : draft
}

/** A draft with one of its panels open, and nothing filled in. */
export function panelOf(draft: Draft, panel: Panel): Extract<Stage, { at: 'edit' }> {
  return { at: 'edit', draft, panel, filled: {}, said: null }
}

/** The draft when all is known and makes sense, or what is missing first. */
export function completed(
  draft: Draft,
  { choices, seen }: Pick<Knows, 'choices' | 'seen'>,
): { ok: true; draft: Complete } | { ok: false; refusal: Refusal; panel: Panel } {
  const { whom, due } = draft
  const missing = (refusal: Refusal, panel: Panel = 'facts') => ({ ok: false as const, refusal, panel })
  if (draft.title === '') return missing('noTitle')
  if (whom === null || !choices.some(({ key }) => key === whom)) return missing('noAudience')
  if (due === null) return missing('noTime')
  if (!isAfter(due, seen.now)) return missing('past')
  if (draft.until !== null && !isSpan(due, draft.until)) return missing('badUntil')
  if (draft.questions.length === 0) return missing('noQuestions', 'add')
  if (asksTwice(draft.questions)) return missing('sentTwice', 'arrange')
  return { ok: true, draft: { ...draft, whom, due } }
}

const LONGEST_WEEKLY = Temporal.Duration.from({ days: 366 })

function isSpan(due: Temporal.PlainDateTime, until: Temporal.PlainDate): boolean {
  const first = due.toPlainDate()
  return isAfter(until, first) && !isAfter(until, first.add(LONGEST_WEEKLY))
}

/** The draft with what was filled in, as far as it makes sense, and what is wrong with the rest. */
export type Taken = { draft: Draft; refusal: Refusal | null; left: Filled }

const Facts = z.object({
  title: Typed,
  whom: Typed,
  people: Typed,
  day: PickedDate,
  clock: PickedTime,
  every: Typed,
  until: PickedDate,
})

/** Takes title, for whom and until when; what cannot be taken stays in the form. */
export function withFacts(
  form: Record<string, unknown>,
  draft: Draft,
  { choices, seen }: Pick<Knows, 'choices' | 'seen'>,
): Taken {
  const said = Facts.parse(form)
  const choice = choices.length === 1 ? choices[0] : choices.find(({ key }) => key === said.whom)
  const isList = choice?.target === null
  const due = said.day !== null && said.clock !== null ? said.day.toPlainDateTime(said.clock) : null
  const next: Draft = {
    ...draft,
    title: cutTo(said.title.replace(/\s+/g, ' '), MOST.title),
    whom: choice?.key ?? draft.whom,
    people: isList ? cutTo(said.people, MOST.people) : '',
    due,
    until: said.every === 'weekly' ? said.until : null,
  }
  const refusal = factsRefusal(next, { seen, isList, isWeekly: said.every === 'weekly' })
  return { draft: next, refusal, left: refusal === null ? {} : filledOf(form) }
}

type Seeing = { seen: Seen; isList: boolean; isWeekly: boolean }

function factsRefusal(draft: Draft, { seen, isList, isWeekly }: Seeing): Refusal | null {
  const { title, whom, people, due, until } = draft
  if (title === '') return 'noTitle'
  if (whom === null) return 'noAudience'
  if (isList && people === '') return 'nobody'
  if (due === null) return 'noTime'
  if (!isAfter(due, seen.now)) return 'past'
  return isWeekly && (until === null || !isSpan(due, until)) ? 'badUntil' : null
}

const Question = z.object({
  label: Typed,
  type: z.enum(OFFERED).catch('text'),
  options: Typed,
  required: Typed,
})

/** Takes one question more. */
export function withQuestion(form: Record<string, unknown>, draft: Draft): Taken {
  const { label, type, options: written, required } = Question.parse(form)
  const isListed = type === 'choice' || type === 'choices'
  const options = written.split(/[\n/／|｜]/).map((one) => one.trim())
  const chosen = options.filter((one) => one !== '')
  const refused = (refusal: Refusal): Taken => ({ draft, refusal, left: filledOf(form) })
  if (draft.questions.length >= MOST_ASKED.questions) return refused('tooMany')
  if (visible(label) === '' || label.length > MOST_ASKED.label) return refused('noLabel')
  if (isListed && !areOptions(chosen)) return refused('badOptions')
  const asked: Asked = {
    ...{ label, type, required: required === 'yes' },
    ...(isListed ? { options: chosen } : {}),
  }
  if (asksTwice([...draft.questions, asked])) return refused('sentTwice')
  return { draft: added(draft, [asked]), refusal: null, left: {} }
}

const Paste = z.object({ paste: Typed })

/** Takes the questions that were pasted; the lines that are none stay in the form. */
export function withPasted(form: Record<string, unknown>, draft: Draft): Taken {
  const { paste } = Paste.parse(form)
  const { questions, unread } = readQuestions(paste)
  if (questions.length + draft.questions.length > MOST_ASKED.questions)
    return { draft, refusal: 'tooMany', left: { paste } }
  const left = unread.join('\n')
  const next = added(draft, questions)
  return left === ''
    ? { draft: next, refusal: null, left: {} }
    : { draft: next, refusal: 'unread', left: { paste: left } }
}

/** Takes what a panel was filled in with; one that was left empty changes nothing. */
export function takenFrom(
  form: Record<string, unknown>,
  { draft, panel }: Pick<Extract<Stage, { at: 'edit' }>, 'draft' | 'panel'>,
  knows: Pick<Knows, 'choices' | 'seen'>,
): Taken | null {
  if (panel === 'facts') return withFacts(form, draft, knows)
  if (panel === 'paste' && Paste.parse(form).paste !== '') return withPasted(form, draft)
  const { label, options } = Question.parse(form)
  return panel === 'add' && (label !== '' || options !== '') ? withQuestion(form, draft) : null
}

function added(draft: Draft, questions: readonly Asked[]): Draft {
  return { ...draft, questions: [...draft.questions, ...withIds(questions, draft.questions)] }
}

/** The fields of each panel. */
const FIELDS: Record<Panel, readonly string[]> = {
  facts: ['title', 'whom', 'people', 'day', 'clock', 'every', 'until'],
  add: ['label', 'type', 'options', 'required'],
  paste: ['paste'],
  arrange: [],
}

/** What was filled in, without what its panel took. */
export function without(filled: Filled, panel: Panel): Filled {
  return Object.fromEntries(Object.entries(filled).filter(([name]) => !FIELDS[panel].includes(name)))
}

/** The panel that follows when what one holds was taken: what was read is to be looked at. */
export function afterPanel(panel: Panel): Panel {
  return panel === 'paste' ? 'arrange' : 'add'
}

const FILLED = 4_000

/** What was filled in, as the form will show it again. */
export function filledOf(form: Record<string, unknown>): Filled {
  const texts = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, cutTo(value, FILLED)]] : [],
  )
  return Object.fromEntries(texts)
}
