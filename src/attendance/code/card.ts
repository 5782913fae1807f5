import { buttons, small, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import type { Meeting } from '../../meetings/types.ts'
import { overviewButton } from '../service.ts'
import { words } from './words.ts'

/** The digits for the host to say aloud; null once nobody can use them any more. */
export function codeCard({ meeting, digits }: { meeting: Meeting; digits: string | null }): Card {
  const title = words.title(meeting.shownAs)
  const summary = words.summary(meeting.shownAs)
  if (digits === null) return { title, tone: 'grey', summary: title, blocks: [text(words.over)] }
  const said = { ...text(words.say(digits)), size: 'heading' as const }
  return {
    title,
    tone: 'green',
    summary,
    blocks: [said, small(words.keep), buttons(overviewButton(meeting.id, 'open'))],
  }
}
