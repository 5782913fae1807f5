import { small, text } from '../../cards/blocks.ts'
import type { Block, Button, Field } from '../../cards/card.ts'
import type { SentFile } from '../../files/types.ts'
import type { RequestId } from '../../ids.ts'
import { moveAction, removeAction } from './action.ts'
import { distinct, placed } from './rules.ts'
import type { Attached } from './types.ts'
import { faults, lost, words } from './words.ts'

/** The draft whose attachments may be moved and removed, as buttons carry it. */
type Editable = { request: RequestId; n: string }

/** The photos and files of a report for the one who sent them, and what became of those that are not here. */
export function attachedBlocks({ photos, files }: Attached): Block[] {
  const images = placed(photos).flatMap((one, index) =>
    one.state === 'here' ? [{ key: one.key, alt: words.alt(index + 1) }] : [],
  )
  const shown: Block[] =
    images.length > 0 ? [small(words.order(images.length)), { kind: 'images', images }] : []
  const names = placed(files).flatMap((one) =>
    one.state === 'here' ? [`${one.name}（${sizeOf(one.size)}）`] : [],
  )
  const listed: Block[] =
    names.length > 0 ? [{ kind: 'facts', facts: [[words.files, names.join('\n')]] }] : []
  return [...shown, ...listed, ...[...missingPhotos(photos), ...missingFiles(files)].map(text)]
}

/** Field and buttons with which they are put into order or taken out; none where there are none. */
export function arranging(attached: Attached, data: Editable): { fields: Field[]; others: Button[] } {
  const [photos, files] = [placed(attached.photos), placed(attached.files)]
  const options = [
    ...photos.map(({ id }, index) => ({ text: words.photo(index + 1), value: id })),
    ...files.map(({ id, name }) => ({ text: name, value: id })),
  ]
  if (options.length === 0) return { fields: [], others: [] }
  const remove = removeAction.button({ text: words.remove, data })
  const forward = moveAction.button({ text: words.forward, data })
  const which = { kind: 'select', name: 'attached', label: words.which, placeholder: words.choose } as const
  return {
    fields: [{ ...which, required: false, options }],
    others: photos.length > 1 || files.length > 1 ? [remove, forward] : [remove],
  }
}

/** What is sent for a report that is filled in; with a form of its own where the page has none. */
export function arrangedBlocks(attached: Attached, data: Editable & { inForm: boolean }): Block[] {
  const { fields, others: buttons } = arranging(attached, data)
  const [submit, ...others] = buttons
  const form: Block[] =
    submit === undefined || data.inForm ? [] : [{ kind: 'form', name: 'attachments', fields, submit, others }]
  return [...attachedBlocks(attached), ...form, small(words.here)]
}

function sizeOf(bytes: number): string {
  return words.size(Math.max(0.1, bytes / 1024 / 1024).toFixed(1))
}

/** The platform's codes: larger than 10 MB, and bytes that are no picture it takes. */
const TOO_LARGE: readonly string[] = ['234006', '234037', 'tooManyPixels']
const STRANGE: readonly string[] = ['234011', '234039', 'format', 'broken']

function missingPhotos(photos: Attached['photos']): string[] {
  const waiting = photos.filter(({ state }) => state === 'waiting').length
  const codes = photos.flatMap((one) => (one.state === 'failed' ? [one.code] : []))
  const large = codes.filter((code) => TOO_LARGE.includes(code)).length
  const strange = codes.filter((code) => STRANGE.includes(code)).length
  const lostOnes = codes.length - large - strange
  const { repeated } = distinct(photos)
  return [
    ...(waiting > 0 ? [words.photosWaiting(waiting)] : []),
    ...(large > 0 ? [words.photosTooLarge(large)] : []),
    ...(strange > 0 ? [words.photosStrange(strange)] : []),
    ...(lostOnes > 0 ? [words.photosLost(lostOnes)] : []),
    ...(repeated > 0 ? [words.photosRepeated(repeated)] : []),
  ]
}

function missingFiles(files: Attached['files']): string[] {
  const { repeated } = distinct(files)
  return [...files.flatMap((one) => saysOf(one)), ...(repeated > 0 ? [words.filesRepeated(repeated)] : [])]
}

/** The platform's own code for a file that is larger than was asked for. */
const CODES: Readonly<Record<string, string>> = { '234037': 'tooLarge' }

function saysOf(file: SentFile): string[] {
  if (file.state === 'waiting') return [words.fileWaiting(file.name)]
  if (file.state !== 'failed') return []
  return [(faults[CODES[file.code] ?? file.code] ?? lost)(file.name)]
}
