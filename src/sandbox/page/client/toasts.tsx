import { useCallback, useState } from 'preact/hooks'
import type { Say } from './context.ts'

type Toast = { key: number; tone: Parameters<Say>[0]; text: string }

/** Short answers that go away by themselves. */
export function useToasts(): { toasts: Toast[]; say: Say } {
  const [toasts, setToasts] = useState<Toast[]>([])
  const say = useCallback<Say>((tone, text) => {
    const toast = { key: performance.now(), tone, text }
    setToasts((before) => [...before.slice(-2), toast])
    setTimeout(() => setToasts((before) => before.filter((other) => other !== toast)), 4500)
  }, [])
  return { toasts, say }
}

/** Where toasts appear; read out by screen readers. */
export function ToastLine({ toasts, connected }: { toasts: Toast[]; connected: boolean }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {!connected && <p class="toast warning">与本地飞书的连接断开了，正在重连…</p>}
      {toasts.map((toast) => (
        <p key={toast.key} class={`toast ${toast.tone}`}>
          {toast.text}
        </p>
      ))}
    </div>
  )
}
