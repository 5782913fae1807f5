import type { ComponentChildren } from 'preact'
import { memo } from 'preact/compat'
import { useCallback, useContext } from 'preact/hooks'
import { api, type Message } from './api.ts'
import { CardView } from './card/card.tsx'
import type { Card } from './card/types.ts'
import { Names, type PressAt, Pressing, Toasts } from './context.ts'
import { Avatar } from './parts.tsx'
import { timeOfDay } from './time.ts'

type Props = {
  message: Message
  parent: Message | undefined
  as: string
  reply: (message: Message) => void
  paint: (message: string, card: Card) => void
}

/** One message; drawn again only when it has changed. */
export const MessageRow = memo(function MessageRow({ message, parent, as, reply, paint }: Props) {
  const press = usePress(message.message_id, as, paint)
  const mine = message.from.id === as
  return (
    <article class={`message ${mine ? 'mine' : ''}`} data-message={message.message_id}>
      <Avatar name={message.from.name} kind={message.from.kind} />
      <div class="message-main">
        <p class="message-from">
          <b>{message.from.name}</b>
          {message.from.kind === 'bot' && <span class="bot-mark">机器人</span>}
          <time dateTime={message.at}>{timeOfDay(message.at)}</time>
        </p>
        {parent && <p class="quote">{`回复 ${parent.from.name}：${gistOf(parent)}`}</p>}
        <Pressing.Provider value={press}>
          <Content message={message} />
        </Pressing.Provider>
      </div>
      {!message.recalled && (
        <button type="button" class="reply" onClick={() => reply(message)}>
          回复
        </button>
      )}
    </article>
  )
})

/** A message in one line, for quotes. */
export function gistOf(message: Message): string {
  if (message.recalled) return '消息已撤回'
  if (message.type === 'interactive') return `[卡片] ${message.card?.header?.title.content ?? ''}`
  return message.text ?? kinds[message.type]
}

const kinds = { text: '', interactive: '[卡片]', image: '[图片]', file: '[文件]' }

function Content({ message }: { message: Message }) {
  if (message.recalled) return <p class="bubble faint">消息已撤回</p>
  if (message.type === 'interactive' && message.card) return <CardView card={message.card} />
  return (
    <p class="bubble">
      <Spoken text={message.text ?? kinds[message.type]} />
    </p>
  )
}

/** Text with its mentions in colour. */
function Spoken({ text }: { text: string }) {
  const names = useContext(Names)
  return <>{text.split(/(?=@)/).flatMap((piece) => coloured(piece, ['所有人', ...names.values()]))}</>
}

function coloured(piece: string, names: string[]): ComponentChildren[] {
  const name = piece.startsWith('@') ? names.find((one) => piece.startsWith(one, 1)) : undefined
  if (name === undefined) return [piece]
  return [<span class="mention">@{name}</span>, piece.slice(name.length + 1)]
}

function usePress(message: string, as: string, paint: Props['paint']): PressAt {
  const say = useContext(Toasts)
  return useCallback<PressAt>(
    async (path, form) => {
      try {
        const { toast, error, card } = await api.press({ as, message, path, ...(form ? { form } : {}) })
        if (card) paint(message, card)
        if (toast) say(toast.type, toast.content)
        if (error) say('error', wordsOf(error))
        return error === undefined
      } catch (error) {
        say('error', error instanceof Error ? error.message : String(error))
        return false
      }
    },
    [message, as, paint, say],
  )
}

function wordsOf({ code, text }: { code: number; text: string }): string {
  return text.includes(String(code)) ? text : `${text} code: ${code}`
}
