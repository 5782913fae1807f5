import type { ChartBlock } from '../../cards/chart-blocks.ts'
import { chartSpec } from '../../cards/chart.ts'

/** The platform shows nothing taller. */
const MOST_HEIGHT = 999

/** A chart as the client's VChart draws it. */
export function chartElement(chart: ChartBlock): Record<string, unknown> {
  const { spec, height } = chartSpec(chart)
  return { tag: 'chart', height: `${Math.min(height, MOST_HEIGHT)}px`, preview: true, chart_spec: spec }
}
