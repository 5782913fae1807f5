import { z } from 'zod'

/** A branch 党支部, such as `B10`. */
export const BranchId = z.string().min(1).brand<'BranchId'>()
export type BranchId = z.infer<typeof BranchId>

/** A party group 党小组 of a branch, such as `B10G3`. */
export const GroupId = z.string().min(1).brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>

/** A person of the college, whatever offices are held, such as `M0213`. */
export const MemberId = z.string().min(1).brand<'MemberId'>()
export type MemberId = z.infer<typeof MemberId>

/** A meeting or activity, such as `A047`. */
export const MeetingId = z.string().min(1).brand<'MeetingId'>()
export type MeetingId = z.infer<typeof MeetingId>

/** Meetings that repeat 系列; one for each branch is named with it, such as `day-B01`. */
export const SeriesId = z.string().min(1).brand<'SeriesId'>()
export type SeriesId = z.infer<typeof SeriesId>

/** A request for a report 活动纪实. */
export const RequestId = z.string().min(1).brand<'RequestId'>()
export type RequestId = z.infer<typeof RequestId>

/** A programme 台账: one of the college's regimes, such as `zrs26`. */
export const ProgrammeId = z.string().min(1).brand<'ProgrammeId'>()
export type ProgrammeId = z.infer<typeof ProgrammeId>

/** A step of a row of a programme, in one of its rounds, such as `zrs26.B03.sign` or `plans.P1.line.2026-11`. */
export const CellId = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+(?:\.[\w-]+)?$/)
  .brand<'CellId'>()
export type CellId = z.infer<typeof CellId>

/** A programme that is being made in the chat. */
export const LedgerDraftId = z.string().regex(/^\d+$/).brand<'LedgerDraftId'>()
export type LedgerDraftId = z.infer<typeof LedgerDraftId>

/** A collection 收集: what many are asked by one person. */
export const CollectionId = z.string().min(1).brand<'CollectionId'>()
export type CollectionId = z.infer<typeof CollectionId>

/** Something other than a picture that somebody sent, kept as bytes. */
export const FileId = z.uuid().brand<'FileId'>()
export type FileId = z.infer<typeof FileId>

/** The questions of a form, as they were when it was asked. */
export const FormId = z.string().min(1).brand<'FormId'>()
export type FormId = z.infer<typeof FormId>
/** An inspection 督查 of a branch in a term, such as `2026-2027-1.B05`. */
export const VisitId = z.string().min(1).brand<'VisitId'>()
export type VisitId = z.infer<typeof VisitId>

/** A row of the outbox; at the same time the platform's `uuid` for the message. */
export const LetterId = z.uuid().brand<'LetterId'>()
export type LetterId = z.infer<typeof LetterId>

/** An alarm: what must happen at a moment. */
export const AlarmId = z.uuid().brand<'AlarmId'>()
export type AlarmId = z.infer<typeof AlarmId>

/** A picture that somebody sent, on its way to become the bot's own. */
export const PictureId = z.uuid().brand<'PictureId'>()
export type PictureId = z.infer<typeof PictureId>

/** A picture on the platform; it serves only whoever uploaded it. */
export const ImageKey = z
  .string()
  .regex(/^img_[\w-]+$/)
  .brand<'ImageKey'>()
export type ImageKey = z.infer<typeof ImageKey>

/** A file on the platform; it serves only whoever uploaded it. */
export const FileKey = z
  .string()
  .regex(/^file_[\w-]+$/)
  .brand<'FileKey'>()
export type FileKey = z.infer<typeof FileKey>

/** What names bytes by their content: their SHA-256, in hexadecimal. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>()
export type Sha256 = z.infer<typeof Sha256>

/** A person as the platform names them to this app. */
export const OpenId = z
  .string()
  .regex(/^ou_[\w-]+$/)
  .brand<'OpenId'>()
export type OpenId = z.infer<typeof OpenId>

/** A group chat or a direct chat. */
export const ChatId = z
  .string()
  .regex(/^oc_[\w-]+$/)
  .brand<'ChatId'>()
export type ChatId = z.infer<typeof ChatId>

/** A message on the platform. */
export const MessageId = z
  .string()
  .regex(/^om_[\w-]+$/)
  .brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
