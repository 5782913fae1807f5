import { count, ref } from '../../cards/ref.ts'
import { RequestId } from '../../ids.ts'
import type { Request } from '../types.ts'

/** The form of `remindRef`: the first deadline stands without a round, as all did once. */
export const ROUND_FORM = '{request}[#{round}]'
export const roundParts = { request: RequestId, round: count }

const form = ref(ROUND_FORM, roundParts)

/** What a reminder is about: a request, and the round of its deadline. */
export const remindRef = {
  text: ({ request, round }: { request: RequestId; round: number }) =>
    form.text({ request, round: roundText(round) }),
  parse(text: string): { request: RequestId; round: number } {
    const { request, round } = form.parse(text)
    return { request, round: round ?? 0 }
  },
}

/** The part of a key or ref that names a round. */
export function roundText(round: number): number | null {
  return round === 0 ? null : round
}

/** So often one request may be explained 说明情况. */
export const MOST_EXPLANATIONS = 5

/** What every letter about an explanation of a request is about. */
export function explanationRefs(request: RequestId): string[] {
  return Array.from({ length: MOST_EXPLANATIONS }, (_, n) => `${request}/${n + 1}`)
}

/** What every reminder of a request so far is about. */
export function remindRefs({ id, round }: Pick<Request, 'id' | 'round'>): string[] {
  return Array.from({ length: round + 1 }, (_, nth) => remindRef.text({ request: id, round: nth }))
}
