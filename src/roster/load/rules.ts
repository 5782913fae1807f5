import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { College } from '../../../config/college.ts'
import { BranchId, MemberId, OpenId } from '../../ids.ts'
import { SECRETARY } from '../types.ts'
import { type Changes, ENTRY_KINDS, type Entries, LOSS_REASONS, type Loss } from './types.ts'

export type Difference = {
  /** Entries that are new or whose own text changed. */
  changed: Set<string>
  /** Entries that are no longer there. */
  gone: string[]
}

/** Splits a college into entries that can be compared one by one. */
export function entriesOf(college: College): Entries {
  return Object.fromEntries([
    ...college.branches.map((each, place) => [`branch:${each.id}`, JSON.stringify({ ...each, place })]),
    ...college.groups.map((each) => [`group:${each.id}`, JSON.stringify(each)]),
    ...college.members.map((each) => [`member:${each.id}`, JSON.stringify(each)]),
    ...college.committee.map((each) => [`committee:${each.member}`, JSON.stringify(each)]),
    ...college.inspectors.map((each) => [`inspector:${each.member}`, JSON.stringify(each)]),
    ...college.meetings.map((each) => [`meeting:${each.id}`, JSON.stringify(each)]),
    ...college.series.map((each) => [`series:${each.id}`, JSON.stringify(each)]),
    ...college.programmes.map((each) => [`programme:${each.id}`, JSON.stringify(each)]),
    ['columns:members', JSON.stringify(college.columns)],
    [SETTINGS, JSON.stringify(settingsIn(college.written.file))],
  ])
}

const SETTINGS = 'settings:college'
const SETTING_PARTS = [
  ...['college', 'terms', 'types', 'reminders', 'checkin', 'leave', 'attendance', 'reports', 'digest'],
  'quota',
]

/** The settings as they are written: what a newer program adds to them is no change of the file. */
function settingsIn(file: unknown): unknown {
  const parts = Object.entries(file instanceof Object ? file : {})
  return Object.fromEntries(parts.filter(([key]) => SETTING_PARTS.includes(key)))
}

/** Files propose, the database decides: only an entry whose own text changed is applied again. */
export function differenceOf(accepted: Entries, proposed: Entries): Difference {
  const changed = Object.keys(proposed).filter((key) => !saysTheSame(accepted[key], proposed[key]))
  const gone = Object.keys(accepted).filter((key) => !(key in proposed))
  return { changed: new Set(changed), gone }
}

const Addressed = z.object({ chat: z.string().nullable() })
const Chats = z.object({ college: z.object({ chats: z.unknown() }) })

/** Whether two entries say the same, in whatever order a version of the program wrote it down. */
function saysTheSame(accepted: string | undefined, proposed: string | undefined): boolean {
  if (accepted === undefined || proposed === undefined) return accepted === proposed
  return accepted === proposed || isDeepStrictEqual(JSON.parse(accepted), JSON.parse(proposed))
}

/** Every chat that the files name, as one text that can be compared. */
export function chatsIn(entries: Entries): string {
  const named = Object.entries(entries).flatMap(([key, text]) => {
    if (key === SETTINGS) return [[key, Chats.safeParse(JSON.parse(text)).data?.college.chats ?? null]]
    return /^(?:branch|group):/.test(key) ? [[key, Addressed.parse(JSON.parse(text)).chat]] : []
  })
  return JSON.stringify(Object.fromEntries(named.toSorted()))
}

/** What a load changed of each kind; settings that were not kept before are no change. */
export function changesOf(accepted: Entries, { changed, gone }: Difference): Changes {
  const all = [...changed, ...gone].filter((key) => key !== SETTINGS || SETTINGS in accepted)
  const ofKind = (kind: string, keys: readonly string[]) =>
    keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1))
  const kinds = ENTRY_KINDS.filter((kind) => ofKind(kind, all).length > 0)
  const known = (key: string) => key in accepted
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        added: ofKind(
          kind,
          [...changed].filter((key) => !known(key)),
        ),
        changed: ofKind(kind, [...changed].filter(known)),
        gone: ofKind(kind, gone),
      },
    ]),
  )
}

/** What this load would take away from the last accepted version, if that is grave; else null. */
export function lossOf(accepted: Entries, proposed: Entries): Loss | null {
  const before = stateOf(accepted)
  const after = stateOf(proposed)
  const people = [...before.people.keys()].filter((id) => !after.people.has(id))
  const accounts = [...before.people].flatMap(([id, { openId }]) =>
    openId !== null && after.people.get(id)?.openId === null ? [id] : [],
  )
  const branches = before.branches.filter((id) => !after.branches.includes(id))
  const secretaries = before.led.filter((id) => after.branches.includes(id) && !after.led.includes(id))
  const isStill = (id: MemberId, account: OpenId | null) =>
    after.admins.has(id) && (account === null || after.admins.get(id) === account)
  const admins = [...before.admins].flatMap(([id, account]) => (isStill(id, account) ? [] : [id]))
  const isGrave = {
    people: people.length * 10 > before.people.size,
    accounts: accounts.length * 10 > before.people.size,
    branches: branches.length > 0,
    // One vacancy before the next election is no mistake; an emptied column is.
    secretaries: secretaries.length > 1 && secretaries.length * 10 > before.branches.length,
    admins: admins.length > 0,
  }
  const reasons = LOSS_REASONS.filter((reason) => isGrave[reason])
  return reasons.length === 0
    ? null
    : { reasons, people, accounts, branches, secretaries, admins, before: before.people.size }
}

const MemberEntry = z.object({
  id: MemberId,
  openId: OpenId.nullable(),
  branch: BranchId,
  offices: z.array(z.string()),
})
const BranchEntry = z.object({ id: BranchId, active: z.boolean() })
const CommitteeEntry = z.object({ member: MemberId, rights: z.string() })

type State = {
  people: ReadonlyMap<MemberId, z.infer<typeof MemberEntry>>
  /** Active branches that have people. */
  branches: readonly BranchId[]
  /** Branches for which somebody stands as secretary. */
  led: readonly BranchId[]
  /** Administrators by their account. */
  admins: ReadonlyMap<MemberId, OpenId | null>
}

function stateOf(entries: Entries): State {
  const people = new Map(entriesIn(entries, 'member', MemberEntry).map((each) => [each.id, each]))
  const peopled = new Set([...people.values()].map(({ branch }) => branch))
  const led = [...people.values()]
    .filter(({ offices }) => offices.includes(SECRETARY))
    .map(({ branch }) => branch)
  const branches = entriesIn(entries, 'branch', BranchEntry)
  const seats = entriesIn(entries, 'committee', CommitteeEntry).filter(({ rights }) => rights === 'admin')
  return {
    people,
    branches: branches.filter(({ id, active }) => active && peopled.has(id)).map(({ id }) => id),
    led: [...new Set(led)],
    admins: new Map(seats.map(({ member }) => [member, people.get(member)?.openId ?? null])),
  }
}

function entriesIn<T>(entries: Entries, kind: string, schema: z.ZodType<T>): T[] {
  return Object.entries(entries)
    .filter(([key]) => key.startsWith(`${kind}:`))
    .map(([, text]) => schema.parse(JSON.parse(text)))
}
