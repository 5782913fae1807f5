import type { Meeting } from '../../meetings/types.ts'

/** One person who sat in on a meeting 列席; `came` is null while it is still to come, or its check-in open. */
export type Sitting = { meeting: Meeting; name: string; came: boolean | null }

/** Who sat in on what since the first of January, latest first, as far as its reader may know. */
export type Sittings = { year: number; sittings: readonly Sitting[] }
