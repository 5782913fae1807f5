import { z } from 'zod'
import type { Command } from '../inbox/types.ts'
import type { Block, Button } from '../cards/card.ts'
import { visible } from '../cards/visible.ts'

/** A reply's hint names no more buttons than this. */
const MOST_LABELS = 4
const PRESS = 'press:'

/** What a hint shows that points to the buttons of a card. */
export function pressRef(labels: readonly string[]): string {
  return PRESS + JSON.stringify([...new Set(labels)].slice(0, MOST_LABELS))
}

/** Reads such a `ref`; null when it is none. */
export function pressLabels(ref: string): string[] | null {
  return ref.startsWith(PRESS) ? z.array(z.string()).parse(JSON.parse(ref.slice(PRESS.length))) : null
}

/** Names in front of everything else, as somebody types them who mentions nobody. */
const ADDRESSED = /^\s*(?:[@＠][^\s@＠]{1,40}\s+)+/
const FIRST_WORD = /^[\s\p{P}\p{S}]*([\p{L}\p{N}]+)/u
/** What follows a command after a stop is a word of courtesy, or the text is no command. */
const LONGEST_ASIDE = 9

/**
 * The command that a text begins with, and the rest of the text; or one that understands the whole of it. Null when
 * there is none. Names in front, punctuation around it, and what cannot be seen do not hide it.
 */
export function commandIn(
  text: string,
  commands: readonly Command[],
): { command: Command; rest: string } | null {
  const said = visible(text).replace(ADDRESSED, '')
  const [before = '', word = ''] = FIRST_WORD.exec(said) ?? []
  const wanted = word.normalize('NFKC').toLowerCase()
  const command = commands.find(({ triggers }) => triggers.some((each) => each.toLowerCase() === wanted))
  const rest = command === undefined ? null : restBehind(said.slice(before.length))
  if (command !== undefined && rest !== null) return { command, rest }
  const understood = commands.find(({ understands }) => understands?.(said))
  return understood === undefined ? null : { command: understood, rest: said }
}

function restBehind(text: string): string | null {
  const rest = text.replace(/^[\s\p{P}\p{S}]+/u, '')
  if (rest === '' || /^\s/.test(text)) return rest === '' ? '' : text.trim()
  return rest.length > LONGEST_ASIDE ? null : rest.trim()
}

/** What each part of a block counts for; `other`: what any other block does at most. */
const WEIGHTS = { text: 2, row: 1, button: 3, confirm: 2, field: 4, other: 12 }

/** How many things the platform counts in these blocks, at most: it takes 200 in a card. */
export function weightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + weightOfOne(block), 0)
}

function weightOfOne(block: Block): number {
  switch (block.kind) {
    case 'text':
      return WEIGHTS.text
    case 'buttons':
      return rowWeight(block.buttons)
    case 'form': {
      const options = block.fields.flatMap((field) => (field.kind === 'select' ? field.options : []))
      const fields = WEIGHTS.field * block.fields.length + options.length
      return fields + rowWeight([block.submit, ...(block.others ?? [])])
    }
    case 'folded':
      return WEIGHTS.text + weightOf(block.blocks)
    default:
      return WEIGHTS.other
  }
}

function rowWeight(buttons: readonly Button[]): number {
  const each = buttons.map(({ confirm }) => WEIGHTS.button + (confirm ? WEIGHTS.confirm : 0))
  return each.reduce((sum, one) => sum + one, WEIGHTS.row)
}
