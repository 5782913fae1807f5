import type { Block } from '../../cards/card.ts'
import { chartSpec } from '../../cards/chart.ts'

/** A chart as the client's VChart draws it. */
export function chartElement(chart: Extract<Block, { kind: 'chart' }>): Record<string, unknown> {
  const { spec, height } = chartSpec(chart)
  return { tag: 'chart', height: `${height}px`, preview: true, chart_spec: spec }
}
