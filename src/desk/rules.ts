import type { Command } from '../letters/types.ts'
import { branchNames } from '../roster/service.ts'
import type { Branch } from '../roster/types.ts'

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

/** The branches that a person may mean by their id, name or part of it; an exact one wins over those that contain it. */
export function branchesNamed(said: string, branches: readonly Branch[]): Branch[] {
  const name = said.trim().toLowerCase()
  const namesOf = (branch: Branch) => branchNames(branch).map((one) => one.toLowerCase())
  const exact = branches.filter((one) => namesOf(one).includes(name))
  return exact.length > 0 ? exact : branches.filter((one) => namesOf(one).some((is) => is.includes(name)))
}
