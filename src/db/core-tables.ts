import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant
/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>

/** What carries the features' effects, and what the platform sent us. */
export interface CoreTables {
  alarms_alarms: Alarms
  letters_letters: Letters
  letters_cards: Cards
  /** Keys of letters that have expired: unique for ever, they are not written again. */
  letters_past_keys: { key_hash: Buffer }
  letters_late_clicks: LateClicks
  /** `pressed`: by whom, on which message; a redelivery is of the same press. */
  feishu_clicks: { event_id: string; answer: Json; at: Instant; pressed: string | null }
  /** `day` as `yyyy-mm-dd`. */
  feishu_calls: { day: string; api: string; calls: number }
  feishu_messages: Messages
  files_files: Files
}

interface Alarms {
  id: Generated<string>
  key: string
  kind: string
  ref: string
  /** Wall time at which it must happen. */
  due: Instant
  /** Wall time after which it is of no use any more. */
  useless_after: Instant | null
  attempts: Generated<number>
  /** Real time before which nobody looks at it again: spares double enqueues and carries the back-off. */
  look_at: Generated<Instant>
  ended: string | null
  ended_at: Instant | null
  error: string | null
  /** When an administrator ticked off that it failed. */
  settled_at: Instant | null
}

interface Letters {
  id: Generated<string>
  /** Order of writing. */
  seq: Generated<number>
  /** What is urgent (0) overtakes answers (1) to the same receiver. */
  rank: Generated<number>
  key: string
  kind: string
  ref: string
  /** `person:M0001` or `chat:oc_…`: letters to one receiver go one at a time. */
  receiver: string
  /** The message in the receiver's chat that it answers. */
  reply_to: string | null
  written_at: Instant
  /** Wall time before which it is not handed over. */
  due: Instant
  useless_after: Instant | null
  attempts: Generated<number>
  first_attempt_at: Instant | null
  look_at: Generated<Instant>
  /** Real time until which a worker has it, or it rests after a failure. */
  held_until: Generated<Instant>
  /** The process whose claim it is. */
  claimed_by: number | null
  ended: string | null
  ended_at: Instant | null
  code: string | null
  /** When an administrator ticked off that it came to nothing. */
  settled_at: Instant | null
  message_id: string | null
  /** What it shows has changed since it was written: it may have been rendered before. */
  changed: Generated<boolean>
  /** The day, `yyyy-mm-dd`, on which it counted as a reminder; null: it does not count. */
  counted_on: string | null
  /** What it told at its attempt, each thing by a name. */
  told: string[] | null
  /** The pause that holds it. */
  held_by: string | null
  /** Whether its message is to be taken back. */
  withdrawn: Generated<boolean>
}

interface Cards {
  letter_id: string
  kind: string
  ref: string
  message_id: string | null
  sent_at: Instant
  /** Hash of what the platform shows; null when that is not known. */
  painted: string | null
  /** Counts the changes that should be seen; it is stale while `shown` is behind. */
  wanted: Generated<number>
  shown: Generated<number>
  attempts: Generated<number>
  look_at: Generated<Instant>
  /** Wall time until which a stale card waits for more of its kind. */
  gathers_until: Generated<Instant>
  clicked_at: Instant | null
  painted_at: Instant | null
  /** Counts the PATCHes that were begun; `patch_at` is real time since which the last one has had no answer. */
  patches: Generated<number>
  patch_at: Instant | null
  /** Real time until which an earlier write may still land over a later one. */
  unsure_until: Generated<Instant>
  /** The letter that carries on after thirteen days. */
  successor: string | null
  /** Whether its message is to be recalled, cannot be, or was. */
  recall: string | null
  dead: Generated<boolean>
}

/** Presses that were said to be under way, and have not come to an end. */
interface LateClicks {
  event_id: string
  click: string
  /** Wall time at which it came. */
  at: Instant
  /** Real time from which its process counts as dead. */
  look_at: Instant
}

interface Messages {
  message_id: string
  payload: Json | null
  at: Instant
  attempts: Generated<number>
  look_at: Generated<Instant>
  /** Whether a job was enqueued for it, until `look_at`. */
  taken: Generated<boolean>
  ended: string | null
  /** When it was last edited, by the platform's clock. */
  edited_at: Instant | null
  /** Whether it had its effect. */
  heard: Generated<boolean>
  /** Whether it was taken back; while `ended` is null, what came of it is still to be taken back. */
  recalled: Generated<boolean>
}

interface Files {
  id: Generated<string>
  /** A picture, a file, or one that the bot made. */
  kind: string
  /** What a file is called. */
  name: string | null
  /** The message that it came in, and its key there: both are needed to fetch it. */
  message_id: string | null
  source_key: string | null
  /** What it is for: the feature that keeps it knows how to read it. */
  ref: string
  /** The key of the bot's own copy of a picture. */
  image_key: string | null
  /** What it is by its content. */
  type: string | null
  /** In bytes, as it is kept. */
  size: number | null
  /** Where its bytes are kept, and what a picture was made of. */
  sha256: string | null
  source_sha256: string | null
  attempts: Generated<number>
  /** Real time before which nobody looks at it again. */
  look_at: Generated<Instant>
  ended: string | null
  ended_at: Instant | null
  code: string | null
}
