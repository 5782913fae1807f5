import { buttons, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import type { Changes, EntryKind, Loss } from '../load/types.ts'
import { proposalButtons } from './action.ts'
import type { Named, NamesOf, Proposal } from './types.ts'
import { kinds, losses, namedText, states, titles, words } from './words.ts'

/** Nobody corrects more at once. */
const MOST_FAULTS = 15

type Shown<K> = { proposal: Proposal & { content: { kind: K } }; newer: boolean }

/** What is wrong with the college's files, line by line with the cure; later that it is mended. */
export function faultyCard({ proposal, newer }: Shown<'faulty'>): Card {
  if (proposal.state !== 'faulty') return endedCard(newer)
  const { faults } = proposal.content
  const lines = faults.slice(0, MOST_FAULTS).map(words.fault)
  const further = faults.length - lines.length
  return {
    title: words.faultyTitle,
    tone: 'orange',
    summary: words.faultyTitle,
    blocks: [
      text(words.faulty),
      text([...lines, ...(further > 0 ? [words.further(further)] : [])].join('\n')),
      text(words.faultyCure),
    ],
  }
}

function endedCard(newer: boolean): Card {
  const title = newer ? words.faultyTitle : words.mendedTitle
  const blocks = [text(newer ? words.newer : words.mended)]
  return { title, tone: newer ? 'grey' : 'green', summary: title, blocks }
}

/** What a version of the files would take away, to be confirmed; afterwards what became of it. */
export function waitingCard({ proposal }: Shown<'waiting'>, names: NamesOf): Card {
  const { state, version, content } = proposal
  const open = state === 'waiting'
  const ask = [text(words.waitingCure), buttons(...proposalButtons(version))]
  return {
    title: titles[state],
    tone: open ? 'orange' : 'grey',
    summary: titles[state],
    blocks: [text(states[state]), text(lossLines(content.loss, names).join('\n')), ...(open ? ask : [])],
  }
}

function lossLines(loss: Loss, names: NamesOf): string[] {
  const named = {
    people: namedText(names('member', loss.people), kinds.member.unit),
    accounts: namedText(names('member', loss.accounts), kinds.member.unit),
    branches: namedText(names('branch', loss.branches), kinds.branch.unit),
    secretaries: namedText(names('branch', loss.secretaries), kinds.branch.unit),
    admins: namedText(names('member', loss.admins), kinds.member.unit),
  }
  return loss.reasons.map((reason) => losses[reason](named[reason], loss))
}

/** What a load changed: counts, and the names of those who came or went. */
export function loadedCard(changes: Changes, names: NamesOf): Card {
  const facts = Object.entries(kinds).flatMap(([key, { name, unit }]): [string, string][] => {
    // The keys of `kinds` are the kinds of entry.
    const kind = key as EntryKind
    const change = changes[kind]
    if (change === undefined) return []
    if (kind === 'settings') return [[name, words.settings]]
    const parts = [
      countOf('新增', names(kind, change.added), unit),
      countOf('减少', names(kind, change.gone), unit),
      change.changed.length === 0 ? '' : `改动${change.changed.length}${unit}`,
    ]
    return [[name, parts.filter((part) => part !== '').join('；')]]
  })
  return {
    title: words.loadedTitle,
    tone: 'blue',
    summary: words.loadedTitle,
    blocks: [{ kind: 'facts', facts }],
  }
}

function countOf(what: string, { names, count }: Named, unit: string): string {
  if (count === 0) return ''
  const said = names.length === 0 ? '' : `（${names.join('、')}${count > names.length ? '等' : ''}）`
  return `${what}${count}${unit}${said}`
}
