/** A part of a file that was too large, as a card names it: `made` once it is there, null while it is still being made. */
export type PartShown = { title: string; made: boolean | null }
