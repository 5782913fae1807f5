import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { EventTime } from './event-time.ts'

/** A request as it arrived. It is signed over the bytes of its body; what a parser makes of them would not do. */
export type Signed = { headers: Record<string, unknown>; body: Uint8Array }

/** Why a request is not believed. */
export type Disbelief = 'not signed' | 'wrong signature' | 'stale' | 'replayed'

/** Judges signatures, and remembers them for as long as they are fresh. */
export type Signatures = {
  /** Why a request is not believed; null when it is, and then it is believed once. */
  doubt(request: Signed, now: Temporal.Instant): Disbelief | null
  /** Believes a request once more, since nothing came of it. */
  forget(request: Signed): void
}

/**
 * How old a request may be. The platform names no limit, nor whether a retry, the last one seven hours after the first
 * attempt, is signed anew: so what may be a retry is believed. Within that time a signature is believed once, and what
 * an event does has a key of its own in the records.
 */
const OLD_MS = 8 * 3_600_000
/** How far our clock may be behind. */
const AHEAD_MS = 5 * 60_000

const Headers = z.object({
  'x-lark-request-timestamp': z.string(),
  'x-lark-request-nonce': z.string(),
  'x-lark-signature': z.string(),
})

/** Opens the judge of one encrypt key. */
export function openSignatures(encryptKey: string): Signatures {
  // By the signature, not by nonce and time: those run together in it, and a digit could be moved from one to the other.
  const believed = new Map<string, number>()
  return {
    doubt({ headers, body }, now) {
      const parsed = Headers.safeParse(headers)
      if (!parsed.success) return 'not signed'
      const { 'x-lark-request-timestamp': time, 'x-lark-request-nonce': nonce } = parsed.data
      const signature = createHash('sha256')
        .update(time + nonce + encryptKey)
        .update(body)
        .digest('hex')
      if (!isSame(signature, parsed.data['x-lark-signature'])) return 'wrong signature'
      const made = EventTime.safeParse(time).data?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
      const age = now.epochMilliseconds - made
      if (age > OLD_MS || age < -AHEAD_MS) return 'stale'
      forgetStale(believed, now)
      if (believed.has(signature)) return 'replayed'
      believed.set(signature, made + OLD_MS)
      return null
    },
    forget({ headers }) {
      believed.delete(Headers.parse(headers)['x-lark-signature'])
    },
  }
}

// Only what was rightly signed is remembered, so that nobody else can make this grow.
function forgetStale(believed: Map<string, number>, now: Temporal.Instant): void {
  for (const [signature, until] of believed) {
    if (until < now.epochMilliseconds) believed.delete(signature)
  }
}

/** Compares in a time that tells nothing about where two texts differ. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
