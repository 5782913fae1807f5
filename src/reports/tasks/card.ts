import type { BranchId } from '../../ids.ts'
import { isBefore } from '../../time/order.ts'
import { dayName, shortDay } from '../../time/format.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { tickAction } from './action.ts'
import type { Decided, Decision, Task } from './types.ts'
import { unclear, words } from './words.ts'

/** A phone shows so many lines and buttons without scrolling away. */
const MOST_SHOWN = 10
const LONGEST_LINE = 60

/** The tasks of a branch from one meeting, to whoever acts for it; `title` is the meeting's, `on` the day of looking. */
export function tasksCard({ tasks, branch, title: meeting, on }: Shown): Card {
  const open = tasks.filter(({ done }) => !done)
  if (tasks.length === 0)
    return { title: words.noneTitle, summary: words.noneTitle, tone: 'grey', blocks: [text(words.none)] }
  const title = open.length > 0 ? words.title : words.allDone
  const card = { title, summary: title, tone: toneOf(open, on) }
  const shown = tasks.slice(0, MOST_SHOWN)
  return {
    ...card,
    blocks: [
      text(words.from(meeting, branch)),
      text(
        shown
          .map((task, index) => taskLine(task, { on, nth: tasks.length > 1 ? index + 1 : null }))
          .join('\n'),
      ),
      ...(open.length > 0 ? [buttons(...buttonsOf(shown)), text(words.hint)] : []),
    ],
  }
}

function toneOf(open: readonly Task[], on: Temporal.PlainDate): Card['tone'] {
  if (open.length === 0) return 'green'
  return open.some(({ dueOn }) => isBefore(dueOn, on)) ? 'orange' : 'blue'
}

type Shown = { tasks: readonly Task[]; branch: string; title: string; on: Temporal.PlainDate }

function taskLine(task: Task, { on, nth }: { on: Temporal.PlainDate; nth: number | null }): string {
  const number = nth === null ? '' : `${nth}. `
  if (task.done) return number + words.done(task.what)
  const isLate = isBefore(task.dueOn, on)
  return number + (isLate ? words.past : words.task)(task.what, dated(task.dueOn))
}

function buttonsOf(shown: readonly Task[]): Button[] {
  return shown.flatMap((task, index) => {
    if (task.done) return []
    const label = shown.length > 1 ? words.tickNth(index + 1) : words.tick
    return [{ ...tickButton(task.id, label), style: 'primary' }]
  })
}

/** 办结. */
export function tickButton(task: string, label = words.tick): Button {
  return tickAction.button({ text: label, data: { task } })
}

/** What will become of decisions, or what became of them. */
export function decisionsBlocks({ decisions, names, mayMake, submitted }: Decided): Block[] {
  if (!mayMake) return decisions.length > 0 ? [text(words.notYours)] : []
  const made = decisions.flatMap((one) => (one.ok ? [decisionLine(one, names)] : []))
  const heading = submitted ? words.made : words.preview
  const tasks = made.length > 0 ? [text([heading, ...made].join('\n'))] : []
  const say = submitted ? words.notMade : words.unclear
  const doubts = decisions.flatMap((one) =>
    one.ok ? [] : [say(shortened(one.line, LONGEST_LINE), unclear[one.why])],
  )
  const blocks = [...tasks, ...(doubts.length > 0 ? [text(doubts.join('\n'))] : [])]
  return submitted ? blocks : [...blocks, small(words.writeLike)]
}

function decisionLine(
  { branches, what, dueOn }: Extract<Decision, { ok: true }>,
  names: ReadonlyMap<BranchId, string>,
): string {
  const [only] = branches
  const who =
    only !== undefined && branches.length === 1
      ? (names.get(only) ?? only)
      : words.everyBranch(branches.length)
  return words.line(who, what, dated(dueOn))
}

function dated(day: Temporal.PlainDate): string {
  return `${shortDay(day)}（${dayName(day)}）`
}
