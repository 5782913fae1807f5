import { z } from 'zod'
import type { Asked } from '../types.ts'

const said = z.string().catch('')

/**
 * What an address says of figures. `of`: whose, such as `all`, `B10`, `B10G1` or `me`; `range`: a time as people write it, or
 * `days` for the two days `from` and `until`. What is empty goes without saying.
 */
export const Given = z.object({ of: said, type: said, range: said, from: said, until: said })
export type Given = z.output<typeof Given>

/** Why what an address says is asked back. */
export type Fault = 'scope' | 'type' | 'unknown' | 'several' | 'turned' | 'tooLong'

/** What was chosen; with a fault, the text that is not understood and what it may mean. */
export type Choice = { ok: true; asked: Asked } | { ok: false; fault: Fault; said: string; choices: Asked[] }
