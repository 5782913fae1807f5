import { useContext, useRef, useState } from 'preact/hooks'
import { api, reasonOf } from './api.ts'
import { Toasts } from './context.ts'

type Attach = (files: FileList | null | undefined) => Promise<void>
export type Attaching = ReturnType<typeof useAttach>

/** Sends pictures and files into a chat, one after the other, by whichever way they come. */
export function useAttach(as: string, chat: string) {
  const say = useContext(Toasts)
  const [busy, setInFlight] = useState(false)
  const attach: Attach = async (files) => {
    setInFlight(true)
    // The list empties itself when the event is over.
    for (const file of [...(files ?? [])])
      await api.attach({ as, chat, file }).catch((error) => say('error', reasonOf(error)))
    setInFlight(false)
  }
  const dropping = {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      void attach(event.dataTransfer?.files)
    },
  }
  // Words copied from a document bring a picture of themselves along: then the words are meant.
  const paste = (event: ClipboardEvent) => {
    const { clipboardData: pasted } = event
    if (!pasted?.files.length || pasted.types.includes('text/plain')) return
    event.preventDefault()
    void attach(pasted.files)
  }
  return { attach, busy, dropping, paste }
}

/** The button that asks for files. */
export function PaperClip({ attach, busy }: Attaching) {
  const input = useRef<HTMLInputElement>(null)
  const choose = async ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    await attach(currentTarget.files)
    currentTarget.value = ''
  }
  return (
    <>
      <input ref={input} type="file" hidden multiple aria-label="选择文件" onChange={choose} />
      <button
        type="button"
        class="clip"
        aria-label="发送图片或文件"
        title="发送图片或文件，也可以粘贴或拖进来"
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        {busy && <span class="spinner" aria-hidden="true" />}
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7" />
        </svg>
      </button>
    </>
  )
}
