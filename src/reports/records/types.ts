import type { MemberId, RequestId } from '../../ids.ts'
import type { Counts as Roll } from '../../attendance/types.ts'
import type { Attached } from '../attachments/types.ts'
import type { Request, Version } from '../types.ts'

/** The part's glossary: record 纪实 (what was handed in and is filed), scan 签字版, filed 归档. */
export type Record = {
  request: Request
  version: Version
  /** The types of the sitting, with 、 between; empty without a meeting. */
  types: string
  /** What the branch is called, and in short; or the college. */
  branch: { name: string; short: string }
  held: {
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    place: string
    agenda: readonly string[]
  } | null
  /** Who led it, who wrote the record, and who sat in 列席, by name. */
  host: string | null
  writer: string
  observers: readonly string[]
  /** Null when nobody could check in. */
  roll: Roll | null
  /** What was put to the vote, a line for each. */
  votes: readonly string[]
  /** What was written, by the labels of its fields. */
  fields: Readonly<{ [label: string]: string }>
  attached: Attached
  /** How many signed scans came back. */
  scans: number
  /** When it passed; null when nobody reads it, or it passed before that was written down. */
  approvedAt: Temporal.Instant | null
}

/** A record, and who wants it when. */
export type Asked = { request: RequestId; who: MemberId; at: Temporal.Instant }

/** Why a record is not shown or exported. */
export type Refusal = 'mayNotRead' | 'notFiled'
