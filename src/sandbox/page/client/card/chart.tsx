import { useEffect, useRef, useState } from 'preact/hooks'
import type { Chart } from './types.ts'
import { draw } from './vchart.ts'

/** A chart, drawn when it first comes into sight by the library that the real client uses. */
export function CardChart({ chart }: { chart: Chart }) {
  const box = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'waiting' | 'drawn' | 'failed'>('waiting')
  const json = JSON.stringify(chart)
  useEffect(() => {
    const place = box.current
    if (place === null) return
    setState('waiting')
    const closed = new AbortController()
    // Drawn again only when the chart itself has changed, whatever else on the card has.
    void inSight(place, closed.signal)
      .then(() => draw(place, JSON.parse(json), closed.signal))
      .then(
        () => setState('drawn'),
        () => setState('failed'),
      )
    return () => closed.abort()
  }, [json])
  const { aspect_ratio, height = 'auto' } = chart
  const style = {
    ...(aspect_ratio && { aspectRatio: aspect_ratio.replace(':', ' / ') }),
    ...(height !== 'auto' && { height, aspectRatio: 'auto' }),
  }
  return (
    <div class={`chart ${state}`} role="img" aria-label={titleOf(chart)} style={style}>
      {state === 'failed' && <p class="no-picture">图表无法显示</p>}
      <div ref={box} class="chart-face" hidden={state === 'failed'} />
    </div>
  )
}

function titleOf({ chart_spec }: Chart): string {
  const text: unknown = Reflect.get(Object(Reflect.get(Object(chart_spec), 'title')), 'text')
  return typeof text === 'string' ? `图表：${text}` : '图表'
}

function inSight(place: HTMLElement, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return
      observer.disconnect()
      resolve()
    })
    observer.observe(place)
    closed.addEventListener('abort', () => observer.disconnect())
  })
}
