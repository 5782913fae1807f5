import type { Command } from '../letters/types.ts'

/** The command that a text begins with, and the rest of the text; null when it begins with none. */
export function commandIn(
  text: string,
  commands: readonly Command[],
): { command: Command; rest: string } | null {
  const [, word = '', rest = ''] = /^\s*[/／]?(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  const wanted = word.toLowerCase()
  const command = commands.find(({ words }) => words.some((each) => each.toLowerCase() === wanted))
  return command === undefined ? null : { command, rest: rest.trim() }
}
