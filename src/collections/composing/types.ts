import type { Question } from '../../../config/college/questions.ts'
import type { CollectionId, MemberId } from '../../ids.ts'
import type { Seen } from '../../time/read/types.ts'
import type { Choice, Recipients } from '../recipients/types.ts'
import type { Content } from '../types.ts'

/** A collection as far as it is composed. */
export type Draft = {
  title: string
  questions: Question[]
  /** The key of the choice; null: not chosen yet. */
  whom: string | null
  /** Names and offices as they were written. */
  people: string
  /** Until when; of a weekly one the first time, which says its weekday and time. */
  due: Temporal.PlainDateTime | null
  /** The last day of a weekly one; null: it is asked once. */
  until: Temporal.PlainDate | null
}

/** A draft from which a collection can begin. */
export type Complete = Draft & { whom: string; due: Temporal.PlainDateTime }

/** What was typed and chosen in a form, kept while it cannot be understood. */
export type Filled = Record<string, string>

/** What the card of a draft has open: title, for whom and until when; a question; several at once; their order. */
export const PANELS = ['facts', 'add', 'paste', 'arrange'] as const
export type Panel = (typeof PANELS)[number]

/** How far it has come: what its card shows. `said` is what is still wrong with what was filled in. */
export type Stage =
  | { at: 'edit'; draft: Draft; panel: Panel; filled: Filled; said: string | null }
  | { at: 'preview'; draft: Complete }
  | { at: 'started' }
  | { at: 'dropped' }

/** A person who composes a collection: one card. Its id becomes that of the collection. */
export type Dialogue = { id: CollectionId; by: MemberId; stage: Stage }

/** Why a collection does not begin, or a change of its draft is not taken. */
export type Refusal =
  | 'mayNot'
  | 'already'
  | 'noTitle'
  | 'noAudience'
  | 'notYours'
  | 'nobody'
  | 'unknown'
  | 'several'
  | 'outside'
  | 'noTime'
  | 'unclearTime'
  | 'past'
  | 'badUntil'
  | 'noQuestions'
  | 'noLabel'
  | 'badOptions'
  | 'tooMany'
  | 'sentTwice'
  | 'unread'

/** What the preview shows of what will be sent, and to how many. */
export type Preview = {
  content: Content
  recipients: Recipients
  dueAt: Temporal.Instant
  /** How many times it is asked. */
  times: number
  /** When the messages arrive; null: at once. */
  arrives: Temporal.Instant | null
  /** When whoever has not answered is reminded; null: there is no time for it. */
  reminded: Temporal.Instant | null
}

/** Everything that the card of a draft shows at this moment. */
export type DialogueView = {
  dialogue: Dialogue
  choices: readonly Choice[]
  seen: Seen
  zone: string
  /** What the preview shows; null at every other stage, and when the person may not begin it any more. */
  preview: Preview | null
}
