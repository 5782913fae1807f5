import type { DocumentContent } from '../../documents/types.ts'
import type { MemberId } from '../../ids.ts'
import type { Rights } from '../../roster/types.ts'
import { dateOf } from '../../time/dates.ts'
import { clock } from '../../time/format.ts'
import { placedFiles } from '../attachments/service.ts'
import type { Request } from '../types.ts'
import type { Record } from './types.ts'
import { words } from './words.ts'

/** Kinds of requests whose answer is a record of organisational life. */
export const KINDS: readonly Request['about']['kind'][] = ['meeting', 'visit']

/** Whether a record is final: it passed, or was handed in and nobody reads it. */
export function isFiled({ state, drawn, about }: Pick<Request, 'state' | 'drawn' | 'about'>): boolean {
  if (!KINDS.includes(about.kind)) return false
  return state === 'approved' || (state === 'submitted' && !drawn)
}

/**
 * Whether a person may read a record: the branch's committee, the leader of its group, whoever owed it, the branch's
 * inspectors, the administrators; the college's own also its committee. (domain §5, row 18)
 */
export function mayRead(
  { owner, branch, group }: Pick<Request, 'owner' | 'branch' | 'group'>,
  who: MemberId,
  rights: Rights,
): boolean {
  if (rights.admin || owner === who) return true
  if (branch === null) return rights.committee
  if (rights.branchCommitteeOf.includes(branch) || rights.inspects.includes(branch)) return true
  return group !== null && rights.leaderOf.includes(group)
}

/** What the file of a record is called, without its ending: 「2026-11-25 支部党员大会（自动化系）」. */
export function fileNameOf(
  { request, held, branch }: Pick<Record, 'request' | 'held' | 'branch'>,
  zone: string,
): string {
  return `${dateOf(held?.startsAt ?? request.askedAt, zone)} ${request.title}（${branch.short}）`
}

type How = { zone: string; by: string; at: Temporal.Instant; pictures: readonly string[]; unkept: number }

/**
 * The record in the form that colleges file (domain §2.4). `pictures`: where those lie whose bytes are kept; `unkept`: how
 * many others there are; `by` is who exported it.
 */
export function documentOf(record: Record, how: How): DocumentContent {
  const { request, votes, held } = record
  const agenda = (held?.agenda ?? []).map((item, index) => `${index + 1}. ${item}`).join('\n')
  const sections = [
    { heading: words.agenda, text: agenda },
    ...writtenIn(record).map(([heading, text]) => ({ heading, text })),
    { heading: words.votes, text: votes.join('\n') },
    { heading: words.files, text: filesIn(record).join('\n') },
    {
      heading: words.photos,
      text: how.unkept > 0 && how.pictures.length === 0 ? words.unkept(how.unkept) : '',
    },
  ]
  return {
    title: request.title,
    facts: factsOf(record, how.zone),
    sections: sections.filter(({ text }) => text !== ''),
    picturesHeading: how.unkept > 0 ? `${words.photos}（${words.unkept(how.unkept)}）` : words.photos,
    pictures: how.pictures,
    signatures: words.signatures,
    footer: footerOf(record, how),
  }
}

/** What was written, by the labels of its fields. Whoever is named as its writer stands among the facts. */
export function writtenIn({ fields }: Pick<Record, 'fields'>): [label: string, text: string][] {
  return Object.entries(fields).filter(([label]) => label !== words.writer)
}

/** What a record says beside its text. */
export function factsOf(record: Record, zone: string): [string, string][] {
  const { held, roll, host, observers } = record
  const facts: [string, string | null][] = [
    [words.title, record.request.title],
    [words.types, record.types],
    [words.branch, record.branch.name],
    [words.time, held && whenOf(held, zone)],
    [words.place, held?.place ?? null],
    [words.host, host],
    [words.writer, record.fields[words.writer] ?? record.writer],
    [words.roll, roll === null ? words.uncounted : words.counts(roll)],
    [words.observers, observers.join('、')],
  ]
  return facts.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : []))
}

function whenOf({ startsAt, endsAt }: NonNullable<Record['held']>, zone: string): string {
  const [start, end] = [startsAt.toZonedDateTimeISO(zone), endsAt.toZonedDateTimeISO(zone)]
  const isSameDay = start.toPlainDate().equals(end.toPlainDate())
  return `${words.yearDay(start)}${clock(start)}至${isSameDay ? '' : words.yearDay(end)}${clock(end)}`
}

/** The names of a record's files. */
export function filesIn({ attached }: Pick<Record, 'attached'>): string[] {
  return placedFiles(attached).map(({ name }) => name)
}

/** Whether it passed, and when. */
export function readOn(
  { request, approvedAt }: Pick<Record, 'request' | 'approvedAt'>,
  zone: string,
): string {
  if (approvedAt !== null) return words.approved(words.yearDay(approvedAt.toZonedDateTimeISO(zone)))
  return request.state === 'approved' ? words.passed : words.unread
}

function footerOf(record: Record, { zone, by, at }: How): string {
  const now = at.toZonedDateTimeISO(zone)
  return [
    words.version(record.version.n),
    readOn(record, zone),
    words.exported(`${words.yearDay(now)}${clock(now)}`, by),
  ].join(' · ')
}
