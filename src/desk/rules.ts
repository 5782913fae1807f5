import type { Command } from '../letters/types.ts'

/**
 * The command that a text begins with, and the rest of the text; or one that understands the whole of it. Null when
 * there is none.
 */
export function commandIn(
  text: string,
  commands: readonly Command[],
): { command: Command; rest: string } | null {
  const [, word = '', rest = ''] = /^\s*[/／]?(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  const wanted = word.toLowerCase()
  const command = commands.find(({ words }) => words.some((each) => each.toLowerCase() === wanted))
  if (command !== undefined) return { command, rest: rest.trim() }
  const understood = commands.find(({ understands }) => understands?.(text))
  return understood === undefined ? null : { command: understood, rest: text.trim() }
}
