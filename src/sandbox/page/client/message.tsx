import type { ComponentChildren } from 'preact'
import { memo } from 'preact/compat'
import { useCallback, useContext } from 'preact/hooks'
import { addressOf, api, type Message, reasonOf } from './api.ts'
import { CardView } from './card/card.tsx'
import type { Card } from './card/types.ts'
import { Inspecting, Names, type PressAt, Pressing, Toasts } from './context.ts'
import { Avatar } from './parts.tsx'
import { Picture } from './picture.tsx'
import { timeOfDay } from './time.ts'

type Props = {
  message: Message
  parent: Message | undefined
  as: string
  reply: (message: Message) => void
  showCard: (message: string, card: Card) => void
}

/** One message; drawn again only when it has changed. */
export const MessageRow = memo(function MessageRow({ message, parent, as, reply, showCard }: Props) {
  const press = usePress(message.message_id, as, showCard)
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
      <Tools message={message} as={as} reply={reply} />
    </article>
  )
})

/** What can be done with a message; one's own can be taken back. */
function Tools({ message, as, reply }: Pick<Props, 'message' | 'as' | 'reply'>) {
  const inspect = useContext(Inspecting)
  const say = useContext(Toasts)
  const recall = () =>
    api.recall({ as, message: message.message_id }).catch((error) => say('error', reasonOf(error)))
  return (
    <div class="message-tools">
      {!message.recalled && (
        <button type="button" onClick={() => reply(message)}>
          回复
        </button>
      )}
      {!message.recalled && message.from.id === as && (
        <button type="button" onClick={recall}>
          撤回
        </button>
      )}
      <button type="button" onClick={() => inspect(message.message_id)}>
        检查
      </button>
    </div>
  )
}

/** A message in one line, for quotes. */
export function gistOf(message: Message): string {
  if (message.recalled) return '消息已撤回'
  if (message.type === 'interactive') return `[卡片] ${message.card?.header?.title.content ?? ''}`
  return message.text ?? ''
}

function Content({ message }: { message: Message }) {
  if (message.recalled) return <p class="bubble faint">消息已撤回</p>
  if (message.type === 'interactive' && message.card) return <CardView card={message.card} />
  const { image_key, file_key, file_name } = message.file ?? {}
  if (image_key) return <Picture imageKey={image_key} alt="图片" look="sent-picture" />
  if (file_key) return <SentFile address={addressOf(file_key)} name={file_name ?? '文件'} />
  return (
    <p class="bubble">
      <Spoken text={message.text ?? ''} />
    </p>
  )
}

function SentFile({ address, name }: { address: string; name: string }) {
  return (
    <a class="bubble sent-file" href={address} download={name}>
      <span class="file-kind" aria-hidden="true">
        {name.split('.').at(-1)?.slice(0, 4).toUpperCase()}
      </span>
      <span>
        {name}
        <small>下载</small>
      </span>
    </a>
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

function usePress(message: string, as: string, showCard: Props['showCard']): PressAt {
  const say = useContext(Toasts)
  return useCallback<PressAt>(
    async (path, form) => {
      try {
        const { toast, error, card } = await api.press({ as, message, path, ...(form ? { form } : {}) })
        if (card) showCard(message, card)
        if (toast) say(toast.type, toast.content)
        if (error) say('error', wordsOf(error))
        return error === undefined
      } catch (error) {
        say('error', reasonOf(error))
        return false
      }
    },
    [message, as, showCard, say],
  )
}

function wordsOf({ code, text }: { code: number; text: string }): string {
  return text.includes(String(code)) ? text : `${text} code: ${code}`
}
