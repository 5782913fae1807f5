import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { api, type Message, reasonOf } from './api.ts'
import { Toasts } from './context.ts'
import { type Attaching, PaperClip } from './attach.tsx'
import { gistOf } from './message.tsx'

type Props = {
  to: { as: string; chat: string; name: string }
  bot: string
  direct: boolean
  replying: Message | undefined
  setReplying: (message: Message | undefined) => void
  files: Attaching
}

/** Where a person writes; Enter sends, Shift+Enter breaks the line, Esc leaves it. */
export function Composer({ to, bot, direct, replying, setReplying, files }: Props) {
  const [text, setText] = useState('')
  const { send, sending } = useSend({ to, replying, text }, () => {
    setText('')
    setReplying(undefined)
  })
  const box = useRef<HTMLTextAreaElement>(null)
  // Before it is painted: what is typed from the first look on belongs here.
  useLayoutEffect(() => {
    if (replying || cameFromList()) box.current?.focus()
  }, [replying])
  const mention = () => {
    setText(`@${bot} ${text}`)
    box.current?.focus()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') box.current?.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  }
  return (
    <form class="composer" onSubmit={(event) => event.preventDefault()}>
      {replying && <Replying message={replying} stop={() => setReplying(undefined)} />}
      <textarea
        ref={box}
        rows={1}
        aria-label="输入消息"
        placeholder={`发送给 ${to.name}`}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={key}
        onPaste={files.paste}
      />
      <div class="composer-tools">
        {!direct && bot !== '' && (
          <button type="button" class="tool" onClick={mention}>
            @{bot}
          </button>
        )}
        <PaperClip {...files} />
        <button type="button" class="send" disabled={text.trim() === '' || sending} onClick={send}>
          发送
        </button>
      </div>
    </form>
  )
}

// After a choice from the list the field has the focus; on a phone the keyboard stays closed until it is wanted.
function cameFromList(): boolean {
  return document.activeElement?.closest('.chats') !== null && matchMedia('(hover: hover)').matches
}

type Words = Pick<Props, 'to' | 'replying'> & { text: string }

function useSend({ to, replying, text }: Words, sent: () => void) {
  const say = useContext(Toasts)
  const [sending, setSending] = useState(false)
  const send = async () => {
    if (text.trim() === '' || sending) return
    setSending(true)
    const reply = replying ? { reply_to: replying.message_id } : {}
    try {
      await api.say({ as: to.as, chat: to.chat, text: text.trim(), ...reply })
      sent()
    } catch (error) {
      say('error', reasonOf(error))
    }
    setSending(false)
  }
  return { send, sending }
}

function Replying({ message, stop }: { message: Message; stop: () => void }) {
  return (
    <p class="replying">
      <span>{`回复 ${message.from.name}：${gistOf(message)}`}</span>
      <button type="button" aria-label="取消回复" onClick={stop}>
        ×
      </button>
    </p>
  )
}
