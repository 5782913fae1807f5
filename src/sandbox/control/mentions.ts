import type { SandboxState, Chat } from '../state.ts'
import type { Mention } from '../messages.ts'

export type Named = Omit<Mention, 'key'>

/** The people who can be mentioned in a chat, longest name first. */
export function namesIn(state: SandboxState, chat: Chat): Named[] {
  const bots: Named[] = [...chat.bots]
    .flatMap((id) => state.apps.get(id) ?? [])
    .map(({ open_id, name }) => ({ open_id, name, kind: 'bot' }))
  const people: Named[] = [...chat.members]
    .flatMap((id) => state.people.get(id) ?? [])
    .map(({ open_id, name }) => ({ open_id, name, kind: 'user' }))
  return [...bots, ...people].sort((a, b) => b.name.length - a.name.length)
}

/** A text with a key in place of each `@name`, and whom the keys stand for. */
export function withMentions(text: string, names: Named[]): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = []
  let rest = text.replaceAll('@所有人', '@_all')
  for (const named of names) {
    if (!rest.includes(`@${named.name}`)) continue
    const key = `@_user_${mentions.length + 1}`
    mentions.push({ key, ...named })
    rest = rest.replaceAll(`@${named.name}`, key)
  }
  return { text: rest, mentions }
}
