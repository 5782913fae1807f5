import { buttons, text } from '../../cards/blocks.ts'
import type { Block } from '../../cards/card.ts'
import { openObjectionButton, openResultButton } from '../replies/service.ts'
import { openButton } from '../sheet/service.ts'
import type { ToDo } from './types.ts'
import { labels, lines } from './words.ts'

const OPENS = { visit: openButton, confirm: openResultButton, answer: openObjectionButton }

/** What waits for a person, with the button that opens it; for 待办. */
export function inspectionToDo({ waits, visit, branch, day }: ToDo): Block[] {
  return [text(lines[waits](branch, day)), buttons(OPENS[waits](visit, labels[waits]))]
}
