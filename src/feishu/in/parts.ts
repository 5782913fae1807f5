import type { WSClient } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import type { Log } from '../../ctx.ts'

/** Into more parts than this nothing is cut that the platform has to say. */
const MOST_PARTS = 256
/** A message holds 150 KB, and its envelope little more. */
const MOST_BYTES = 4 * 1024 * 1024

/** One part of an event, as the SDK is about to merge it. */
const Part = z.object({ sum: z.number(), data: z.instanceof(Uint8Array).optional() })

/**
 * Refuses parts of an event before the SDK makes room for all that they announce: it takes the sender's word for how many
 * there are, and for fifty million its loop stands still for seconds.
 */
export function boundParts(client: WSClient, log: Log): void {
  const cache: unknown = Reflect.get(client, 'dataCache')
  const merge: unknown = typeof cache === 'object' && cache !== null ? Reflect.get(cache, 'mergeData') : null
  if (typeof cache !== 'object' || cache === null || typeof merge !== 'function') {
    log.warn('feishu socket: this SDK hides how it merges events, their size is not bounded')
    return
  }
  Reflect.set(cache, 'mergeData', (part: unknown): unknown => {
    const { sum, data } = Part.parse(part)
    // All parts of an event are of one size, the last aside.
    const isTooLarge = sum > MOST_PARTS || sum * (data?.byteLength ?? 0) > MOST_BYTES
    if (isTooLarge) throw new Error(`an event of ${sum} parts with ${data?.byteLength ?? 0} bytes each`)
    return Reflect.apply(merge, cache, [part])
  })
}
