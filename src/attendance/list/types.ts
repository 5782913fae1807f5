import type { BranchId, MemberId } from '../../ids.ts'

export const HAND_CHANGES = ['add', 'remove', 'observe', 'dismiss'] as const
/** What somebody changes about a list by hand: 加入应到, 移出应到, 列席, 取消列席. */
export type HandChange = (typeof HAND_CHANGES)[number]

/** The last change by hand about one person. */
export type ByHand = { who: MemberId; change: HandChange }

/** Somebody who does not count in 应到 of a branch's meetings, from one day to another; `until` null: until it is lifted. */
export type Exemption = {
  who: MemberId
  branch: BranchId
  from: Temporal.PlainDate
  until: Temporal.PlainDate | null
}
