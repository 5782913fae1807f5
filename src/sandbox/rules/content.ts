import type { Ask } from '../api/gateway.ts'
import { type Answer, invalid, refuse } from '../api/refusal.ts'
import type { Box } from '../box.ts'
import { asText, isObject, type Json, parseJson } from '../json.ts'
import { cardFault, knowledge } from './card.ts'

const CARD_BYTES = 30 * 1024
const TEXT_BYTES = 150 * 1024

/** A message's content after every check. */
export type Content = {
  type: 'text' | 'interactive' | 'image' | 'file'
  content: string
  text?: string
  card?: Json
}

/** Reads `msg_type` and `content` of a send or reply. */
export function readContent(box: Box, ask: Ask): Content | Answer {
  const { msg_type: type, content } = ask.body
  if (typeof content !== 'string' || content === '') return invalid('content cannot be empty')
  const value = parseJson(content)
  if (!isObject(value)) return invalid('content is not a string in json format')
  switch (type) {
    case 'text':
      return readText(box, content, value)
    case 'interactive':
      return readCard(box, ask, { updates: false })
    case 'image':
    case 'file':
      return readFile(box, ask, { type, value })
    default:
      return invalid('invalid msg_type')
  }
}

/** Reads a card from its JSON text; `updates` says that it takes the place of one that is there already. */
export function readCard(
  box: Box,
  { app, body: { content } }: Ask,
  { updates }: { updates: boolean },
): (Content & { card: Json }) | Answer {
  if (typeof content !== 'string' || content === '') return invalid('content cannot be empty')
  if (Buffer.byteLength(content) > CARD_BYTES) return tooLong()
  const card = parseJson(content)
  if (!isObject(card)) return invalid('content is not a string in json format')
  const fault = cardFault(card, knowledge(box, app.app_id, updates))
  if (fault) return refuse(230099, `Failed to create card content, ext=${fault}`)
  return { type: 'interactive', content, card }
}

function readText(box: Box, content: string, value: Json): Content | Answer {
  if (Buffer.byteLength(content) > TEXT_BYTES) return tooLong()
  const { text } = value
  if (typeof text !== 'string' || text === '') return invalid('content format of the text type is incorrect')
  return { type: 'text', content, text: shownText(box, text) }
}

function shownText(box: Box, text: string): string {
  return text
    .replace(/<at user_id="all">.*?<\/at>/g, '@所有人')
    .replace(/<at user_id="(\w+)">(.*?)<\/at>/g, (_, id, name) => `@${box.people.get(id)?.name ?? name}`)
}

type FileContent = { type: 'image' | 'file'; value: Json }

function readFile(box: Box, ask: Ask, { type, value }: FileContent): Content | Answer {
  const key = asText(value[`${type}_key`])
  const file = box.files.get(key)
  if (!file) return invalid(`invalid ${type}_key`)
  if (file.app_id !== ask.app.app_id) return refuse(230017, 'Bot is NOT the owner of the resource.')
  return { type, content: JSON.stringify({ ...value, file_name: file.name }), text: `[${file.name}]` }
}

function tooLong(): Answer {
  return refuse(230025, 'The length of the message content reaches its limit.')
}
