import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { dayOf } from '../../meetings/service.ts'
import { shortDay } from '../../time/format.ts'
import { hoursListAction } from './action.ts'
import { gapTo } from './rules.ts'
import type { Hours, HoursIn, HoursOf } from './types.ts'
import { words } from './words.ts'

/** What 学时 is rendered from; `since`: the day on which the bot moved in, in this year, else null. */
export type HoursView = Hours & { since: Temporal.PlainDate | null; mayList: boolean }

/** So many meetings are listed. */
const MOST_LINES = 20

/** The own hours of the year, the gap to the goal, and where they come from; private. */
export function hoursCard(view: HoursView): Card {
  const { credited, waiting, since } = view
  const title = words.title(view.year)
  const further = credited.length - MOST_LINES
  const blocks: Block[] = [
    factsOf(view),
    text(credited.length === 0 ? words.nothing : credited.slice(0, MOST_LINES).map(lineOf).join('\n')),
    ...(further > 0 ? [small(words.further(further))] : []),
    ...(waiting === 0 ? [] : [small(words.waiting(waiting))]),
    small(words.rule),
    ...(since === null ? [] : [small(words.since(shortDay(since)))]),
    ...(view.mayList ? [buttons(hoursListAction.button({ text: words.open, data: {} }))] : []),
  ]
  return { title, tone: 'blue', summary: title, blocks }
}

function factsOf(view: HoursView): Block {
  const gap = gapTo(view)
  return {
    kind: 'facts',
    facts: [
      [words.facts.sum, words.hours(view.sum)],
      [words.facts.goal, words.hours(view.goal)],
      [words.facts.gap, gap === 0 ? words.reached : words.hours(gap)],
    ],
  }
}

function lineOf({ meeting, hours, how }: Hours['credited'][number]): string {
  const title = shortened(meeting.shownAs, 40)
  const topic = meeting.training?.topic ?? ''
  return words.line({ day: shortDay(dayOf(meeting)), title, topic, hours, how })
}

/** A card takes no more rows than these. A branch has fifty members at most, by the statutes. */
const MOST_ROWS = { people: 50, branches: 60 }

/** What the list is rendered from: branches by name for their secretary, counts of branches for an administrator. */
export type HoursListView = {
  year: number
  own: readonly { branch: string; people: readonly HoursOf[] }[]
  counted: readonly HoursIn[]
}

/** 名单: private. */
export function hoursListCard({ year, own, counted }: HoursListView): Card {
  const title = words.listTitle(year)
  const blocks = [...own.flatMap(branchBlocks), ...countBlocks(counted)]
  const end = own.length === 0 ? [] : [small(words.private)]
  const isNone = blocks.length === 0
  return {
    title,
    tone: isNone ? 'grey' : 'blue',
    summary: title,
    blocks: isNone ? [text(words.noList)] : [...blocks, ...end],
  }
}

function branchBlocks({ branch, people }: HoursListView['own'][number]): Block[] {
  const { columns } = words
  const reached = people.filter((one) => gapTo(one) === 0).length
  const further = people.length - MOST_ROWS.people
  return [
    text(words.branchHead(branch, people.length, reached)),
    {
      kind: 'table',
      columns: [
        { name: 'name', title: columns.name, type: 'text' },
        { name: 'sum', title: columns.sum, type: 'number' },
        { name: 'gap', title: columns.gap, type: 'number' },
      ],
      rows: people
        .slice(0, MOST_ROWS.people)
        .map((one) => ({ name: one.name, sum: one.sum, gap: gapTo(one) })),
    },
    ...(further > 0 ? [small(words.furtherPeople(further))] : []),
  ]
}

function countBlocks(counted: readonly HoursIn[]): Block[] {
  if (counted.length === 0) return []
  const { columns } = words
  return [
    {
      kind: 'table',
      columns: [
        { name: 'branch', title: columns.branch, type: 'text' },
        { name: 'people', title: columns.people, type: 'number' },
        { name: 'reached', title: columns.reached, type: 'number' },
      ],
      rows: [...counted.slice(0, MOST_ROWS.branches), ...restOf(counted.slice(MOST_ROWS.branches))].map(
        ({ branch, people, reached }) => ({ branch, people, reached }),
      ),
    },
  ]
}

/** The further branches together. */
function restOf(rest: readonly HoursIn[]): HoursIn[] {
  if (rest.length === 0) return []
  const sum = (read: (one: HoursIn) => number) => rest.reduce((total, one) => total + read(one), 0)
  const branch = words.otherBranches(rest.length)
  return [{ branch, people: sum(({ people }) => people), reached: sum(({ reached }) => reached) }]
}
