import type { MemberId } from '../../ids.ts'
import { readNumber } from '../../time/read/numerals.ts'
import type { RollEntry } from '../roll/types.ts'
import type { Mark } from '../types.ts'

/** What a line of a roll says: who is marked how, how everybody else is, and the numbers that stand beside. */
export type RollLine = {
  marks: ReadonlyMap<MemberId, Mark>
  rest: Mark | null
  expected: number | null
  present: number | null
}

/** Why a line is not taken: the names that it is about, or what was counted instead of what it says. */
export type LineFault =
  | { kind: 'unknownNames' | 'sameNames' | 'twice'; names: readonly string[] }
  | { kind: 'expectedDiffers' | 'presentDiffers'; said: number; counted: number }
  | { kind: 'nothing' }

type Faulty = { ok: false; fault: LineFault }
type Listed = Pick<RollEntry, 'who' | 'name'>

const KINDS: Readonly<Record<string, Mark | 'expected'>> = {
  应到: 'expected',
  ...{ 实到: 'present', 到会: 'present', 签到: 'present', 出席: 'present', 参加: 'present' },
  ...{ 全勤: 'present', 到齐: 'present', 迟到: 'late', 请假: 'leave', 缺席: 'absent', 未到: 'absent' },
}
const TOKEN = new RegExp(
  `(?<rest>(?:其余|其他人?|余下|剩余|全员|全部|全体)(?:人员|党员|同志|的?人)?(?:均|都|全部)?(?:记?为)?)?` +
    `(?<word>${Object.keys(KINDS).join('|')})`,
  'g',
)
const NUMBER =
  /^[\s:]*(?:人数)?[\s:]*(\d{1,4}|[〇零一二两三四五六七八九十百]{1,5}(?=[人名位\s,;.。、]|$))?\s*[人名位]?/
const BETWEEN = /[,;.。、:\s]+/

/** One part of a line: 「实到21」, 「缺席：张某、李某」, 「其余缺席」. */
type Section = { what: Mark | 'expected'; isRest: boolean; number: number | null; names: string[] }

/**
 * Reads a line as people write it, 「实到21，请假：王某、李某，缺席：张某」, among the people who were expected. A number of
 * people present that fits makes everybody else present; 「其余缺席」 says it in words. (domain §2.4)
 */
export function readLine(text: string, people: readonly Listed[]): { ok: true; line: RollLine } | Faulty {
  const sections = sectionsOf(text.normalize('NFKC'))
  const named = marksIn(sections, people)
  if (!named.ok) return named
  const rests = sections.flatMap(({ what, isRest }) => (isRest && what !== 'expected' ? [what] : []))
  const numberOf = (kind: Section['what']) =>
    sections.find(({ what, number }) => what === kind && number !== null)?.number ?? null
  const { marks } = named
  const line = { marks, rest: rests[0] ?? null, expected: numberOf('expected'), present: numberOf('present') }
  const isEmpty = marks.size === 0 && line.rest === null && line.present === null
  return isEmpty ? { ok: false, fault: { kind: 'nothing' } } : { ok: true, line }
}

function marksIn(
  sections: readonly Section[],
  people: readonly Listed[],
): { ok: true; marks: Map<MemberId, Mark> } | Faulty {
  const marks = new Map<MemberId, Mark>()
  for (const { what, names } of sections) {
    if (what === 'expected') continue
    const found = peopleNamed(names, people)
    if (!found.ok) return found
    for (const { who, name } of found.people) {
      if (marks.has(who)) return { ok: false, fault: { kind: 'twice', names: [name] } }
      marks.set(who, what)
    }
  }
  return { ok: true, marks }
}

/** The parts of a line; none when it begins with anything else. */
function sectionsOf(text: string): Section[] {
  const tokens = [...text.matchAll(TOKEN)]
  const begins = text.slice(0, tokens[0]?.index ?? 0).replace(BETWEEN, '')
  if (begins !== '') return []
  return tokens.map((token, at) => {
    const { rest, word = '' } = token.groups ?? {}
    const body = text.slice(token.index + token[0].length, tokens[at + 1]?.index)
    const [head = '', number] = NUMBER.exec(body) ?? []
    return {
      what: KINDS[word] ?? 'expected',
      isRest: rest !== undefined || word === '全勤' || word === '到齐',
      number: number === undefined ? null : (readNumber(number) ?? null),
      names: body
        .slice(head.length)
        .split(BETWEEN)
        .filter((name) => name !== ''),
    }
  })
}

const COURTESY = /(?:老师|同学|同志)?等?$/

function peopleNamed(
  names: readonly string[],
  people: readonly Listed[],
): { ok: true; people: Listed[] } | Faulty {
  const said = names.flatMap((name) => parted(name, people))
  const matches = said.map((name) => matching(name, people))
  const unknown = said.filter((_, at) => matches[at]?.length === 0)
  if (unknown.length > 0) return { ok: false, fault: { kind: 'unknownNames', names: unknown } }
  const several = matches.find((found) => found.length > 1)
  if (several === undefined) return { ok: true, people: matches.flat() }
  return { ok: false, fault: { kind: 'sameNames', names: several.map(({ name }) => name) } }
}

/** 「王某和李某」 are two, 「周和平」 is one. */
function parted(name: string, people: readonly Listed[]): string[] {
  if (matching(name, people).length > 0) return [name]
  for (const { index } of name.matchAll(/[和及与]/g)) {
    const [one, others] = [name.slice(0, index), name.slice(index + 1)]
    if (matching(one, people).length > 0) return [one, ...parted(others, people)]
  }
  return [name]
}

/** The people whom a name may mean: as the list calls them, by id, or by the name alone. */
function matching(said: string, people: readonly Listed[]): Listed[] {
  const labels = people.map((one) => ({ one, label: one.name.normalize('NFKC') }))
  const exact = labels.filter(({ one, label }) => label === said || one.who === said)
  const bare = [said, said.replace(COURTESY, '')]
  const plain = labels.filter(({ label }) => bare.includes(label.replace(/\(.*\)$/, '')))
  return (exact.length > 0 ? exact : plain).map(({ one }) => one)
}

/** A mark that a line sets. */
export type LineChange = { entry: RollEntry; mark: Mark }

/** What a line changes on a roll. A number that does not fit is a fault: nothing is guessed. (domain §2.2) */
export function changesOf(
  line: RollLine,
  entries: readonly RollEntry[],
): { ok: true; changes: LineChange[] } | Faulty {
  const { expected, present: said } = line
  if (expected !== null && expected !== entries.length)
    return { ok: false, fault: { kind: 'expectedDiffers', said: expected, counted: entries.length } }
  const named = entries.map((entry) => ({ entry, mark: line.marks.get(entry.who) ?? entry.mark }))
  const came = named.filter(({ mark }) => mark === 'present' || mark === 'late').length
  const open = named.filter(({ mark }) => mark === null).length
  const rest = line.rest ?? (open > 0 && said === came + open ? 'present' : null)
  const counted = came + (rest === 'present' || rest === 'late' || line.rest === null ? open : 0)
  const fits = said === null || said === counted || (line.rest === null && said === came)
  if (!fits) return { ok: false, fault: { kind: 'presentDiffers', said, counted } }
  const all = named.map(({ entry, mark }) => ({ entry, mark: mark ?? rest }))
  return {
    ok: true,
    changes: all.flatMap(({ entry, mark }) =>
      mark === null || mark === entry.mark ? [] : [{ entry, mark }],
    ),
  }
}
