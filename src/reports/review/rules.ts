import { diffWordsWithSpace } from 'diff'
import type { MemberId, RequestId } from '../../ids.ts'
import { waitsForReview } from '../rules.ts'
import type { Request } from '../types.ts'
import type { Changed, Fields, Hindrance, Reader, Refusal, Remark, Review, Verdict, Walk } from './types.ts'

/** What is shown next: the first that was not passed over, else from the beginning; null when nothing waits. */
export function nextInQueue(queue: readonly RequestId[], { passed }: Pick<Walk, 'passed'>): RequestId | null {
  return queue.find((id) => !passed.includes(id)) ?? queue[0] ?? null
}

/** What a reader may not read: what the own branch holds, and what the reader owes or handed in. (domain §5, row 15) */
export function refusalToRead(
  { request, authors }: { request: Request; authors: readonly MemberId[] },
  reader: Reader,
): Refusal | null {
  const standsIn = request.branch !== null && reader.standsInFor.includes(request.branch)
  const isNamed = reader.mayBeNamed && request.reviewer === reader.who
  const isReader = request.reviewer === null ? reader.admin || standsIn : isNamed
  if (!isReader) return 'mayNot'
  if (request.owner === reader.who || authors.includes(reader.who)) return 'own'
  return request.branch === reader.branch ? 'ownBranch' : null
}

type Judged = {
  n: number
  last: number | undefined
  decided: Review | null
  verdict: Verdict
  remark: Remark
}

/** Why nothing is said about the `n`th version of a request, of which the `last` one is the newest; null: it may be. */
export function hindranceTo(
  request: Pick<Request, 'state' | 'drawn'>,
  { n, last, decided, verdict, remark }: Judged,
): Hindrance | null {
  if (decided?.n === n) return { refusal: 'decided', by: decided.by, verdict: decided.verdict }
  if (!waitsForReview(request)) return { refusal: 'notWaiting' }
  if (last !== n) return { refusal: 'newer' }
  return verdict === 'returned' && !isConcrete(remark) ? { refusal: 'noPoint' } : null
}

/** The points of a remark, numbered; what a returned record is to say. */
export function pointsOf({ points, content, procedure }: Remark, labels: Labels): string {
  const said = [
    ...points,
    ...(content === '' ? [] : [`${labels.content}：${content}`]),
    ...(procedure === '' ? [] : [`${labels.procedure}：${procedure}`]),
  ]
  return said.map((point, index) => `${index + 1}.${point}`).join('\n')
}

type Labels = { content: string; procedure: string }

/** Whether a remark says what is to be done. */
export function isConcrete({ points, content, procedure }: Remark): boolean {
  return points.length > 0 || content !== '' || procedure !== ''
}

/** Texts that differ more than this are shown whole: to compare two of 4,000 other characters took 1.9 s. */
const MOST_EDITS = 200
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })

/** What of a report changed since the version before, by the labels of its fields. */
export function changesIn(before: Fields, now: Fields): Changed[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  return labels.flatMap((label) => {
    const [was, is] = [before[label] ?? '', now[label] ?? '']
    if (was === is) return []
    const parts = diffWordsWithSpace(was, is, { intlSegmenter: WORDS, maxEditLength: MOST_EDITS })
    if (parts === undefined) return [{ label, gone: [was], added: [is] }]
    const textOf = (of: 'removed' | 'added') =>
      parts.filter((part) => part[of]).flatMap(({ value }) => value.trim() || [])
    return [{ label, gone: textOf('removed'), added: textOf('added') }]
  })
}
