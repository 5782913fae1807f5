import type { FileFault } from '../../../config/college.ts'
import type { EntryKind, Loss } from '../load/types.ts'

/**
 * The part's glossary: proposal 学院文件的一个版本 that is not in force: faulty 有误, or waiting for a yes 待确认 because it
 * takes much away.
 */
export type Content = { kind: 'faulty'; faults: readonly FileFault[] } | { kind: 'waiting'; loss: Loss }

/** `over`: the files say something else, or this version is in force. */
export type State = 'faulty' | 'waiting' | 'confirmed' | 'refused' | 'over'

export type Proposal = { version: string; state: State; content: Content; asked: number }

/** Why a press has no effect. */
export type Refusal = 'mayNot' | 'already' | 'over'

/** What administrators read of names: the first few, and how many there are. */
export type Named = { names: readonly string[]; count: number }

/** How entries are named that somebody knows by name. */
export type NamesOf = (kind: EntryKind, ids: readonly string[]) => Named
