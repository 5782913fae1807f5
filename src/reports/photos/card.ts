import type { Picture } from '../../files/types.ts'
import { small, text } from '../../cards/blocks.ts'
import type { Block } from '../../cards/card.ts'
import { words } from '../words.ts'

/** Codes of the platform and our own: more than 10 MB or 40 megapixels, and bytes that are no picture that is opened. */
const TOO_LARGE: readonly string[] = ['234006', '234037', 'tooManyPixels']
const STRANGE: readonly string[] = ['234011', '234039', 'format', 'broken']

/** The photos of a report for the one who sent them, and what became of those that are not here. */
export function photoBlocks(pictures: readonly Picture[]): Block[] {
  const images = pictures.flatMap((one) =>
    one.state === 'here' ? [{ key: one.key, alt: words.photoAlt }] : [],
  )
  const shown: Block[] =
    images.length > 0 ? [small(words.photos(images.length)), { kind: 'images', images }] : []
  return [...shown, ...missing(pictures).map(text)]
}

function missing(pictures: readonly Picture[]): string[] {
  const waiting = pictures.filter(({ state }) => state === 'waiting').length
  const codes = pictures.flatMap((one) => (one.state === 'failed' ? [one.code] : []))
  const large = codes.filter((code) => TOO_LARGE.includes(code)).length
  const strange = codes.filter((code) => STRANGE.includes(code)).length
  const lost = codes.length - large - strange
  return [
    ...(waiting > 0 ? [words.photosWaiting(waiting)] : []),
    ...(large > 0 ? [words.photosTooLarge(large)] : []),
    ...(strange > 0 ? [words.photosStrange(strange)] : []),
    ...(lost > 0 ? [words.photosLost(lost)] : []),
  ]
}
