import type { ChatId, MemberId, MessageId, RequestId } from '../../ids.ts'

/** The part's glossary: question, what the person is asked who wrote something that may mean two things. */
export type Question = {
  id: MessageId
  who: MemberId
  chat: ChatId
  said: string
  /** When it was written. */
  at: Temporal.Instant
  /** The reports that it may be. */
  requests: readonly RequestId[]
  mayCall: boolean
  takenAs: Taken | null
}

/** What it was meant as: one of the reports, a meeting that is called, or neither. */
export type Taken = RequestId | 'call' | 'nothing'

/** What a text seems to be: a report, or words that call a meeting. */
export type Meaning = 'report' | 'call' | 'unclear'

/** Why a press changes nothing. */
export type Refusal = 'already' | 'notYours' | 'closed'
