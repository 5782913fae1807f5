import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card, Tone } from '../../cards/card.ts'
import { deadline } from '../../time/format.ts'
import { cancelAction, confirmAction } from './action.ts'
import type { Preview } from './service.ts'
import type { Nudge, OwedBy } from './types.ts'
import { words } from './words.ts'

/** A card holds the names of so many branches with what each owes. */
const MOST_BRANCHES = 30
/** Of one branch so many are named. */
const MOST_LINES = 8

const LOOKS: Record<Nudge['state'], { title: string; tone: Tone }> = {
  open: { title: words.title, tone: 'orange' },
  done: { title: words.doneTitle, tone: 'green' },
  dropped: { title: words.droppedTitle, tone: 'grey' },
}

/** Whom a reminder by hand would reach and of what; for the administrator who opened it alone. */
export function nudgePreviewCard(shown: Preview, zone: string): Card {
  const { nudge, people, records, cameSince } = shown
  const look = LOOKS[nudge.state]
  return {
    ...look,
    summary: look.title,
    blocks: [
      text(saidOf(shown)),
      ...(nudge.state === 'dropped' ? [] : owedBlocks(shown, zone)),
      ...(cameSince > 0 && nudge.state === 'open' ? [small(words.cameSince(cameSince))] : []),
      ...(nudge.state === 'open' && records > 0 && people > 0
        ? [small(words.hint), decisionButtons(nudge.id)]
        : []),
    ],
  }
}

function saidOf({ nudge, people, records }: Preview): string {
  if (nudge.state === 'done') return words.done(nudge.people, nudge.records)
  if (nudge.state === 'dropped') return words.dropped
  return records === 0 ? words.nobodyToNudge : words.says(records, people)
}

function owedBlocks({ owed }: Preview, zone: string): Block[] {
  const shown = owed.slice(0, MOST_BRANCHES)
  const further = owed.length - shown.length
  return [
    ...shown.map((one) => text(linesOf(one, zone))),
    ...(further > 0 ? [small(words.further(further))] : []),
  ]
}

function linesOf({ branch, lines }: OwedBy, zone: string): string {
  const shown = lines.slice(0, MOST_LINES).map(({ name, title, dueAt, hindrance }) => {
    const line = words.line(name, title, deadline(dueAt.toZonedDateTimeISO(zone)))
    return hindrance === null ? line : words.hindered(line, words.hindrances[hindrance])
  })
  const further = lines.length - shown.length
  return [branch, ...shown, ...(further > 0 ? [words.furtherOf(further)] : [])].join('\n')
}

function decisionButtons(nudge: string): Block {
  return buttons(
    confirmAction.button({ text: words.confirm, style: 'primary', data: { nudge } }),
    cancelAction.button({ text: words.cancel, data: { nudge } }),
  )
}
