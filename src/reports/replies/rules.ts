import { bareName } from '../../../config/college.ts'
import type { Question } from '../../../config/college/questions.ts'
import { readDay } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import { presentIn } from '../counts/service.ts'
import { fitsField, hasField, numberIn, personIn, type Pickable } from '../forms/service.ts'
import type { Fault, FaultKind } from '../forms/types.ts'
import { joined } from '../rules.ts'
import type { Wording } from '../types.ts'

/** What a reply is read with: the questions it may answer, who may be meant, and from which day. */
export type Ear = { questions: readonly Question[]; people: readonly Pickable[]; seen: Seen }

/** What a reply says; `unfit` are questions that it names with something that does not fit them: that stays in the content. */
export type Reading = Wording & { unfit: Question[] }

/** A name with a colon, where a sentence or a line begins. Bounded, so that no text however odd keeps the loop busy. */
const NAMED = /(^|[\s。；;，,])([^\s。；;，,：:]{1,60})[：:]/g

const WHYS: { [T in Question['type']]: FaultKind } = {
  ...{ text: 'tooLong', long: 'tooLong', number: 'notNumber', choice: 'notOption', choices: 'notOption' },
  ...{ date: 'notDay', person: 'nobody', photos: 'missing', files: 'missing' },
}

/** What a content still names that did not fit its question. */
export function unfitIn(content: string, ear: Ear): Fault[] {
  return readReply(content, ear).unfit.map((question) => ({ question, why: WHYS[question.type] }))
}

type Section = { question: Question | null; named: string; text: string }

/**
 * Reads a reply in everyday words. What stands behind the name of a question, its alias or the beginning of its name is the
 * answer to it, the rest is content; nothing of the text is lost, whatever was understood.
 */
export function readReply(text: string, ear: Ear): Reading {
  const whole = text.trim()
  const reading: Reading = {
    ...{ content: '', decisions: '', stated: presentIn(whole) ?? null, answers: {}, unfit: [] },
  }
  for (const section of sectionsOf(whole, ear.questions)) take(reading, section, ear)
  return reading
}

function sectionsOf(text: string, questions: readonly Question[]): Section[] {
  const found = [...text.matchAll(NAMED)].flatMap((match) => {
    const [all, before = '', name = ''] = match
    const question = questionNamed(name, questions)
    // A full stop ends what stands before it; a comma was only the way here.
    const from = match.index + (/[。；;]/.test(before) ? 1 : 0)
    return question === null ? [] : [{ question, from, to: match.index + all.length }]
  })
  const heads = [{ question: null, from: 0, to: 0 }, ...found]
  return heads.map(({ question, from, to }, n) => ({
    question,
    named: text.slice(from, to).replace(/^[\s，,]+/, ''),
    text: text.slice(to, heads[n + 1]?.from ?? text.length).trim(),
  }))
}

/** Two characters are enough where they begin the name of one question alone. */
const SHORTEST = 2

function questionNamed(said: string, questions: readonly Question[]): Question | null {
  const name = bareName(said)
  const asked = questions.filter(hasField)
  const exact = asked.find(({ label, aliases = [] }) =>
    [label, ...aliases].some((one) => bareName(one) === name),
  )
  if (exact !== undefined) return exact
  const [begun, ...others] = asked.filter(({ label }) => bareName(label).startsWith(name))
  return name.length < SHORTEST || others.length > 0 ? null : (begun ?? null)
}

function take(reading: Reading, { question, named, text }: Section, ear: Ear): void {
  if (question === null) {
    keep(reading, text)
    return
  }
  const [said, rest] = question.type === 'long' ? [text, ''] : cutAt(text, ENDS[question.type])
  const answer = said === '' ? null : answerIn(said, question, ear)
  const isFree = question.type === 'long' || !(question.id in reading.answers)
  if (answer === null || !isFree) {
    if (said !== '') reading.unfit.push(question)
    keep(reading, `${named}${text}`)
    return
  }
  note(reading, question, answer)
  keep(reading, rest)
}

function note(reading: Reading, { id }: Question, answer: Reading['answers'][string]): void {
  if (id === 'content' || id === 'decisions') {
    reading[id] = joined(reading[id], String(answer))
    return
  }
  const before = reading.answers[id]
  reading.answers[id] = typeof before === 'string' ? joined(before, String(answer)) : answer
}

function keep(reading: Reading, text: string): void {
  if (text !== '') reading.content = reading.content === '' ? text : `${reading.content}\n${text}`
}

const SENTENCE = /[。；;\n]/
const CLAUSE = /[。；;，,\n]/
const ENDS: { [T in Exclude<Question['type'], 'long'>]: RegExp } = {
  text: SENTENCE,
  choices: SENTENCE,
  ...{ number: CLAUSE, choice: CLAUSE, date: CLAUSE, person: CLAUSE, photos: CLAUSE, files: CLAUSE },
}

function cutAt(text: string, end: RegExp): [string, string] {
  const at = text.search(end)
  if (at < 0) return [text, '']
  return [text.slice(0, at).trim(), text.slice(at).replace(/^[。；;，,\s]+/, '')]
}

function answerIn(
  said: string,
  question: Question,
  { people, seen }: Ear,
): Reading['answers'][string] | null {
  switch (question.type) {
    case 'number':
      return numberIn(said) ?? numberIn(said.replace(UNIT, ''))
    case 'choice':
      return optionIn(said, question)
    case 'choices':
      return optionsIn(said, question)
    case 'date':
      return dayIn(said, seen)
    case 'person':
      return personIn(said.replace(TITLE, ''), people)
    default:
      return fitsField(question, said) ? said : null
  }
}

/** 「3小时」「二十一人」 */
const UNIT = /(?<=[\d０-９〇零一二两三四五六七八九十百])\s*\p{L}{1,3}$/u
const TITLE = /\s*(?:同志|老师|同学)$/

function optionIn(said: string, { options = [] }: Question): string | null {
  const name = bareName(said)
  const exact = options.find((one) => bareName(one) === name)
  if (exact !== undefined) return exact
  const [begun, ...others] = options.filter((one) => bareName(one).startsWith(name))
  return name.length < SHORTEST || others.length > 0 ? null : (begun ?? null)
}

function optionsIn(said: string, question: Question): string[] | null {
  const chosen = said
    .split(/[、，,/\s]+/)
    .filter((one) => one !== '')
    .map((one) => optionIn(one, question))
  const known = chosen.filter((one) => one !== null)
  return known.length === 0 || known.length < chosen.length ? null : [...new Set(known)]
}

function dayIn(said: string, seen: Seen): string | null {
  const named = readDay(said, seen)
  return named === null || named.rest.trim() !== '' ? null : named.day.toString()
}
