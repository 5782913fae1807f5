import type { Meeting } from '../../meetings/types.ts'
import { buttons, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { words } from '../words.ts'
import { cancelDroppedAction } from './action.ts'

/** Asks an administrator whether a meeting that is no longer in the file shall take place. */
export function droppedCard({
  meeting,
  facts,
  answered,
}: {
  meeting: Meeting
  facts: Block
  answered: number
}): Card {
  const open = meeting.state === 'scheduled'
  const title = (open ? words.droppedTitle : words.droppedDone)(meeting.shownAs)
  const line = open ? words.droppedAsk(answered) : words.droppedOver
  const button = cancelDroppedAction.button({
    text: words.cancelMeeting,
    style: 'danger',
    data: { meeting: meeting.id },
    confirm: { title: words.cancelMeeting, text: words.cancelConfirm(meeting.shownAs) },
  })
  const asked: Block[] = open ? [buttons(button)] : []
  return {
    title,
    tone: open ? 'orange' : 'grey',
    summary: title,
    blocks: [facts, text(line), ...asked],
  }
}
