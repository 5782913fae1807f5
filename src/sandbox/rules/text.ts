import type { SandboxState } from '../state.ts'
import type { Draft, Mention } from '../messages.ts'

/** A text as it is kept, with keys for its mentions and without styles, and as people read it. */
export function readWords(state: SandboxState, source: string): Pick<Draft, 'content' | 'text' | 'mentions'> {
  const mentions: Mention[] = []
  const kept = unstyled(source)
    .replace(/<at user_id="all">[^<]*<\/at>/g, '@_all')
    .replace(/<at user_id="(\w+)">[^<]*<\/at>/g, (literal, id) => keyFor(state, mentions, id) ?? literal)
  const names = new Map(mentions.map(({ key, name }) => [key, `@${name}`]))
  const text = kept.replace(/@_user_\d+/g, (key) => names.get(key) ?? key).replaceAll('@_all', '@所有人')
  return { content: JSON.stringify({ text: kept }), text, mentions }
}

// A mention of an unknown person stays text.
function keyFor(state: SandboxState, mentions: Mention[], open_id: string): string | undefined {
  const person = state.people.get(open_id)
  if (!person) return undefined
  const known = mentions.find((mention) => mention.open_id === open_id)
  if (known) return known.key
  const key = `@_user_${mentions.length + 1}`
  mentions.push({ key, open_id, name: person.name, kind: 'user' })
  return key
}

// Styles can be nested; a tag that is not closed is no style and stays.
function unstyled(text: string): string {
  const inner = text.replace(/<([bius])>((?:(?!<\/?[bius]>).)*)<\/\1>/gs, '$2')
  return inner === text ? text : unstyled(inner)
}
