import type { Figures } from '../measures/types.ts'
import type { Move, Stage } from './types.ts'

const MOVES: Readonly<Record<Move, { from: readonly Stage[]; to: Stage }>> = {
  submit: { from: ['planned', 'objected'], to: 'submitted' },
  confirm: { from: ['submitted', 'kept'], to: 'confirmed' },
  object: { from: ['submitted'], to: 'objected' },
  keep: { from: ['objected'], to: 'kept' },
  lapse: { from: ['submitted', 'kept'], to: 'tacit' },
}

/** The stage to which a move leads; null where it may not be made. (domain §2.7) */
export function moved(stage: Stage, move: Move): Stage | null {
  const { from, to } = MOVES[move]
  return from.includes(stage) ? to : null
}

/** Whether the branch has confirmed, by saying so or by saying nothing in time. */
export function isConfirmed(stage: Stage): boolean {
  return stage === 'confirmed' || stage === 'tacit'
}

/** How many things are still to be put right 整改. */
export function openIn(figures: Pick<Figures, 'remediesAsked' | 'remediesClosed'> | null): number {
  return figures === null ? 0 : figures.remediesAsked - figures.remediesClosed
}
