import { readDay, readTime } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import { readShift } from '../../time/read/shift.ts'
import type { FormField, ChangeRequest } from '../changes/types.ts'
import { placeAmong } from '../naming/service.ts'
import { dayOf } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { agendaItems } from '../rules.ts'
import type { Filled } from '../types.ts'

/** What a sentence wants changed: which meeting it names, in its own words, and what is to become of it. */
export type Sentence = { name: string; intent: ChangeRequest }

/** A name is short and holds no stop: a report that says so in passing is none of these sentences. */
const STOP = '，。；！？,;!?\\n'
const NAME = `[^${STOP}]{0,30}?`
const TO = '(?:时间)?(?:改期到|改期至|改到|改至|推迟到|推迟至|延期到|延期至|顺延到|提前到)|时间改为'
const AT = '(?:会议)?地点(?:改为|改到|改成|改在|换到|换成|在|为|是)?|改在|换到'
const FOR = '(?:因为?|由于|原因[：:是])'
const OFF = '(?<![不没别未勿能])(?:(?<=.)取消|取消[了吧]|不[开办搞]了|停开)'

const MOVE = new RegExp(`^(?<name>${NAME})(?:${TO})(?<when>[^${STOP}]{1,40})$`)
const MOVE_AT = new RegExp(
  `^(?<name>${NAME})(?:${TO})(?<when>[^${STOP}]{1,40})[，,；;]\\s*(?:${AT})[：:\\s]*(?<place>[^${STOP}]{1,100})$`,
)
const AT_MOVE = new RegExp(
  `^(?<name>${NAME})(?:${AT})[：:\\s]*(?<place>[^${STOP}]{1,100})[，,；;]\\s*(?:${TO})(?<when>[^${STOP}]{1,40})$`,
)
const SHIFT = new RegExp(
  `^(?<name>${NAME})(?<way>推迟|延后|延迟|延期|推后|顺延|往后推|提前)(?<by>[^${STOP}]{1,20})$`,
)
const LATER = new RegExp(
  `^(?<name>${NAME})(?:延期|推迟|改期|推后|延后|顺延)(?:召开|举行|进行)?(?:一下|吧|了)?$`,
)
const PLACE = new RegExp(
  `^(?<name>${NAME})地点(?:改为|改到|改成|改在|换到)[：:\\s]*(?<place>[^，。；\\n]{1,100})$`,
)
const AGENDA = new RegExp(`^(?<name>${NAME})议题(?:改为|改成|换成)[：:\\s]*(?<agenda>[\\s\\S]{1,1000})$`)
const CANCEL = new RegExp(`^取消(?<name>[^${STOP}]{1,40}?)(?:[，,\\s]*${FOR}(?<reason>[^\\n]{1,100}))?$`)
const CANCELLED = new RegExp(`^(?<name>${NAME})${OFF}(?:[，,\\s]*${FOR}(?<reason>[^\\n]{1,100}))?$`)
const FOR_CANCELLED = new RegExp(`^${FOR}(?<reason>[^${STOP}]{1,60})[，,](?<name>${NAME})${OFF}$`)

/** What is cancelled or put off besides meetings. */
const OTHERS = /请假|反馈|报名|签到|提醒|申请|纪实|参加|交$|消息|通知/

/** Whether a text is such a sentence. */
export function isSentence(text: string): boolean {
  return sentenceIn(text) !== null
}

/** Reads a sentence that changes a meeting; null when it is none. */
export function readSentence(text: string, seen: Seen): Sentence | null {
  const found = sentenceIn(text)
  return found === null ? null : { name: found.name, intent: found.intent(seen) }
}

type Found = { name: string; intent: (seen: Seen) => ChangeRequest }

// The first form that fits, those that say more before those that say less.
function sentenceIn(text: string): Found | null {
  for (const [form, read] of FORMS) {
    const said = form.exec(text.trim())?.groups
    const intent = said === undefined ? null : read(said)
    const name = said?.['name'] ?? ''
    if (intent !== null && !OTHERS.test(name)) return { name, intent }
  }
  return null
}

type Groups = Record<string, string | undefined>
type Form = (said: Groups) => Found['intent'] | null

const FORMS: readonly [RegExp, Form][] = [
  [
    MOVE_AT,
    ({ when = '', place }) =>
      (seen) =>
        moveTo(when, seen, place?.trim()),
  ],
  [
    AT_MOVE,
    ({ when = '', place }) =>
      (seen) =>
        moveTo(when, seen, place?.trim()),
  ],
  [
    PLACE,
    ({ place = '' }) =>
      () =>
        placeIn(place),
  ],
  [
    MOVE,
    ({ when = '' }) =>
      (seen) =>
        moveTo(when, seen),
  ],
  [SHIFT, ({ way = '', by = '' }) => shiftBy(way, by)],
  [LATER, () => () => bare('time')],
  [
    AGENDA,
    ({ agenda = '' }) =>
      () =>
        withAgenda(agenda),
  ],
  [
    FOR_CANCELLED,
    ({ reason }) =>
      () =>
        cancelFor(reason),
  ],
  [
    CANCELLED,
    ({ reason }) =>
      () =>
        cancelFor(reason),
  ],
  [
    CANCEL,
    ({ reason }) =>
      () =>
        cancelFor(reason),
  ],
]

function shiftBy(way: string, by: string): Found['intent'] | null {
  const length = readShift(by)
  if (length === null) return null
  if (length === 'unsure') return () => bare('time')
  const shift = (way === '提前' ? length.negated() : length).toString()
  return () => ({ ...bare('time'), shift })
}

function cancelFor(said: string | undefined): ChangeRequest {
  const reason = said?.trim() ?? ''
  return reason === ''
    ? bare('cancel')
    : { ...bare('cancel'), wish: { aspect: 'cancel', reason }, filled: { reason } }
}

/** Without anything said about it: the form asks. */
export function bare(aspect: FormField): ChangeRequest {
  return { aspect, wish: null, filled: {} }
}

/** A new time, and the place if one is named: what is certain is taken, the form asks for the rest. (domain §4.4) */
export function moveTo(text: string, seen: Seen, at?: string): ChangeRequest {
  const read = readTime(text, seen)
  const { minutes } = read
  // Behind a time stands at most where it is: 改到周五14:00信息楼306.
  const place = at ?? placeAmong(read.rest)
  const length: Filled = {
    ...(minutes === null ? {} : { minutes: String(minutes) }),
    ...(place === null ? {} : { place }),
  }
  if (read.kind === 'ask') {
    const { day, time } = read
    const clock = time === null ? '' : shortTime(time)
    return { aspect: 'time', wish: null, filled: { ...(day && { day: day.toString() }), clock, ...length } }
  }
  const { start } = read
  if (read.kind === 'start')
    return { aspect: 'time', wish: { aspect: 'time', start, minutes, place }, filled: {} }
  const filled = { day: start.toPlainDate().toString(), clock: shortTime(start.toPlainTime()), ...length }
  return { aspect: 'time', wish: null, filled }
}

function shortTime(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' })
}

/** Another place. */
export function placeIn(text: string): ChangeRequest {
  const place = text.trim()
  return { aspect: 'place', wish: { aspect: 'place', place }, filled: { place } }
}

/** Another agenda. */
export function withAgenda(text: string): ChangeRequest {
  return { aspect: 'agenda', wish: { aspect: 'agenda', agenda: agendaItems(text) }, filled: { agenda: text } }
}

/** The meetings that a name may mean, read from there: by day, by title or by type; all when it says nothing. */
export function meant(name: string, among: readonly Meeting[], seen: Seen): Meeting[] {
  const named = readDay(name, seen)
  const rest = spokenName(named?.rest ?? name)
  const isThatDay = (meeting: Meeting) => named === null || dayOf(meeting).equals(named.day)
  return among.filter((meeting) => isThatDay(meeting) && isCalled(meeting, rest))
}

/** The meetings that a text mentions by title or type; all when it mentions none. */
export function mentioned(text: string, among: readonly Meeting[]): Meeting[] {
  const said = spokenName(text)
  const found = among.filter((meeting) => namesOf(meeting).some((name) => said.includes(name)))
  return found.length > 0 ? found : [...among]
}

/** What is left of a name that was said in passing: nothing of 这次会议. */
function spokenName(text: string): string {
  return text.replace(/[\s“”"《》·]|的$/g, '').replace(/^(?:这次|本次)?(?:会议|会)?$/, '')
}

function isCalled(meeting: Meeting, rest: string): boolean {
  return rest === '' || namesOf(meeting).some((name) => name.includes(rest) || rest.includes(name))
}

function namesOf({ title, shownAs, types }: Meeting): string[] {
  const short = types.map((type) => type.replace(/^支部/, ''))
  return [title, shownAs, ...types, ...short].map(spokenName).filter((name) => name !== '')
}
