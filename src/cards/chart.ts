import type { BarChart, ChartBlock, HeatMap, LineChart, Shade } from './chart-blocks.ts'

type Element = Record<string, unknown>

/** What a row, a title and a row of names take, in pixels. */
const BAR_HEIGHT = 22
const CELL_HEIGHT = 26
const TITLE_HEIGHT = 90
const AXIS_HEIGHT = 48
const LINE_HEIGHT = 260
/** One colour for all: bars differ by their length alone, and nobody is marked. */
const COLOUR = '#3370FF'
/** Without the white rim that the library gives to labels: on a dark card it is a smear. */
const BARE = { lineWidth: 0 }
/** How much longer than the longest bar the axis is, so that its label still has room on a phone. */
const AXIS_ROOM = 1.25
const WHOLE = 100
/** With more points their values would lie upon each other. */
const MOST_LABELS = 12
/** All so pale that the ink reads on each of them, by day and by night; what is still to be done is no alarm. */
const SHADES: Record<Shade, string> = {
  done: '#8FB4FF',
  partly: '#D6E4FF',
  open: '#FDE2C2',
  none: '#E8EAED',
}
/** A column's name in two characters a line and three lines, so that eight columns stand beside each other on a phone. */
const HEAD = { fontSize: 10, lineHeight: 12, whiteSpace: 'normal', maxLineWidth: 22, heightLimit: 38 }
const NARROW = { left: 4, right: 4, top: 12, bottom: 8 }
const INK = '#1F2329'
/** Reads on a white and on a dark card; the library's own title does not. */
const GREY = '#8F959E'

/**
 * Plain data for VChart (1.10 to 1.12), in the client and on pages: no functions, and `media` is empty so that the platform
 * adds none of its own. Words on the bare card are grey, which reads by day and by night. `height` in pixels.
 */
export function chartSpec(block: ChartBlock): { spec: Element; height: number } {
  const { height, ...spec } = specOf(block)
  const title = { text: block.title, textStyle: { fontSize: 14, fill: GREY } }
  return { height, spec: { ...spec, title, media: [] } }
}

function specOf(block: ChartBlock): Element & { height: number } {
  switch (block.kind) {
    case 'chart':
      return barSpec(block)
    case 'line':
      return lineSpec(block)
    case 'heatmap':
      return heatSpec(block)
  }
}

/** Lying bars: on a phone a branch's name fits beside its bar, not below it. */
function barSpec({ bars, unit = '%' }: BarChart): Element & { height: number } {
  const longest = unit === '%' ? WHOLE : Math.max(1, ...bars.map(({ value }) => value))
  return {
    height: bars.length * BAR_HEIGHT + TITLE_HEIGHT,
    type: 'bar',
    direction: 'horizontal',
    data: [{ id: 'bars', values: bars.map(({ label, value }) => ({ label, value })) }],
    xField: 'value',
    yField: 'label',
    barWidth: 14,
    color: [COLOUR],
    label: {
      visible: true,
      position: 'outside',
      formatter: `{value}${unit}`,
      style: { fontSize: 12, ...BARE },
    },
    axes: [
      { orient: 'left', type: 'band' },
      { orient: 'bottom', type: 'linear', min: 0, max: longest * AXIS_ROOM, visible: false },
    ],
  }
}

function lineSpec({ points, courses, unit = '%' }: LineChart): Element & { height: number } {
  const values = courses.flatMap(({ name, values }) =>
    points.map((point, n) => ({ point, name, value: values[n] ?? null })),
  )
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]))
  const lowest = Math.min(...known, WHOLE)
  const [min, max] = unit === '%' ? [Math.max(0, lowest - WHOLE / 5), WHOLE] : [0, Math.max(1, ...known)]
  return {
    height: LINE_HEIGHT,
    type: 'line',
    data: [{ id: 'courses', values }],
    xField: 'point',
    yField: 'value',
    seriesField: 'name',
    // A week without a figure is a gap in the line: zero would be a claim.
    invalidType: 'break',
    // What the first course is compared with stays behind it.
    color: [COLOUR, GREY],
    point: { style: { size: 6 } },
    label: {
      visible: points.length <= MOST_LABELS,
      position: 'top',
      formatter: `{value}${unit}`,
      style: { fontSize: 11, ...BARE },
    },
    legends: { visible: courses.length > 1, orient: 'bottom' },
    axes: [
      { orient: 'left', type: 'linear', min, max: max + (max - min) / 5, visible: false },
      { orient: 'bottom', type: 'band', label: { style: { fontSize: 11 } } },
    ],
  }
}

function heatSpec({ columns, rows }: HeatMap): Element & { height: number } {
  const cells = rows.flatMap(({ label, cells }) =>
    columns.map((column, n) => {
      const { text, shade } = cells[n] ?? { text: '', shade: 'none' as const } // a shade, not any text
      return { row: label, column, text, shade }
    }),
  )
  return {
    height: rows.length * CELL_HEIGHT + TITLE_HEIGHT + AXIS_HEIGHT,
    type: 'common',
    padding: NARROW,
    data: [{ id: 'cells', values: cells }],
    series: [
      {
        type: 'heatmap',
        xField: 'column',
        yField: 'row',
        valueField: 'shade',
        cell: {
          style: {
            fill: {
              type: 'ordinal',
              field: 'shade',
              domain: Object.keys(SHADES),
              range: Object.values(SHADES),
            },
          },
        },
        label: { visible: true, formatter: '{text}', style: { fontSize: 11, fill: INK, ...BARE } },
      },
    ],
    axes: [
      {
        orient: 'top',
        type: 'band',
        sampling: false,
        label: { style: HEAD },
        grid: { visible: false },
      },
      // The first row stands on top, as in a table.
      {
        ...{ orient: 'left', type: 'band', inverse: true, grid: { visible: false } },
        label: { style: { fontSize: 11 } },
      },
    ],
  }
}
