import type { Question } from '../../../config/college/questions.ts'
import type { Picture, SentFile } from '../../files/types.ts'
import type { SentNames } from './types.ts'
import { words } from './words.ts'

/** Of those with the same content, or made of the same, the first; and how many were left out. */
export function distinct<One extends Picture | SentFile>(
  all: readonly One[],
): { those: One[]; repeated: number } {
  const seen = new Set<string>()
  const those = all.filter((one) => {
    const contents = contentsOf(one)
    const isRepeated = contents.some((content) => seen.has(content))
    for (const content of contents) seen.add(content)
    return !isRepeated
  })
  return { those, repeated: all.length - those.length }
}

function contentsOf(one: Picture | SentFile): string[] {
  if (one.state !== 'here') return []
  return [one.bytes, 'source' in one ? one.source : null].filter((content) => content !== null)
}

/** Those that have a place in the record: here or on their way, each once. One that could not be had makes room. */
export function placed<One extends Picture | SentFile>(all: readonly One[]): One[] {
  return distinct(all).those.filter(({ state }) => state === 'here' || state === 'waiting')
}

/** The list with this one a place further to the front; the first stays. */
export function movedForward<Id extends string>(ids: readonly Id[], id: string): Id[] {
  const at = ids.map(String).indexOf(id)
  const [before, moved] = [ids[at - 1], ids[at]]
  if (before === undefined || moved === undefined) return [...ids]
  return [...ids.slice(0, at - 1), moved, before, ...ids.slice(at + 1)]
}

/** What answers a question that has no field, in words; empty when nothing does. A photo counts as a file where no photos are asked for. */
export function sentText(
  { type }: Pick<Question, 'type'>,
  { questions, sent }: { questions: readonly Pick<Question, 'type'>[]; sent: SentNames },
): string {
  const { photos, files } = sent
  if (type === 'photos') return photos === 0 ? '' : words.sentPhotos(photos)
  const isMixed = photos > 0 && questions.every((one) => one.type !== 'photos')
  return [
    ...(files.length === 0 ? [] : [words.sentFiles(files)]),
    ...(isMixed ? [words.sentPhotosToo(photos)] : []),
  ].join('、')
}
