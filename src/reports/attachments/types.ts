import type { FileId, PictureId } from '../../ids.ts'
import type { Picture, SentFile } from '../../files/types.ts'

/** What is attached to a report: photos 照片 and files 附件, by their ids in the order of the record. */
export type AttachedIds = { photos: PictureId[]; files: FileId[] }

/** The same with what became of each. */
export type Attached = { photos: readonly Picture[]; files: readonly SentFile[] }

/** Why an attachment stays where it is. */
export type AttachedRefusal = 'absent' | 'unchosen'

/** What was sent: so many photos, and files by name. */
export type SentNames = { photos: number; files: readonly string[] }
