import type { QuorumKind } from '../../../config/college.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card, Field } from '../../cards/card.ts'
import { cutTo } from '../../cards/shortened.ts'
import type { Meeting } from '../../meetings/types.ts'
import { deadline } from '../../time/format.ts'
import { adjournButton } from '../adjourning/service.ts'
import { quorumKinds, quorumLines } from '../quorum/service.ts'
import type { Quorum } from '../quorum/types.ts'
import { correctAction, dropAction, enterAction, kindAction } from './action.ts'
import { ADMISSIONS, COUNTED, isOfCandidates, MOST_TOPIC, nextMatter, takesWritten } from './rules.ts'
import type { Earlier, OpenForm, Vote } from './types.ts'
import { earlierLine, faultText, voteLine, words } from './words.ts'

/** What the card of a meeting's votes is rendered from. */
export type VotesView = {
  meeting: Meeting
  quorum: Quorum
  votes: readonly Vote[]
  earlier: readonly Earlier[]
  /** The form that its reader has open; null: an empty one for the next vote. */
  form: OpenForm | null
  /** Whether the meeting may be put off for want of a quorum. */
  mayAdjourn: boolean
}

/** So many votes, and so many corrections, are shown: the last ones. */
const MOST_VOTES = 12
const MOST_EARLIER = 5

/** 表决: whether enough have come, what was counted, and the form for the next vote; private, to whoever enters it. */
export function votesCard(view: VotesView): Card {
  const { meeting, quorum, votes, form } = view
  const title = words.title(meeting.shownAs)
  const corrected = votes.find(({ n }) => n === form?.n)
  return {
    title,
    tone: quorum.isMet ? 'green' : 'orange',
    summary: title,
    blocks: [
      ...quorumLines(quorum).map(text),
      ...votesBlocks(view),
      ...earlierBlocks(view),
      ...(corrected === undefined ? nextBlocks(view) : correctionBlocks(view, corrected)),
    ],
  }
}

/** A card that takes nothing: its reader may not enter votes any more, has a newer one, or there was no vote. */
export function noVotesCard(
  meeting: Meeting,
  why: 'closed' | 'superseded' | 'cancelled' | 'adjourned',
): Card {
  const title = words.title(meeting.shownAs)
  return { title, tone: 'grey', summary: title, blocks: [text(words[why])] }
}

function votesBlocks({ meeting, votes }: VotesView): Block[] {
  const shown = votes.slice(-MOST_VOTES)
  const further = votes.length - shown.length
  return [
    ...(further === 0 ? [] : [small(words.further(further))]),
    ...shown.flatMap((vote) => [
      text(voteLine(vote)),
      buttons(
        correctAction.button({ text: words.correct, data: { meeting: meeting.id, n: String(vote.n) } }),
      ),
    ]),
  ]
}

function earlierBlocks({ earlier, meeting }: VotesView): Block[] {
  if (earlier.length === 0) return []
  const lines = earlier
    .slice(0, MOST_EARLIER)
    .map((one) => earlierLine(one, deadline(one.at.toZonedDateTimeISO(meeting.zone))))
  return [small([words.corrections, ...lines].join('\n'))]
}

function nextBlocks(view: VotesView): Block[] {
  const { meeting, quorum, votes, form } = view
  const { kind } = quorum
  if (!quorum.isMet)
    return [...kindBlocks(view), ...(view.mayAdjourn ? [buttons(adjournButton(meeting.id))] : [])]
  const n = votes.length + 1
  const { candidate } = nextMatter(votes, { kind, topic: '' })
  const said = candidate === null ? words.next(n) : words.nextCandidate(words.next(n), candidate)
  const submit = enterAction.button({
    text: words.submit,
    style: 'primary',
    data: { meeting: meeting.id, n: String(n), version: '1', kind },
  })
  const fields = [topicField(kind, form), ...countFields(kind, form)]
  return [
    ...kindBlocks(view),
    { kind: 'text', text: said, size: 'heading' },
    ...faultBlocks(form),
    { kind: 'form', name: 'vote', fields, submit },
    ...hints(kind),
  ]
}

function correctionBlocks({ meeting, form }: VotesView, { n, version, kind }: Vote): Block[] {
  const submit = enterAction.button({
    text: words.submitCorrection,
    style: 'primary',
    data: { meeting: meeting.id, n: String(n), version: String(version + 1), kind },
  })
  return [
    { kind: 'text', text: words.correcting(n), size: 'heading' },
    ...faultBlocks(form),
    { kind: 'form', name: 'vote', fields: countFields(kind, form), submit },
    buttons(dropAction.button({ text: words.drop, data: { meeting: meeting.id } })),
    ...hints(kind),
  ]
}

function faultBlocks(form: OpenForm | null): Block[] {
  return form?.fault == null ? [] : [text(faultText(form.fault))]
}

/** A members' meeting may vote on several kinds of matters, one after another; a committee on its own alone. */
function kindBlocks({ meeting, quorum }: VotesView): Block[] {
  if (quorum.kind === 'committee') return []
  const others = (['general', 'admission', 'election'] as const).filter((kind) => kind !== quorum.kind)
  return [
    buttons(
      ...others.map((kind) =>
        kindAction.button({
          text: words.changeKind(quorumKinds[kind]),
          data: { meeting: meeting.id, kind },
        }),
      ),
    ),
  ]
}

function topicField(kind: QuorumKind, form: OpenForm | null): Field {
  const typed = form?.filled['topic'] ?? ''
  if (kind !== 'admission')
    return {
      ...{ kind: 'input', name: 'topic', label: words.topic, placeholder: words.topicHint },
      ...{ value: cutTo(typed, MOST_TOPIC), required: true, lines: 'one', maxLength: MOST_TOPIC },
    }
  const chosen = ADMISSIONS.find((one) => one === typed)
  return {
    ...{ kind: 'select', name: 'topic', label: words.topic, placeholder: words.choose, required: true },
    options: ADMISSIONS.map((one) => ({ text: one, value: one })),
    ...(chosen === undefined ? {} : { chosen }),
  }
}

/** So many digits may be typed. */
const LONGEST_COUNT = 4

function countFields(kind: QuorumKind, form: OpenForm | null): Field[] {
  const asked = COUNTED.filter((name) => name !== 'written' || takesWritten(kind))
  return asked.map((name) => ({
    ...{ kind: 'input', name, label: words.counted[name] },
    placeholder: name === 'written' ? words.writtenHint : words.countHint,
    value: cutTo(form?.filled[name] ?? '', LONGEST_COUNT),
    ...{ required: true, lines: 'one', maxLength: LONGEST_COUNT },
  }))
}

function hints(kind: QuorumKind): Block[] {
  return [
    small(words.hint),
    ...(isOfCandidates(kind) ? [small(words.candidates)] : []),
    ...(takesWritten(kind) ? [small(words.written)] : []),
  ]
}
