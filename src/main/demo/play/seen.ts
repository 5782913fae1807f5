import { z } from 'zod'
import type { RecordedCall } from '../../../sandbox/control-client.ts'

/** What a sent message is, by what a person reads on it. */
export type Kind = (typeof TITLES)[number][1] | 'hint' | 'noted' | 'unknown'

/** A message that reached somebody: `about` is the meeting, as far as the buttons name one. */
export type Seen = {
  kind: Kind
  about: string
  to: string
  at: Temporal.Instant
  message: string
  title: string
  lines: string[]
  labels: string[]
}

const TITLES = [
  [/^【会议(?:通知|改期)】/, 'notice'],
  [/^【会议取消】/, 'cancelled'],
  [/^请反馈是否参加会议$/, 'ask'],
  [/^请假还差一步$/, 'leaveForm'],
  [/^请假待批$/, 'leaveAsked'],
  [/^您的会议反馈$/, 'decided'],
  [/^【(?:签到|会后小结)】/, 'checkin'],
  [/^【会后一卡】/, 'request'],
  [/^活动纪实提醒$/, 'chase'],
  [/^活动纪实待跟进$/, 'escalation'],
  [/^纪实确认$/, 'confirm'],
  [/周报（.*）$/, 'digest'],
  [/周小结$/, 'branchDigest'],
  [/^支部助手$/, 'help'],
  [/^我的待办$/, 'todo'],
] as const

/** Kinds whose cards always carry the meeting in a button. */
const NAMED: readonly Kind[] = [
  'notice',
  'ask',
  'leaveForm',
  'leaveAsked',
  'checkin',
  'request',
  'chase',
  'confirm',
]

/** What people call it. */
export const KIND_WORDS: Record<Kind, string> = {
  notice: '会议通知',
  cancelled: '会议取消',
  ask: '反馈提醒',
  leaveForm: '请假填写',
  leaveAsked: '请假待批',
  decided: '请假结果',
  checkin: '签到',
  request: '会后一卡',
  chase: '纪实提醒',
  escalation: '纪实待跟进',
  confirm: '纪实确认',
  digest: '周报',
  branchDigest: '支部周报',
  help: '帮助',
  todo: '待办',
  hint: '提示',
  noted: '纪实答复',
  unknown: '其他消息',
}

const MESSAGES = ['send', 'reply']

const Words = z.object({ content: z.string() })
const Value = z.object({
  meeting: z.string().optional(),
  request: z.string().optional(),
})
const Card = z.object({
  header: z.object({ title: Words }),
  body: z.object({ elements: z.array(z.unknown()) }),
})
const Part = z.object({
  tag: z.string(),
  text: Words.optional(),
  behaviors: z.array(z.object({ value: Value.optional() })).optional(),
  elements: z.array(z.unknown()).optional(),
  columns: z.array(z.unknown()).optional(),
  rows: z.array(z.record(z.string(), z.unknown())).optional(),
})

/** The messages that these calls made, oldest first. */
export function seenIn(record: readonly RecordedCall[]): Seen[] {
  return record.filter(({ api, effect }) => MESSAGES.includes(api) && effect === 'new').map(seen)
}

function seen({ content = '', receiver = '', at, message_id: message = '' }: RecordedCall): Seen {
  const json: unknown = JSON.parse(content)
  const common = { to: receiver, at: Temporal.Instant.from(at), message }
  const card = Card.safeParse(json)
  if (!card.success) return { ...common, ...textMessage(z.object({ text: z.string() }).parse(json).text) }
  const title = card.data.header.title.content
  const parts = [...everyPart(card.data.body.elements)]
  const kind = TITLES.find(([pattern]) => pattern.test(title))?.[1] ?? 'unknown'
  const values = parts.flatMap(({ behaviors = [] }) => behaviors.map(({ value }) => value))
  return {
    ...common,
    kind,
    about: NAMED.includes(kind) ? aboutOf(values) : '',
    title,
    lines: parts.flatMap(linesOf),
    labels: parts.flatMap(({ tag, text }) => (tag === 'button' && text !== undefined ? [text.content] : [])),
  }
}

function textMessage(text: string): Pick<Seen, 'kind' | 'about' | 'title' | 'lines' | 'labels'> {
  return {
    kind: text.startsWith('没有看懂') ? 'hint' : 'noted',
    about: '',
    title: '',
    lines: [text],
    labels: [],
  }
}

function aboutOf(values: readonly (z.infer<typeof Value> | undefined)[]): string {
  const value = values.find((one) => one?.meeting !== undefined || one?.request !== undefined)
  return value?.meeting ?? value?.request?.replace(/^R-/, '') ?? ''
}

function linesOf({ tag, text, rows = [] }: z.infer<typeof Part>): string[] {
  if (tag === 'table') return rows.map((row) => Object.values(row).join(' '))
  return tag === 'div' && text !== undefined ? text.content.split('\n') : []
}

function* everyPart(elements: readonly unknown[]): Generator<z.infer<typeof Part>> {
  for (const element of elements) {
    const part = Part.safeParse(element)
    if (!part.success) continue
    yield part.data
    yield* everyPart([...(part.data.columns ?? []), ...(part.data.elements ?? [])])
  }
}
