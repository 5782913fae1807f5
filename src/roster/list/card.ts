import { text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { Reason } from '../reach/types.ts'
import type { List, Strength } from './types.ts'
import { reasons, words } from './words.ts'

/** Nobody looks at more at once; the platform turns the pages. */
const MOST_ROWS = 100

/** How many belong to the branches, and who or what is out of reach, with reason and cure. For one reader only. */
export function rosterCard({ branches, vacant, unreached, unchecked }: List): Card {
  return {
    title: words.title,
    tone: unreached.length + vacant.length === 0 ? 'green' : 'orange',
    summary: words.title,
    blocks: [
      text(strengthOf(branches)),
      ...vacantBlocks(vacant, branches.length > 1),
      ...(unreached.length === 0
        ? [text(words.allReached)]
        : unreachedBlocks(unreached, branches.length > 1)),
      ...(unchecked ? [text(words.unchecked)] : []),
    ],
  }
}

function strengthOf(branches: readonly Strength[]): string {
  const [only] = branches
  if (only !== undefined && branches.length === 1) return words.branch(only.name, only)
  const sum = (of: (branch: Strength) => number) => branches.reduce((total, one) => total + of(one), 0)
  const full = sum((one) => one.full)
  return words.college(branches.length, { full, probationary: sum((one) => one.probationary) })
}

/** Nobody fills more at once. */
const MOST_VACANT = 20

function vacantBlocks(vacant: List['vacant'], severalBranches: boolean): Block[] {
  const secretaries = vacant.filter(({ group }) => group === null).map(({ branch }) => branch)
  const leaders = vacant.flatMap(({ branch, group }) =>
    group === null ? [] : [severalBranches ? `${branch}${group}` : group],
  )
  const shown = (names: readonly string[]) =>
    names.length > MOST_VACANT ? [...names.slice(0, MOST_VACANT), words.others(names.length)] : names
  return [
    ...(secretaries.length === 0 ? [] : [text(words.noSecretary(shown(secretaries)))]),
    ...(leaders.length === 0 ? [] : [text(words.noLeader(shown(leaders)))]),
  ]
}

function unreachedBlocks(all: List['unreached'], severalBranches: boolean): Block[] {
  const shown = all.slice(0, MOST_ROWS)
  const further = all.length - shown.length
  const present = new Set(all.map(({ reason }) => reason))
  const cures = REASONS.filter((reason) => present.has(reason)).map(cureOf)
  return [
    text(words.unreached(all.length)),
    table(shown, severalBranches),
    ...(further > 0 ? [text(words.further(further))] : []),
    text(cures.join('\n')),
  ]
}

const REASONS: readonly Reason[] = ['noId', 'unseen', 'unavailable', 'blocked', 'memberOut', 'botOut']

function cureOf(reason: Reason): string {
  return words.cure(words.cures[reason], reasons[reason].cure)
}

function table(rows: List['unreached'], severalBranches: boolean): Block {
  const { columns } = words
  return {
    kind: 'table',
    columns: [
      ...(severalBranches ? [{ name: 'branch', title: columns.branch, type: 'text' } as const] : []),
      { name: 'who', title: columns.who, type: 'text' },
      { name: 'why', title: columns.why, type: 'text' },
    ],
    rows: rows.map(({ of, member, reason, place }) => ({
      ...(severalBranches ? { branch: of ?? words.ofCollege } : {}),
      who: member?.name ?? words.bot,
      why: reasons[reason].why(place ?? ''),
    })),
  }
}
