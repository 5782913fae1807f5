import { z } from 'zod'
import type { MeetingType, Settings } from '../../../config/college.ts'
import type { BranchId, ChatId } from '../../ids.ts'
import { branchNames, branchTitle } from '../../roster/service.ts'
import type { Branch, Group, Rights } from '../../roster/types.ts'
import type { Reading, Seen } from '../../time/read/types.ts'
import { doubtOf } from '../../time/read/words.ts'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import type { Called, Named } from '../naming/types.ts'
import { agendaItems, lengthIn, MOST } from '../rules.ts'
import { type AudienceChoice, type Complete, type Draft, OTHER, type Refusal, type Stage } from './types.ts'
import { refusals, words } from './words.ts'
import { cutTo } from '../../cards/shortened.ts'
import { Typed } from '../../cards/typed.ts'

type Roster = { branches: readonly Branch[]; groups: readonly Group[] }

/** Everybody a meeting can be for: each branch, its groups, and the college's secretaries and committee. */
export function everyAudienceChoice({ branches, groups }: Roster): AudienceChoice[] {
  const ofBranch = (one: Branch): AudienceChoice[] => [
    {
      key: `branch:${one.id}`,
      name: branchTitle(one),
      audience: { kind: 'branch', branch: one.id },
      level: 'branch',
      branch: one.id,
    },
    ...groups.filter(({ branch }) => branch === one.id).map((group) => audienceOfGroup(group, one)),
  ]
  return [...branches.flatMap(ofBranch), ...COLLEGE]
}

function audienceOfGroup({ id, name }: Group, { id: branch, short }: Branch): AudienceChoice {
  return {
    key: `group:${id}`,
    name: `${short}${name}`,
    audience: { kind: 'group', group: id },
    level: 'group',
    branch,
  }
}

const OF_COLLEGE = { level: 'college', branch: null } as const
const COMMITTEE = { kind: 'committee' } as const
const SECRETARIES = { kind: 'secretaries' } as const
const COLLEGE: readonly AudienceChoice[] = [
  { ...OF_COLLEGE, key: 'secretaries', name: words.secretaries, audience: SECRETARIES },
  { ...OF_COLLEGE, key: 'committee', name: words.committee, audience: COMMITTEE },
  {
    ...OF_COLLEGE,
    key: 'both',
    name: words.both,
    audience: { kind: 'list', parts: [COMMITTEE, SECRETARIES] },
  },
]

/** Whether a person may call a meeting for them. (domain §5, rows 1–3) */
export function mayCall(
  { admin, branchCommitteeOf, leaderOf }: Rights,
  { branch, audience }: AudienceChoice,
): boolean {
  if (admin) return true
  if (branch !== null && branchCommitteeOf.includes(branch)) return true
  return audience.kind === 'group' && leaderOf.includes(audience.group)
}

/** The names by which a text means each of them; `near` are those among whom a group goes by its bare name. */
export function namesOf(
  audienceChoices: readonly AudienceChoice[],
  branches: readonly Branch[],
  near: readonly AudienceChoice[],
): Called[] {
  const shortOf = ({ branch }: AudienceChoice) => branches.find(({ id }) => id === branch)?.short ?? ''
  const bareOf = (choice: AudienceChoice) =>
    choice.level === 'group' ? choice.name.slice(shortOf(choice).length) : choice.name
  const isOnly = (choice: AudienceChoice) => near.filter((one) => bareOf(one) === bareOf(choice)).length === 1
  return audienceChoices.map((choice) => {
    const { key, name, level, branch } = choice
    const of = branches.find(({ id }) => id === branch)
    if (of !== undefined && level === 'branch') return { key, names: branchNames(of) }
    const isNear = near.some((one) => one.key === key) && isOnly(choice)
    return { key, names: level === 'group' && isNear ? [name, bareOf(choice)] : [name] }
  })
}

export type Among = {
  /** For whom the person may call a meeting. */
  may: readonly AudienceChoice[]
  types: readonly MeetingType[]
  /** The branch in whose chat it was said, null for a chat of the college, and whose own chat it is, by key. */
  here: { branch: BranchId | null; own: string | null } | null
}

/** The audience of a meeting: the one named, else that of this chat, else the only one for which such a type can be. */
export function audienceMeant(
  { audience, type }: Pick<Named, 'audience' | 'type'>,
  { may, types, here }: Among,
): string | null {
  if (audience !== null) return audience
  const level = types.find(({ name }) => name === type)?.level ?? 'branch'
  // A person who may call no meeting of that kind at all is told who may.
  if (type !== null && !may.some((one) => isFor(level, one))) return NOBODY
  const near = here === null ? may : may.filter(({ branch }) => branch === here.branch)
  if (near.length === 0) return NOBODY
  const own = near.find(({ key }) => key === here?.own)
  const [only, another] = near.filter((one) => one.level === level)
  if (own !== undefined && (type === null || isFor(level, own))) return own.key
  return another === undefined ? (only?.key ?? null) : null
}

/** The college's chat in which it was said; a secretary who calls no meeting of the college means the own branch there, too. */
export function collegeHere(chats: Settings['chats'], chat: ChatId, may: readonly AudienceChoice[]) {
  const own = (['secretaries', 'committee'] as const).find((key) => chats[key] === chat)
  return may.some(({ key }) => key === own) && own !== undefined ? { branch: null, own } : null
}

/** The key of those for whom the person may not call it, whoever they are. */
export const NOBODY = ''

/** Whether a type of that level can be held by them: a branch holds its own and its groups' meetings, the college any. */
export function isFor(level: MeetingType['level'], choice: Pick<AudienceChoice, 'level'>): boolean {
  const of = { group: 0, branch: 1, college: 2 }
  return of[level] <= of[choice.level]
}

/** From where a draft is looked at. */
export type Knows = { seen: Seen; types: readonly MeetingType[]; every: readonly AudienceChoice[] }

/** What the card of a draft shows next: the question, the form for what is missing, or the preview. */
export function stageFrom(draft: Draft, reading: Reading, knows: Knows): Stage {
  if (reading.kind !== 'ask') return whenKnown({ ...draft, start: reading.start }, knows)
  const { choices, day, time } = reading
  const question = doubtOf(reading)
  if (choices.length > 1 && choices.length <= MOST_CHOICES) return { at: 'when', draft, question, choices }
  const clock = time === null ? {} : { clock: time.toString({ smallestUnit: 'minute' }) }
  return { at: 'form', draft, question, filled: { ...(day && { day: day.toString() }), ...clock } }
}

const MOST_CHOICES = 4

/** The preview when all is known and makes sense, else the form. */
export function whenKnown(draft: Draft, knows: Knows): Stage {
  const { whom, type, start } = draft
  const complete = whom !== null && type !== null && start !== null ? { ...draft, whom, type, start } : null
  const refusal = complete === null ? missingIn(draft) : refusalOf(complete, knows)
  if (complete !== null && refusal === null) {
    return { at: 'preview', draft: complete, past: timing(complete, knows) === 'past' }
  }
  return { at: 'form', draft, question: refusal === null ? null : refusals[refusal], filled: {} }
}

function missingIn({ whom, type }: Draft): Refusal | null {
  if (type === null) return 'noType'
  return whom === null ? 'noAudience' : null
}

/** Why a meeting cannot be booked as it is drafted; null when it can. */
export function refusalOf(draft: Complete, { seen, types, every }: Knows): Refusal | null {
  const choice = every.find(({ key }) => key === draft.whom)
  const level = types.find(({ name }) => name === draft.type)?.level ?? 'group'
  if (choice === undefined || !isFor(level, choice)) return 'misfit'
  return timing(draft, { seen, types }) === 'underway' ? 'underway' : null
}

/** How long it lasts, in minutes: as said, else as its type does. */
export function minutesOf({ minutes, type }: Pick<Draft, 'minutes' | 'type'>, types: Knows['types']): number {
  return minutes ?? types.find(({ name }) => name === type)?.minutes ?? USUAL
}

const USUAL = 90

/** Whether it lies ahead, goes on, or is over: what is over is booked as a record of the past 补录. */
export function timing(
  draft: Complete,
  { seen, types }: Pick<Knows, 'seen' | 'types'>,
): 'ahead' | 'underway' | 'past' {
  const { compare } = Temporal.PlainDateTime
  if (compare(draft.start, seen.now) > 0) return 'ahead'
  const end = draft.start.add({ minutes: minutesOf(draft, types) })
  return compare(end, seen.now) > 0 ? 'underway' : 'past'
}

const Form = z.object({
  whom: Typed,
  type: Typed,
  title: Typed,
  day: PickedDate,
  clock: PickedTime,
  minutes: Typed,
  place: Typed,
  agenda: Typed,
})

/** What a form asks for, or what is still wrong with it. */
export function readForm(
  form: Record<string, unknown>,
  { draft, may, types }: { draft: Draft; may: readonly AudienceChoice[]; types: Knows['types'] },
): { ok: true; draft: Complete } | { ok: false; refusal: Refusal } {
  const said = Form.parse(form)
  // With one choice alone the form does not ask.
  const choice = may.length === 1 ? may[0] : may.find(({ key }) => key === said.whom)
  const type = said.type === OTHER ? OTHER : types.find(({ name }) => name === said.type)?.name
  const minutes = lengthIn(said.minutes)
  if (choice === undefined) return { ok: false, refusal: 'noAudience' }
  if (type === undefined) return { ok: false, refusal: 'noType' }
  if (type === OTHER && said.title === '') return { ok: false, refusal: 'noTitle' }
  if (said.day === null || said.clock === null) return { ok: false, refusal: 'noTime' }
  if (said.minutes !== '' && minutes === null) return { ok: false, refusal: 'noMinutes' }
  const start = said.day.toPlainDateTime(said.clock)
  const agenda = agendaItems(said.agenda)
  const { place, title } = { place: cutTo(said.place, MOST.place), title: cutTo(said.title, MOST.title) }
  return {
    ok: true,
    draft: { ...draft, whom: choice.key, type, start, minutes, agenda, place, title, saidAt: null },
  }
}

/** The meeting's types and title: a free activity is called what it is. */
export function calledAs({ type, title }: Pick<Complete, 'type' | 'title'>): {
  types: [string]
  title: string
} {
  if (type === OTHER) return { types: [title], title }
  return { types: [type], title: title === '' ? type : title }
}
