import type { BranchId, ChatId, MemberId, OpenId } from '../../ids.ts'
import type { Person } from '../types.ts'

/**
 * The part's glossary: reach 可达, place 群 (a chat that the college's files name), roll 名册上的应在人员, sight 平台所见,
 * trouble 联系不上之处, check 核对.
 */
export type Reached = { id: MemberId; openId: OpenId }

/** A chat of the college and who belongs there; its id is that of its branch or group, or of the college's chat. */
export type Place = { id: string; name: string; chat: ChatId; expected: readonly Reached[] }

/** What the roster says: where the bot and the people should be, and whom the bot writes to. */
export type Roll = { places: readonly Place[]; people: readonly Reached[] }

/** What the platform says. A chat that is in `groups` but not in `inside` would not tell who is in it. */
export type Sight = {
  groups: ReadonlySet<ChatId>
  inside: ReadonlyMap<ChatId, ReadonlySet<OpenId>>
  visible: ReadonlySet<OpenId>
}

/**
 * The bot is not in a place, a member is not in a place, the app cannot see a member; and what a refused letter told: the
 * app is not for this member or the member has left the organisation, the member has stopped the bot's messages.
 */
export type TroubleKind = 'botOut' | 'memberOut' | 'unseen' | 'unavailable' | 'blocked'

/** `about` is a place `B01`, a member of a place `B01/M0123`, or a member `M0123`. */
export type Trouble = { kind: TroubleKind; about: string }

/** Why somebody or something is out of reach; `noId`: no open_id is known. */
export type Reason = TroubleKind | 'noId'

/** Somebody or a group that is out of reach; `member` is null for a group, `place` null for a direct chat. */
export type Unreached = {
  reason: Reason
  /** Null for the college's own chats. */
  branch: BranchId | null
  place: string | null
  member: Pick<Person, 'id' | 'name'> | null
}

/** A check that was begun: what it compares, and what is needed to tell it from a later one. */
export type Check = { roll: Roll; begunAt: Temporal.Instant; marks: number; attempts: number }
