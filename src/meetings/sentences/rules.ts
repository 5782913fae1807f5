import { readDay, readTime } from '../../time/read/reader.ts'
import type { Seen } from '../../time/read/types.ts'
import type { FormAspect, Intent } from '../changes/types.ts'
import { agendaItems, dayOf } from '../rules.ts'
import type { Filled, Meeting } from '../types.ts'

/** What a sentence wants changed: which meeting it names, in its own words, and what is to become of it. */
export type Sentence = { name: string; intent: Intent }

/** A name is short and holds no stop: a report that says so in passing is none of these sentences. */
const NAME = '[^，。；！？,;!?\\n]{0,30}?'
const TO = '(?:时间)?(?:改期到|改期至|改到|改至|推迟到|延期到|提前到)|时间改为'
const MOVE = new RegExp(`^(${NAME})(?:${TO})([^，。；！？,;!?\\n]{1,40})$`)
const PLACE = new RegExp(`^(${NAME})地点(?:改为|改到|改成|改在|换到)[：:\\s]*([^，。；\\n]{1,100})$`)
const AGENDA = new RegExp(`^(${NAME})议题(?:改为|改成|换成)[：:\\s]*([\\s\\S]{1,1000})$`)
const CANCEL = /^取消([^，。；！？,;!?\n]{1,40})$/

/** Whether a text is such a sentence. */
export function isSentence(text: string): boolean {
  return [MOVE, PLACE, AGENDA, CANCEL].some((form) => form.test(text.trim()))
}

/** Reads a sentence that changes a meeting; null when it is none. */
export function readSentence(text: string, seen: Seen): Sentence | null {
  const said = text.trim()
  const [, moved, when] = MOVE.exec(said) ?? []
  const [, placed, place] = PLACE.exec(said) ?? []
  if (moved !== undefined && when !== undefined && placed === undefined)
    return { name: moved, intent: moveTo(when, seen) }
  if (placed !== undefined && place !== undefined) return { name: placed, intent: placeIn(place) }
  const [, titled, agenda] = AGENDA.exec(said) ?? []
  if (titled !== undefined && agenda !== undefined) return { name: titled, intent: withAgenda(agenda) }
  const [, cancelled] = CANCEL.exec(said) ?? []
  return cancelled === undefined ? null : { name: cancelled, intent: bare('cancel') }
}

/** Without anything said about it: the form asks. */
export function bare(aspect: FormAspect): Intent {
  return { aspect, wish: null, filled: {} }
}

/** A new time: what is certain in it is taken, the form asks for the rest. (domain §4.4) */
export function moveTo(text: string, seen: Seen): Intent {
  const read = readTime(text, seen)
  const { minutes } = read
  const length: Filled = minutes === null ? {} : { minutes: String(minutes) }
  if (read.kind === 'ask') {
    const { day, time } = read
    const clock = time === null ? '' : shortTime(time)
    return { aspect: 'time', wish: null, filled: { ...(day && { day: day.toString() }), clock, ...length } }
  }
  const { start } = read
  if (read.kind === 'start') return { aspect: 'time', wish: { aspect: 'time', start, minutes }, filled: {} }
  const filled = { day: start.toPlainDate().toString(), clock: shortTime(start.toPlainTime()), ...length }
  return { aspect: 'time', wish: null, filled }
}

function shortTime(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' })
}

/** Another place. */
export function placeIn(text: string): Intent {
  const place = text.trim()
  return { aspect: 'place', wish: { aspect: 'place', place }, filled: { place } }
}

/** Another agenda. */
export function withAgenda(text: string): Intent {
  return { aspect: 'agenda', wish: { aspect: 'agenda', agenda: agendaItems(text) }, filled: { agenda: text } }
}

/** The meetings that a name may mean, read from there: by day, by title or by type; all when it says nothing. */
export function meant(name: string, among: readonly Meeting[], seen: Seen): Meeting[] {
  const named = readDay(name, seen)
  const rest = bareName(named?.rest ?? name)
  const isThatDay = (meeting: Meeting) => named === null || dayOf(meeting).equals(named.day)
  return among.filter((meeting) => isThatDay(meeting) && isCalled(meeting, rest))
}

/** The meetings that a text mentions by title or type; all when it mentions none. */
export function mentioned(text: string, among: readonly Meeting[]): Meeting[] {
  const said = bareName(text)
  const found = among.filter((meeting) => namesOf(meeting).some((name) => said.includes(name)))
  return found.length > 0 ? found : [...among]
}

function bareName(text: string): string {
  return text.replace(/[\s“”"《》·]|的$/g, '').replace(/^(?:这次|本次)?(?:会议|会)?$/, '')
}

function isCalled(meeting: Meeting, rest: string): boolean {
  return rest === '' || namesOf(meeting).some((name) => name.includes(rest) || rest.includes(name))
}

function namesOf({ title, shownAs, types }: Meeting): string[] {
  const short = types.map((type) => type.replace(/^支部/, ''))
  return [title, shownAs, ...types, ...short].map(bareName).filter((name) => name !== '')
}
