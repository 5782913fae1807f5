/** Pictures of figures. What they say is also said in words: a chart is never the only place of a number. */
export type ChartBlock = BarChart | LineChart | HeatMap

/** Lying bars, in the order given and in one colour; `unit` stands behind each value, per cent unless it is said. */
export type BarChart = { kind: 'chart'; title: string; bars: Bar[]; unit?: string }

export type Bar = { label: string; value: number }

/**
 * One or two courses over the same stretch, such as a branch's own weeks beside the college's median. A course has a value
 * for each of `points`; null is a gap, not a zero.
 */
export type LineChart = {
  kind: 'line'
  title: string
  points: string[]
  courses: [Course] | [Course, Course]
  unit?: string
}

export type Course = { name: string; values: (number | null)[] }

/**
 * A field of states, such as branch × type: each row has a cell for each of `columns`. Eight columns and thirty rows are the
 * most that a phone shows. A column's name is written in three lines of two characters each; what does not fit is cut, and
 * stands in full in the words below the field.
 */
export type HeatMap = { kind: 'heatmap'; title: string; columns: string[]; rows: HeatRow[] }

export type HeatRow = { label: string; cells: HeatCell[] }

/** What stands in a cell, and how far it is: the text says all, the shade only helps to find it. */
export type HeatCell = { text: string; shade: Shade }

/** Done, begun or planned, still to be done; `none`: nothing is asked, or nothing is known. */
export type Shade = 'done' | 'partly' | 'open' | 'none'
