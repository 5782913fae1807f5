import type { MemberId } from '../../../ids.ts'

/** What somebody did. `about` is a meeting, or the meeting that a report is about. */
export type Action = {
  at: Temporal.Instant
  who: MemberId
  about: string
  did: Did
  /** In a group chat; otherwise in the direct chat. */
  inGroup: boolean
  /** Whether the bot took it; `false` when it was refused. */
  taken: boolean
  /** Whether it ought to be taken. */
  meant: boolean
  /** What only this person was told at once. */
  answer: string
}

/**
 * `join` 参加, `leave` 请假, `askLeave` 提交 with the category, `approve` and `refuse` of somebody's leave, `checkIn` 签到,
 * `confirmRoll` 其余缺席 or 全部实到, `reply` a text that reports, `photo` a picture for the report, `fill` 去填写, `submit` 提交, `drop` 取消, `say` a word to the bot.
 */
export type Did =
  | {
      what:
        | 'join'
        | 'leave'
        | 'askLeave'
        | 'checkIn'
        | 'confirmRoll'
        | 'reply'
        | 'photo'
        | 'fill'
        | 'submit'
        | 'drop'
    }
  | { what: 'approve' | 'refuse'; of: MemberId }
  | { what: 'say'; text: string; answer: 'help' | 'todo' | 'hint'; to: string }

/** What somebody did, by name. */
export type What = Did['what']
