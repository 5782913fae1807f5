import { Programme } from '../../../config/college/programmes.ts'
import { shortDay } from '../../time/format.ts'
import { NUM, numeral } from '../../time/read/numerals.ts'
import { readDay, readDue } from '../../time/read/reader.ts'
import type { Step } from '../types.ts'
import type { From } from './types.ts'
import { words } from './words.ts'

/** A step as it is kept. */
export const StepShape = Programme.shape.steps.element
/** A programme has no more steps than this. */
export const MOST_STEPS = 40
/** The longest title of a step. */
export const LONGEST_TITLE = 60

/** Reads a step from each line; lines that are none are given back. */
export function readSteps(text: string, from: From): { steps: Step[]; unread: string[] } {
  const steps: Step[] = []
  const unread: string[] = []
  for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== '')) {
    const before = [...from.before, ...steps]
    const step = readStep(line, { ...from, before })
    if (step === null) unread.push(line)
    else steps.push(step)
  }
  return { steps, unread }
}

const NUMBERED = /^\s*(?:[\d０-９]{1,2}\s*[.、．)）](?=\s*\D)|[①-⑳]|[-•·*])\s*/

/**
 * Reads `签署，上传扫描件 3月20日前 签字件 学院审核`. A step of which no day is said has none; null for a line that has no
 * title, or a time that is not understood.
 */
export function readStep(line: string, from: From): Step | null {
  const { said, rest } = keywordsIn(unwrapped(line.replace(NUMBERED, ''), from))
  const read = scheduleIn(rest, from)
  if (read === null) return null
  const title = read.rest.replace(/\s+/g, ' ').replace(/^[\s，,、:：；;]+|[\s，,、:：；;]+$/g, '')
  if (title === '' || title.length > LONGEST_TITLE) return null
  const needs = said.needs ?? neededBy(title, said)
  return StepShape.parse({ id: nextId(from.before), title, ...said, needs, ...read.schedule })
}

function neededBy(title: string, { review = 'none' }: Said): Step['needs'] {
  if (/扫描件|签字件/.test(title)) return 'signed'
  // Whatever is read is something that was handed in.
  return review === 'none' ? 'tick' : 'text'
}

/** An id that none of these steps has. */
export function nextId(before: readonly Step[]): string {
  const used = before.map(({ id }) => Number(/^s(\d+)$/.exec(id)?.[1] ?? 0))
  return `s${Math.max(0, ...used) + 1}`
}

type Said = Partial<Pick<Step, 'needs' | 'review' | 'by'>>

const KEYWORDS: readonly [RegExp, Said][] = [
  [/^(?:签字|签名|盖章|签字扫描|扫描)件$/, { needs: 'signed' }],
  [/^(?:文字|文字材料|文字说明)$/, { needs: 'text' }],
  [/^(?:照片|图片)$/, { needs: 'photo' }],
  [/^(?:文件|附件|材料|电子版)$/, { needs: 'file' }],
  [/^(?:勾选|打勾|办结即可)$/, { needs: 'tick' }],
  [/^(?:学院|党委)?审核$/, { review: 'committee' }],
  [/^督查员?审核?$/, { review: 'inspector' }],
  [/^(?:不审核|免审)$/, { review: 'none' }],
  [/^学院(?:办理?|负责|完成)$/, { by: 'committee' }],
  [/^本人(?:办理?|负责|完成)?$/, { by: 'person' }],
]

function keywordOf(piece: string): Said | null {
  return KEYWORDS.find(([form]) => form.test(piece.trim()))?.[1] ?? null
}

/** Words that say what a step needs stand alone, between spaces or commas; the others are its title and its day. */
function keywordsIn(text: string): { said: Said; rest: string } {
  const said: Said = {}
  const tokens = text.split(/\s+/).map((token) => {
    const pieces = token.split(/[，,；;|｜]/)
    const found = pieces.map(keywordOf)
    if (found.every((one) => one === null)) return token
    Object.assign(said, ...found)
    return pieces.filter((_, nth) => found[nth] === null).join('，')
  })
  return { said, rest: tokens.join(' ') }
}

/** What stands in brackets counts as words of the line when it says a day or what is needed: 签署（3月20日前）. */
function unwrapped(line: string, from: From): string {
  return line.replace(/[（(]([^（）()]*)[）)]/g, (whole, inside: string) => {
    const pieces = inside.split(/[，,、；;]/)
    const isMeant = pieces.some((piece) => keywordOf(piece) !== null || saysWhen(piece, from))
    return isMeant ? ` ${pieces.join(' ')} ` : whole
  })
}

/** Whether a text says when something is due, or tries to. */
export function saysWhen(text: string, from: From): boolean {
  if (cycleIn(text) !== null) return true
  const reading = readDue(text, from.seen)
  return reading.kind !== 'ask' || reading.doubt !== 'noDay' || afterIn(text, from.before) !== 'none'
}

type Read = { schedule: object; rest: string }

function scheduleIn(text: string, from: From): Read | null {
  const after = afterIn(text, from.before)
  if (after !== 'none') return after
  const cycle = cycleIn(text)
  if (cycle !== null) return saysWhen(cycle.rest, { ...from, before: [] }) ? null : cycle
  return dayIn(text, from)
}

const AFTER = new RegExp(
  String.raw`(\S*?)(?:完成|办结|通过)?之?后\s*(${NUM}|\d{1,3})\s*个?(工作日|天|日)(?:之?内|之?前)?`,
)

/** 立项后30天, 上一步完成后5个工作日; null when no step of that name stands before. */
function afterIn(text: string, before: readonly Step[]): Read | null | 'none' {
  const [whole, name = '', count = '', unit] = AFTER.exec(text) ?? []
  const days = numeral(count)
  if (whole === undefined || Number.isNaN(days)) return 'none'
  const isLast = ['', '上一步', '前一步', '上一项', '前一项'].includes(name)
  const step = isLast ? before.at(-1) : before.findLast(({ title }) => title.includes(name))
  if (step === undefined || step.every !== undefined) return null
  const after = unit === '工作日' ? { step: step.id, workdays: days } : { step: step.id, days }
  return { schedule: { after }, rest: text.replace(whole, ' ') }
}

const MONTHLY = new RegExp(`每个?月(?:的?(${NUM})[日号])?(?:之?前|底|末)?`)
const TERMLY = new RegExp(`每个?学期(?:的?第(${NUM})周)?(?:之?前|末)?`)
const YEARLY = new RegExp(`每年(?:的?(${NUM})月(${NUM})[日号])?(?:之?前|底|末)?`)
const CYCLES: readonly [RegExp, (one: number, two: number) => object][] = [
  [MONTHLY, (day) => ({ every: 'P1M', ...(day ? { due: { day } } : {}) })],
  [/每个?季度?(?:之?前|底|末)?/, () => ({ every: 'P3M' })],
  [/每半年(?:之?前|末)?/, () => ({ every: 'P6M' })],
  [TERMLY, (week) => ({ every: 'term', ...(week ? { due: { week } } : {}) })],
  [
    YEARLY,
    (month, day) => ({ every: 'year', ...(month && day ? { due: { on: monthDay(month, day) } } : {}) }),
  ],
]

function cycleIn(text: string): Read | null {
  for (const [form, scheduled] of CYCLES) {
    const [whole, one = '', two = ''] = form.exec(text) ?? []
    if (whole === undefined) continue
    const schedule = scheduled(numeral(one), numeral(two))
    const isSound = StepShape.safeParse({ id: 's', title: '〇', ...schedule }).success
    return isSound ? { schedule, rest: text.replace(whole, ' ') } : null
  }
  return null
}

/** `03-20` for 3 and 20. */
export function monthDay(month: number, day: number): string {
  return [month, day].map((one) => String(one).padStart(2, '0')).join('-')
}

const BARE_DAY = /(?<!\d|年\s*)(\d{1,2}\s*月\s*\d{1,2}\s*[日号])/g

/** The one day that is named; none where no day is said, or one so far ahead that its year is in doubt. */
function dayIn(text: string, { seen, year }: From): Read | null {
  // 3月20日 of 2026年责任书 is in 2026.
  const dated = year === null ? text : text.replace(BARE_DAY, `${year}年$1`)
  const reading = readDue(dated, seen)
  const { rest } = reading
  const of = (day: Temporal.PlainDate) => ({ due: day.toString() })
  if (reading.kind !== 'ask') return { schedule: of(reading.start.toPlainDate()), rest: rest.join(' ') }
  const { doubt, day } = reading
  if (doubt === 'noDay' || doubt === 'far') return { schedule: {}, rest: rest.join(' ') }
  if (doubt === 'noClock' && day !== null) return { schedule: of(day), rest: rest.join(' ') }
  const named = readDay(dated, seen)
  return named === null ? null : { schedule: of(named.day), rest: named.rest }
}

/** Whether somebody must still say when it is due. */
export function isUndated({ due, every, after }: Step): boolean {
  return due === undefined && every === undefined && after === undefined
}

/** A step in one line: 签署：2026年3月20日前，签字扫描件，学院审核. */
export function stepLine(step: Step, all: readonly Step[]): string {
  const { title, needs, template, review, by } = step
  const needed = needs === 'sheet' ? words.sheet(template ?? '') : words.needs[needs]
  const parts = [
    scheduleLine(step, all),
    needed,
    ...(review === 'none' ? [] : [words.review[review]]),
    ...(by === 'lead' ? [] : [words.by[by]]),
  ]
  return `${title}：${parts.join('，')}`
}

function scheduleLine({ due, every, after }: Step, all: readonly Step[]): string {
  if (after !== undefined) {
    const name = all.find(({ id }) => id === after.step)?.title ?? after.step
    return 'workdays' in after
      ? words.after(name, after.workdays, true)
      : words.after(name, after.days, false)
  }
  if (due instanceof Temporal.PlainDate) return words.before(`${due.year}年${shortDay(due)}`)
  if (due === 'office-end') return words.officeEnd
  const rule = { day: null, week: null, on: null, ...due }
  if (every === 'term') return words.everyTerm(rule.week)
  if (every === 'year') return words.everyYear(rule.on === null ? null : dayOfYear(rule.on))
  if (every === undefined) return words.undated
  return words.monthly({ P1M: 1, P3M: 3, P6M: 6 }[every], rule.day)
}

/** 「11月30日」 for `11-30`. */
function dayOfYear(on: string): string {
  const { monthCode, day } = Temporal.PlainMonthDay.from(on)
  return `${Number(monthCode.slice(1))}月${day}日`
}
