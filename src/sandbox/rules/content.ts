import type { Ask } from '../api/gateway.ts'
import { type Answer, invalid, notOffered, refuse } from '../api/refusal.ts'
import type { SandboxState } from '../state.ts'
import { asText, isObject, type Json, parseJson } from '../json.ts'
import type { Draft } from '../messages.ts'
import { cardFault, knowledge } from './card.ts'
import { readWords } from './text.ts'

const CARD_BYTES = 30 * 1024
const TEXT_BYTES = 150 * 1024
/** What the platform can send besides, and the bot does not. */
const OTHER_TYPES = 'post image audio media sticker share_chat share_user system'.split(' ')

/** A message's content after every check. */
export type Content = Omit<Draft, 'from' | 'parent'>

type Written = Pick<Ask, 'app' | 'request'> & { body: { msg_type: string; content: string } }

/** Reads `msg_type` and `content` of a send or reply. */
export function readContent(state: SandboxState, ask: Written): Content | Answer {
  const read = readType(state, ask)
  if ('status' in read) return read
  const forbidden = state.sensitive.some((word) => read.content.includes(word))
  return forbidden ? refuse(230022, 'The content of the message contains sensitive information.') : read
}

function readType(state: SandboxState, ask: Written): Content | Answer {
  const { msg_type: type } = ask.body
  if (type === 'interactive') return readCard(state, ask, { updates: false })
  if (type === 'text') return readText(state, ask)
  if (type === 'file') return readFile(state, ask)
  return OTHER_TYPES.includes(type) ? notOffered(400) : invalid('invalid msg_type')
}

type Drawn = Pick<Ask, 'app'> & { body: { content: string } }

/** Reads a card from its JSON text; `updates` says that it takes the place of one that is there already. */
export function readCard(
  state: SandboxState,
  { app, body: { content } }: Drawn,
  { updates }: { updates: boolean },
): (Content & { card: Json }) | Answer {
  const card = readJson(content)
  if ('status' in card) return card
  if (Buffer.byteLength(content) > CARD_BYTES) return tooLong()
  if (card.value['type'] === 'template' || card.value['type'] === 'card') return notOffered(400)
  const fault = cardFault(card.value, knowledge(state, app.app_id, updates))
  if (fault) return refuse(230099, `Failed to create card content, ext=${fault}`)
  return { type: 'interactive', content: JSON.stringify(card.value), card: card.value }
}

function readText(state: SandboxState, { body, request }: Written): Content | Answer {
  const read = readJson(body.content)
  if ('status' in read) return read
  const { text } = read.value
  if (typeof text !== 'string' || text === '') return invalid('content format of the text type is incorrect')
  // The limit is for the whole request.
  const bytes = request.headers['content-length'] ?? Buffer.byteLength(JSON.stringify(body))
  if (Number(bytes) > TEXT_BYTES) return tooLong()
  return { type: 'text', ...readWords(state, text) }
}

function readFile(state: SandboxState, { app, body: { content } }: Written): Content | Answer {
  const read = readJson(content)
  if ('status' in read) return read
  const key = asText(read.value['file_key'])
  const file = state.files.get(key)
  if (!file) return invalid('invalid file_key')
  if (file.app_id !== app.app_id) return refuse(230017, 'Bot is NOT the owner of the resource.')
  if (!key.startsWith('file_'))
    return refuse(230055, 'The type of file upload does not match the type of message being sent.')
  const { name: file_name } = file
  return { type: 'file', content: JSON.stringify({ file_key: key, file_name }), text: `[${file_name}]` }
}

function readJson(content: string): { value: Json } | Answer {
  if (content === '') return invalid('content cannot be empty')
  const value = parseJson(content)
  if (value === undefined) return invalid('content is not a string in json format')
  return isObject(value) ? { value } : invalid('validate content fail')
}

function tooLong(): Answer {
  return refuse(230025, 'The length of the message content reaches its limit.')
}
