/** Draws the charts of a page, each when it comes near, and all of them before the page is printed. */

/** @typedef {{ place: HTMLElement, drawn: { release(): void } | null }} Chart */

/** @type {Chart[]} */
const charts = [...document.querySelectorAll('[data-chart]')].flatMap((place) =>
  place instanceof HTMLElement ? [{ place, drawn: null }] : [],
)
const dark = matchMedia('(prefers-color-scheme: dark)')
let printing = false

/** @type {Promise<typeof import('@visactor/vchart').VChart> | undefined} */
let library

/** Comes with the first chart: it is many times as large as a page. */
function loadLibrary() {
  library ??= import(new URL('vchart.js', import.meta.url).href).then(
    // The file as its makers built it names itself so.
    () => Reflect.get(globalThis, 'VChart').VChart,
  )
  return library
}

/** @param {Chart} chart */
async function draw(chart) {
  try {
    paint(chart, await loadLibrary())
  } catch {
    showTable(chart)
  }
}

/**
 * @param {Chart} chart
 * @param {typeof import('@visactor/vchart').VChart} VChart
 */
function paint(chart, VChart) {
  const { place } = chart
  chart.drawn?.release()
  place.replaceChildren()
  place.style.height = `${Number(place.dataset['height'])}px`
  const spec = inked(JSON.parse(place.dataset['chart'] ?? '{}'))
  const drawn = new VChart(spec, { dom: place, animation: false, theme: isDark() ? 'dark' : 'light' })
  drawn.renderSync()
  chart.drawn = drawn
}

function isDark() {
  return dark.matches && !printing
}

/**
 * A spec with its words in the colours of the page. A tooltip made of HTML would need styles that the page does not allow;
 * one on the canvas only shows it.
 * @param {any} spec
 */
function inked({ axes = [], label, legends, ...spec }) {
  const ink = isDark() ? '#e7eaef' : '#1c2430'
  const quiet = isDark() ? '#a3adbb' : '#586273'
  /** @param {any} part @param {string} fill */
  const styled = (part, fill) => ({ ...part, style: { ...part?.style, fill } })
  return {
    ...spec,
    background: 'transparent',
    padding: { left: 4, right: 8, top: 4, bottom: 4 },
    tooltip: { renderMode: 'canvas' },
    ...(label && { label: styled(label, ink) }),
    ...(legends && {
      legends: { ...legends, item: { ...legends.item, label: styled(legends.item?.label, quiet) } },
    }),
    axes: axes.map((/** @type {any} */ axis) => ({ ...axis, label: styled(axis.label, quiet) })),
  }
}

/** What cannot be drawn can still be read. @param {Chart} chart */
function showTable({ place }) {
  place.hidden = true
  const data = place.parentElement?.querySelector('details')
  if (data) data.open = true
}

function drawAgain() {
  for (const chart of charts) if (chart.drawn) void draw(chart)
}

function watch() {
  const near = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const chart = charts.find(({ place }) => place === target)
        if (!isIntersecting || chart === undefined) continue
        near.unobserve(target)
        void draw(chart)
      }
    },
    { rootMargin: '300px' },
  )
  for (const { place } of charts) near.observe(place)
}

if (charts.length > 0) watch()
dark.addEventListener('change', drawAgain)
addEventListener('beforeprint', () => {
  printing = true
  for (const details of document.querySelectorAll('details')) details.open = true
  void Promise.all(charts.map(draw))
})
addEventListener('afterprint', () => {
  printing = false
  drawAgain()
})
