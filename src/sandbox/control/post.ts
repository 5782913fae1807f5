import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import type { Draft, Mention } from '../messages.ts'
import { type Named, namesIn } from './mentions.ts'
import type { Speaker } from './speaker.ts'
import { Unable } from './unable.ts'

const style = z.array(z.enum(['bold', 'underline', 'lineThrough', 'italic'])).default([])

/** What a paragraph of a rich text may hold (§2.1); `at` names a member by open_id, or `all`. */
const Node = z.discriminatedUnion('tag', [
  z.object({ tag: z.literal('text'), text: z.string(), style }),
  z.object({ tag: z.literal('a'), text: z.string(), href: z.string(), style }),
  z.object({ tag: z.literal('at'), user_id: z.string(), style }),
  z.object({ tag: z.literal('img'), image_key: z.string() }),
  z.object({ tag: z.literal('media'), file_key: z.string(), image_key: z.string().optional() }),
  z.object({ tag: z.literal('emotion'), emoji_type: z.string() }),
  z.object({ tag: z.literal('code_block'), language: z.string().optional(), text: z.string() }),
  z.object({ tag: z.literal('hr') }),
])
type Node = z.infer<typeof Node>

/** A rich text as a person writes it. */
export const Post = z.object({ title: z.string().default(''), content: z.array(z.array(Node)).min(1) })
export type Post = z.infer<typeof Post>

/** A rich text as it is kept: its mentions have keys, and what people read of it stands beside. */
export function readPost(
  state: SandboxState,
  { chat }: Speaker,
  { title, content }: Post,
): Omit<Draft, 'from'> {
  const mentions: Mention[] = []
  const names = namesIn(state, chat)
  const kept = content.map((nodes) => nodes.map((node) => keptNode(state, node, { mentions, names })))
  const lines = content.map((nodes) => nodes.map((node) => shownNode(node, names)).join(''))
  return {
    type: 'post',
    content: JSON.stringify({ title, content: kept }),
    text: [title, ...lines].filter((line) => line !== '').join('\n'),
    mentions,
  }
}

type People = { mentions: Mention[]; names: Named[] }

function keptNode({ switches }: SandboxState, node: Node, { mentions, names }: People): object {
  if (node.tag !== 'at') return node
  if (node.user_id === 'all') return { ...node, user_id: switches.postAll, user_name: '所有人' }
  const named = names.find(({ open_id }) => open_id === node.user_id)
  if (!named) throw new Unable(`${node.user_id} is not in this chat`)
  const known = mentions.find(({ open_id }) => open_id === named.open_id)
  const mention = known ?? { key: `@_user_${mentions.length + 1}`, ...named }
  if (!known) mentions.push(mention)
  return { ...node, user_id: mention.key, user_name: named.name }
}

function shownNode(node: Node, names: Named[]): string {
  if (node.tag === 'at')
    return `@${node.user_id === 'all' ? '所有人' : names.find((one) => one.open_id === node.user_id)?.name}`
  if (node.tag === 'img') return '[图片]'
  if (node.tag === 'media') return '[视频]'
  if (node.tag === 'emotion') return `[${node.emoji_type}]`
  return node.tag === 'hr' ? '' : node.text
}
