import type { Term } from '../../time/calendar.ts'
import { deadline, span } from '../../time/format.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { factsBlock, isNewRevision, merged, rolesOf, wasAnnounced } from '../../meetings/service.ts'
import type { Meeting, Merging, Pair, PairStatus } from '../../meetings/types.ts'
import { words as common } from '../words.ts'
import type { Verdict } from './types.ts'
import { decideAction } from './action.ts'
import { words } from './words.ts'

/** Everything that the card of a pair shows at this moment. */
export type MergingView = {
  merging: Merging
  pair: Pair
  pairStatus: PairStatus
  terms: readonly Term[]
  /** The chat that the notice goes to, 「本科二支部群」; null: none. */
  where: string | null
  /** When the notice goes out if they are merged; null: at once. */
  noticeAt: Temporal.Instant | null
  expected: number
  /** How many have answered for the one that would stay, and how many for the other only. */
  answered: { kept: number; absorbed: number }
}

/** The proposal to merge two meetings with what it would do, or what was decided. */
export function mergingCard(view: MergingView): Card {
  switch (view.pairStatus) {
    case 'open':
      return { title: words.title, summary: words.title, tone: 'blue', blocks: openBlocks(view) }
    case 'merged':
      return {
        title: words.mergedTitle,
        summary: words.mergedTitle,
        tone: 'green',
        blocks: mergedBlocks(view),
      }
    case 'apart':
      return over(words.apartTitle, words.isApart(view.pair.one.shownAs, view.pair.other.shownAs))
    case 'past':
      return over(words.pastTitle, words.isPast)
  }
}

function over(title: string, line: string): Card {
  return { title, summary: title, tone: 'grey', blocks: [text(line)] }
}

function mergedBlocks({ merging, pair, terms }: MergingView): Block[] {
  const [kept, absorbed] = merging.kept === pair.one.id ? [pair.one, pair.other] : [pair.other, pair.one]
  return [text(words.isMerged(absorbed.shownAs, kept.shownAs)), factsBlock(kept, terms)]
}

function openBlocks(view: MergingView): Block[] {
  const { pair, terms } = view
  const { kept, absorbed } = rolesOf(pair)
  const facts = [kept, absorbed].map((meeting): [string, string] => [
    words.meeting(meeting.shownAs),
    spanOf(meeting, terms),
  ])
  if (kept.place !== '') facts.push([common.where, kept.place])
  return [
    text(words.proposal(kept.shownAs, absorbed.shownAs, kept.place !== '')),
    { kind: 'facts', facts },
    { kind: 'rule' },
    becomesBlock(view),
    ...tells(view).map(text),
    buttons(button(view, 'merged'), button(view, 'apart')),
    small(words.ifApart),
  ]
}

function spanOf({ startsAt, endsAt, zone }: Meeting, terms: readonly Term[]): string {
  return span(startsAt.toZonedDateTimeISO(zone), endsAt.toZonedDateTimeISO(zone), terms)
}

function becomesBlock({ pair, terms }: MergingView): Block {
  const { kept, absorbed } = rolesOf(pair)
  const next = merged(kept, absorbed)
  const facts: [string, string][] = [
    [words.name, next.title],
    [common.when, spanOf(next, terms)],
  ]
  if (next.agenda.length > 0) facts.push([common.agenda, next.agenda.join(common.between)])
  return { kind: 'facts', facts }
}

/** What will be said to people, one fact to a line. */
function tells(view: MergingView): string[] {
  const { kept, absorbed } = rolesOf(view.pair)
  const next = merged(kept, absorbed)
  const { answered } = view
  const again = !next.startsAt.equals(kept.startsAt) && answered.kept > 0
  return [
    words.counts(next.types.join(words.between)),
    chatHears(view, { kept, next }),
    ...(wasAnnounced(absorbed) ? [words.tellsAbsorbed(absorbed.shownAs)] : []),
    ...(wasAnnounced(kept) ? [words.sees(view.expected, next.observers.length)] : []),
    ...(answered.absorbed > 0 ? [words.carries(answered.absorbed, absorbed.shownAs)] : []),
    ...(again ? [words.asksAgain(answered.kept, kept.shownAs)] : []),
  ]
}

function chatHears(
  { where, noticeAt }: MergingView,
  { kept, next }: { kept: Meeting; next: Meeting },
): string {
  if (where === null) return words.noChat
  if (!wasAnnounced(kept)) return words.tellsLater
  if (!isNewRevision(kept, next)) return words.tellsInPlace(where, kept.shownAs)
  if (noticeAt === null) return words.tellsChat(where)
  return words.tellsChatAt(where, deadline(noticeAt.toZonedDateTimeISO(kept.zone)))
}

function button({ merging: { id: merging } }: MergingView, verdict: Verdict): Button {
  const data = { merging, verdict }
  if (verdict === 'apart') return decideAction.button({ text: words.keepApart, data })
  return decideAction.button({ text: words.merge, style: 'primary', data })
}
