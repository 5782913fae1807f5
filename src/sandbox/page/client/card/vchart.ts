import type { ISpec } from '@visactor/vchart'
import address from '@visactor/vchart/build/index.min.js?url'
import type { Chart } from './types.ts'

/** Colours of a chart that names none itself, by `color_theme`. */
const THEMES: Record<string, string[]> = {
  brand: ['#3370ff', '#5fd0f5', '#1fb6a6', '#8f6bf2', '#ffb324', '#f57f3c', '#f2679c', '#8a9ab8'],
  rainbow: ['#3370ff', '#14c0ff', '#00b8a9', '#62c554', '#f7c325', '#ff8a1f', '#f54a45', '#9f5fe0'],
  complementary: ['#3370ff', '#ff8a1f', '#14c0ff', '#f54a45', '#00b8a9', '#f2679c', '#62c554', '#9f5fe0'],
  converse: ['#1c4cba', '#f7c325', '#9f5fe0', '#62c554', '#f54a45', '#14c0ff', '#8f4f04', '#00b8a9'],
  primary: ['#1c4cba', '#3370ff', '#5c8dff', '#85a9ff', '#adc6ff', '#d6e4ff', '#245bdb', '#0c296e'],
}

/** Renders a chart into `place` unless it was `closed` meanwhile; throws what the library says of a spec it cannot draw. */
export async function draw(
  place: HTMLElement,
  { chart_spec, color_theme = 'brand' }: Chart,
  closed: AbortSignal,
) {
  const { VChart } = await library()
  if (closed.aborted) return
  place.replaceChildren()
  const colorScheme = THEMES[color_theme] ?? THEMES['brand'] ?? []
  // The spec is the bot's; what it is worth is found out by drawing it.
  const spec = { background: 'transparent', ...Object(chart_spec), ...tame(chart_spec) } as ISpec
  const fault: { message?: string } = {}
  const chart = new VChart(spec, {
    dom: place,
    animation: false,
    theme: { colorScheme: { default: colorScheme }, fontFamily: getComputedStyle(place).fontFamily },
    onError: (message) => {
      fault.message ??= `${message}`
    },
  })
  chart.renderSync()
  closed.addEventListener('abort', () => chart.release())
  if (fault.message !== undefined || !chart.getChart()) throw new Error(fault.message ?? 'nothing was drawn')
}

// Taken as its makers built it, several times as large as the page: it comes only with the first chart.
async function library(): Promise<typeof import('@visactor/vchart')> {
  await import(/* @vite-ignore */ address)
  // That file names itself so, and its types are the package's.
  return Reflect.get(globalThis, 'VChart') as typeof import('@visactor/vchart')
}

// A tooltip made of HTML could run what a card says; one on the canvas only shows it.
function tame(spec: unknown): object {
  return { tooltip: { ...Object(Reflect.get(Object(spec), 'tooltip')), renderMode: 'canvas' } }
}
