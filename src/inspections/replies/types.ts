/** What a branch says against a sheet 说明, and what its inspector answered who keeps it; null: nothing. */
export type Objection = { asked: number; words: string; answer: string | null }

/** Why something is not said about a sheet. */
export type Refusal = 'mayNot' | 'notInspector' | 'own' | 'moved' | 'superseded' | 'noWords'
