import { useEffect, useRef, useState } from 'preact/hooks'
import type { StreamEvent } from './api.ts'

/** Listens as `as`; gathers what comes within a blink, because advancing the clock brings hundreds at once. */
export function useStream(
  as: string | undefined,
  hear: (events: StreamEvent[]) => void,
  again: () => void,
): boolean {
  const [connected, setConnected] = useState(true)
  const listener = useRef({ hear, again })
  listener.current = { hear, again }
  useEffect(() => {
    setConnected(true)
    if (as === undefined) return
    let gathered: StreamEvent[] = []
    let timer: number | undefined
    const tell = () => {
      listener.current.hear(gathered)
      gathered = []
      timer = undefined
    }
    const source = new EventSource(`/control/stream?as=${as}`)
    let opened = false
    source.onopen = () => {
      setConnected(true)
      if (opened) listener.current.again()
      opened = true
    }
    source.onerror = () => setConnected(false)
    source.onmessage = (event: MessageEvent<string>) => {
      // The sandbox that serves this page writes exactly these events.
      gathered.push(JSON.parse(event.data) as StreamEvent)
      timer ??= window.setTimeout(tell, 60)
    }
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [as])
  return connected
}
