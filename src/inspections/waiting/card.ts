import { buttons, text } from '../../cards/blocks.ts'
import type { Block, Button } from '../../cards/card.ts'
import { overviewButton } from '../overview/service.ts'
import { openObjectionButton, openResultButton } from '../replies/service.ts'
import { openButton } from '../sheet/service.ts'
import type { ToDo } from './types.ts'
import { labels, lines, unplanned } from './words.ts'

const OPENS = { visit: openButton, confirm: openResultButton, answer: openObjectionButton }

/** What waits for a person, with the button that opens it; for 待办. */
export function inspectionToDo(one: ToDo): Block[] {
  const line = one.waits === 'unplanned' ? unplanned(one.term) : lines[one.waits](one.branch, one.day)
  return [text(line), buttons(buttonOf(one))]
}

function buttonOf(one: ToDo): Button {
  const label = labels[one.waits]
  return 'visit' in one ? OPENS[one.waits](one.visit, label) : overviewButton(label)
}
