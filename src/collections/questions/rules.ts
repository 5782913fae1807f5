import type { Question } from '../../../config/college/questions.ts'
import { visible } from '../../cards/visible.ts'
import type { Asked, QuestionsRead } from './types.ts'

/** The longest that a question may be, and how many questions and options there may be. */
export const MOST = { label: 60, option: 60, help: 100, questions: 20, options: 50 }

/** The types of questions that a collection may have. */
export const OFFERED = [
  'text',
  'long',
  'number',
  'choice',
  'choices',
  'date',
  'person',
  'photos',
  'files',
] as const satisfies readonly Question['type'][]

/** 1. 一、 （1） - • and the like, before a question. */
const NUMBER = /^\s*(?:[（(]?\d{1,2}[)）]|\d{1,2}\s?[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[-*•·▪])\s*/
/** What stands in brackets at the end. */
const BRACKETS = /\s*[（(【[]([^（(【[）)】\]]*)[）)】\]]\s*$/
const BETWEEN = /[，,、；;\s]+/
const COLON = /[：:]/
const SLASH = /[/／|｜]/

type Flags = { required?: boolean; type?: Question['type'] }

/** What people write in brackets behind a question, and what it says of it. */
const FLAGS: Readonly<Record<string, Flags>> = {
  必填: { required: true },
  必答: { required: true },
  选填: { required: false },
  可不填: { required: false },
  单选: { type: 'choice' },
  多选: { type: 'choices' },
  可多选: { type: 'choices' },
  数字: { type: 'number' },
  日期: { type: 'date' },
  文字: { type: 'text' },
  一行文字: { type: 'text' },
  文本: { type: 'text' },
  多行: { type: 'long' },
  多行文字: { type: 'long' },
  人员: { type: 'person' },
  照片: { type: 'photos' },
  图片: { type: 'photos' },
  截图: { type: 'photos' },
  附件: { type: 'files' },
  文件: { type: 'files' },
  扫描件: { type: 'files' },
}

/**
 * Reads questions as people paste them, one to a line: `1. 电话（必填）`, `2. 是否参加：参加/不参加`. What is no question is
 * returned as it was written, so that nothing is lost.
 */
export function readQuestions(text: string): QuestionsRead {
  const read: QuestionsRead = { questions: [], unread: [] }
  for (const line of text.split(/\r?\n/)) {
    if (visible(line) === '') continue
    const question = readQuestion(line)
    if (question === null || read.questions.length === MOST.questions) read.unread.push(line)
    else read.questions.push(question)
  }
  return read
}

/** Reads the questions of one line: `报名人数、联系人`. Where a part is none, the whole line is one question or none. */
export function readInLine(text: string): QuestionsRead {
  const parts = text.split(/[、，,；;](?![^（(]*[）)])/).filter((part) => visible(part) !== '')
  // 主题：读书、影评 is one question.
  const isOne = parts.slice(0, -1).some((part) => COLON.test(part) && !SLASH.test(part))
  return readQuestions((isOne ? [text] : parts).join('\n'))
}

/** Reads one question; null when it is none, or more than a form holds. */
export function readQuestion(line: string): Asked | null {
  const whole = flagsOf(line.replace(NUMBER, '').trim(), {})
  const [head = '', ...behind] = whole.rest.split(COLON)
  const { rest: label, flags } = flagsOf(head.trim(), whole.flags)
  const said = behind.join('：').trim()
  if (visible(label) === '' || label.length > MOST.label) return null
  const options = optionsIn(said, flags.type)
  if (options === null) return null
  const type = typeOf({ label, options, flags })
  if (type === null || (said !== '' && options.length === 0 && said.length > MOST.help)) return null
  return {
    label,
    type,
    required: flags.required ?? false,
    ...(options.length > 0 ? { options } : {}),
    ...(options.length === 0 && said !== '' ? { help: said } : {}),
  }
}

/** Brackets at the end that hold flags alone are read; others are a part of the question. */
function flagsOf(line: string, before: Flags): { rest: string; flags: Flags } {
  let [rest, flags]: [string, Flags] = [line, before]
  for (let found = BRACKETS.exec(rest); found !== null; found = BRACKETS.exec(rest)) {
    const words = (found[1] ?? '').split(BETWEEN).filter((word) => word !== '')
    const known = words.flatMap((word) => FLAGS[word] ?? [])
    if (known.length === 0 || known.length < words.length || contradict([flags, ...known])) break
    flags = Object.assign({}, flags, ...known)
    rest = rest.slice(0, found.index)
  }
  return { rest, flags }
}

function contradict(all: readonly Flags[]): boolean {
  const types = new Set(all.flatMap(({ type }) => type ?? []))
  const required = new Set(all.flatMap((one) => one.required ?? []))
  return types.size > 1 || required.size > 1
}

/** The options that stand behind the colon, none where it is help; null when they cannot be a choice. */
function optionsIn(said: string, type: Flags['type']): string[] | null {
  const isListed = type === 'choice' || type === 'choices'
  if (!SLASH.test(said) && !isListed) return []
  const parts = said.split(SLASH.test(said) ? SLASH : /[、，,；;]/).map((part) => part.trim())
  const options = parts.filter((part) => visible(part) !== '')
  return areOptions(options) && options.length === parts.length ? options : null
}

/** Whether these can be the options of a choice: two at least, short, and no two alike. */
export function areOptions(options: readonly string[]): boolean {
  const isMany = options.length >= 2 && options.length <= MOST.options
  return (
    isMany && new Set(options).size === options.length && options.every((one) => one.length <= MOST.option)
  )
}

function typeOf({ label, options, flags }: Pick<Asked, 'label'> & { options: string[]; flags: Flags }) {
  if (options.length === 0) return flags.type ?? guessed(label)
  if (flags.type === undefined) return 'choice' as const
  return flags.type === 'choice' || flags.type === 'choices' ? flags.type : null
}

function guessed(label: string): Question['type'] {
  if (/(?:人数|数量|名额|学时|金额)$/.test(label)) return 'number'
  const sent = ASKS.test(label) ? null : sentType(label)
  if (sent !== null) return sent
  return /日期$/.test(label) ? 'date' : 'text'
}

/** 是否已学习文件 asks for a word, and no file. */
const ASKS = /是否|有无|有没有|吗|哪|谁|几|多少|名称|情况$/
const SOME = String.raw`(?:[一二两三四五六七八九\d]{1,2}[张份个])?$`
const PHOTOS = new RegExp(`(?:照片|图片|截图)${SOME}`)
const FILES = new RegExp(`(?:附件|文件|扫描件)${SOME}`)

function sentType(label: string): Question['type'] | null {
  if (PHOTOS.test(label)) return 'photos'
  return FILES.test(label) ? 'files' : null
}

/** Whether more than one asks for photos, or for files: what is sent does not say to which question it belongs. */
export function asksTwice(questions: readonly Pick<Question, 'type'>[]): boolean {
  const times = (type: Question['type']) => questions.filter((one) => one.type === type).length
  return times('photos') > 1 || times('files') > 1
}

/** The questions with ids that the form does not have yet. */
export function withIds(asked: readonly Asked[], before: readonly Question[]): Question[] {
  const taken = before.map(({ id }) => Number(/^q(\d+)$/.exec(id)?.[1] ?? 0))
  const last = Math.max(0, ...taken)
  return asked.map((one, at) => ({ id: `q${last + at + 1}`, ...one }))
}

/** The questions with one moved up or down, or taken out; as they were where that cannot be. */
export function arranged(
  questions: readonly Question[],
  { id, how }: { id: string; how: 'up' | 'down' | 'out' },
): Question[] {
  const at = questions.findIndex((one) => one.id === id)
  const one = questions[at]
  if (one === undefined) return [...questions]
  if (how === 'out') return questions.filter((each) => each !== one)
  const to = how === 'up' ? at - 1 : at + 1
  if (to < 0 || to >= questions.length) return [...questions]
  return questions.toSpliced(at, 1).toSpliced(to, 0, one)
}
