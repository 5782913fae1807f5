import type { Gap } from '../../measures/types.ts'

/** How far the figure of a step is, of how much it must reach, and why it is not whole 数据不足. */
export type Counted = { figure: 'held' | 'observed'; count: number; atLeast: number; gaps: readonly Gap[] }
