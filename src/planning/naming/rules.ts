import { bareName, type MeetingType } from '../../../config/college.ts'
import { agendaItems, MOST } from '../rules.ts'
import type { Called, Named } from './types.ts'
import { cutTo } from '../../cards/shortened.ts'

const AGENDA = /(?:议题[:：]?|(?:议程|内容)[:：])\s*([\s\S]*)$/
const PLACE = /(?:会议)?地点[:：\s]*([^\s，,。;；]+(?:\s+\d[^\s，,。;；]*)?)/
const TITLE = /(?:名称|主题|题目)[:：]\s*([^\s，,。;；]+)/
const APART = /[\s，,。;；、：:]+|召开|举行|举办|开展/
/** Words around a meeting that say nothing about it. */
const FRAME =
  /^(?:时间|时长|地点|会议|兹?定于|于|在|请|安排|通知|大家|各位|同志们?|老师们?|同学们?|开会|开始|起|准时参加|望周知)+$/
const PLACEISH =
  /[楼室馆厅堂]|[一二三四五六七八九十\d东西南北]教|校区|操场|线上|(?:腾讯|飞书|钉钉|云)会议|\d{3,}/

/** Words by which a meeting is asked for, before anything is said about it. */
const REQUEST =
  /^(?:麻烦|劳烦|帮忙|帮我|我们?想|准备|打算|(?:安排|召集|筹备|组织(?!生活)|召开|开(?=一?[个次场]))(?:一?[个次场](?![\d一二三四五六七八九十地]))?|通知|大家|各位|同志们|一下(?![子午])|[请帮想要拟]|[\s，,：:])+/
/** Words that join a time or a request to what is held. */
const JOINING = /^(?:的|(?:[讲上开]|召开)?一[个次场])/

/** The text without the words by which a meeting is asked for: 安排一下下周三… speaks of 下周三. */
export function withoutRequest(text: string): string {
  const rest = text.trim().replace(REQUEST, '')
  return rest === '' ? text : rest
}

/** What is said before the agenda, and the agenda's items: an agenda may speak of other times and places. */
export function partAgenda(text: string): { head: string; agenda: string[] } {
  const found = AGENDA.exec(text)
  if (found === null) return { head: text, agenda: [] }
  return { head: text.slice(0, found.index), agenda: agendaItems(found[1] ?? '') }
}

/** What a college's meetings are called, and whom they are for. */
export type Known = { types: readonly MeetingType[]; audienceChoices: readonly Called[] }

/** Reads type, title, place and whom it is for from the pieces of a text that say no time. */
export function readNames(pieces: readonly string[], known: Known): Named {
  const whole = pieces.join(' ')
  const [placed, place = ''] = PLACE.exec(whole) ?? []
  const [titled, title = ''] = TITLE.exec(whole) ?? []
  const rest = [placed, titled].reduce((text: string, part) => (part ? text.replace(part, ' ') : text), whole)
  const parts = rest.split(APART).filter((part) => part !== '' && !FRAME.test(part))
  const said = wordsIn(parts, known)
  const places = place === '' ? said.places : [place]
  return {
    type: said.type,
    audience: said.audience,
    title: cutTo(title === '' ? said.title : title, MOST.title),
    place: cutTo(places.join(' '), MOST.place),
    agenda: agendaItems(said.others.join('\n')),
  }
}

type Words = Pick<Named, 'type' | 'title' | 'audience'> & { places: string[]; others: string[] }

function wordsIn(parts: readonly string[], known: Known): Words {
  const said: Words = { type: null, title: '', audience: null, places: [], others: [] }
  for (const part of parts)
    take(said, withoutAudience(said, part.replace(JOINING, ''), known.audienceChoices), known.types)
  // Without a type the words that are left are what it is called.
  if (said.type !== null || said.others.length === 0) return said
  return { ...said, title: said.others.join(' '), others: [] }
}

function withoutAudience(said: Words, part: string, audienceChoices: readonly Called[]): string {
  const found = said.audience === null ? audienceIn(part, audienceChoices) : null
  if (found === null) return part
  said.audience = found.key
  return part.slice(found.length)
}

function take(said: Words, part: string, types: readonly MeetingType[]): void {
  const type = said.type === null ? typeIn(part, types) : null
  if (type !== null) {
    said.type = type.name
    // 支部党员大会信息楼305: nobody wrote a space between.
    const isPlaced = type.behind !== '' && PLACEISH.test(type.behind) && !/[》”]/.test(type.behind)
    if (isPlaced) said.places.push(placeIn(type.behind))
    said.title = type.isWhole || isPlaced ? '' : part
  } else if (PLACEISH.test(part)) said.places.push(placeIn(part))
  else if (part !== '') said.others.push(part)
}

function placeIn(part: string): string {
  return part.replace(/^(?:开始|起)?[在到至]/, '')
}

/** The audience that a part begins with; the longest name wins, so that B1 is not the beginning of B10. */
function audienceIn(
  part: string,
  audienceChoices: readonly Called[],
): { key: string; length: number } | null {
  const lower = part.toLowerCase()
  const found = audienceChoices
    .flatMap(({ key, names }) =>
      names.map((name) => ({ key, length: name.length, name: name.toLowerCase() })),
    )
    .filter(
      ({ name }) => lower.startsWith(name) && !(/\w$/.test(name) && /^\w/.test(lower.slice(name.length))),
    )
    .toSorted((one, other) => other.length - one.length)
  const [first, second] = found
  // The first group of one branch is called like that of another.
  if (first === undefined || (second?.length === first.length && second.key !== first.key)) return null
  return first
}

/** The type that a part names, and what is written right behind it when it begins the part. */
type TypeIn = { name: string; isWhole: boolean; behind: string }

/** Of several the one with the longest name, so that 党课擂台赛 is no 党课. */
function typeIn(part: string, types: readonly MeetingType[]): TypeIn | null {
  const bare = bareName(part)
  const found = types
    .flatMap(({ name, aliases }) => [name, ...aliases].map((said) => ({ name, said: bareName(said) })))
    .filter(({ said }) => bare.includes(said))
    .toSorted((one, other) => other.said.length - one.said.length)[0]
  if (found === undefined) return null
  const { name, said } = found
  return { name, isWhole: said === bare, behind: bare.startsWith(said) ? bare.slice(said.length) : '' }
}
