import type { Block } from './card.ts'

type Chart = Extract<Block, { kind: 'chart' }>

/** What a bar and the title take, in pixels. */
const BAR_HEIGHT = 22
const TITLE_HEIGHT = 90
/** One colour for all: bars differ by their length alone, and nobody is marked. */
const COLOUR = '#3370FF'
/** Where the axis ends, so that beside a bar of 100 % its label still has room on a phone. */
const AXIS_END = 125

/**
 * Lying bars: on a phone a branch's name fits beside its bar, not below it. Plain data for VChart (1.10 to 1.12), in the
 * client and on pages: no functions, and `media` is empty so that the platform adds none of its own. `height` in pixels.
 */
export function chartSpec({ title, bars }: Chart): { spec: Record<string, unknown>; height: number } {
  return {
    height: bars.length * BAR_HEIGHT + TITLE_HEIGHT,
    spec: {
      type: 'bar',
      direction: 'horizontal',
      title: { text: title, textStyle: { fontSize: 14 } },
      data: [{ id: 'bars', values: bars.map(({ label, value }) => ({ label, value })) }],
      xField: 'value',
      yField: 'label',
      barWidth: 14,
      color: [COLOUR],
      label: { visible: true, position: 'outside', formatter: '{value}%', style: { fontSize: 12 } },
      axes: [
        { orient: 'left', type: 'band' },
        { orient: 'bottom', type: 'linear', min: 0, max: AXIS_END, visible: false },
      ],
      media: [],
    },
  }
}
