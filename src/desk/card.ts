import { answerButtons, decideButtons, makeupToDo } from '../attendance/service.ts'
import { runningBlocks } from '../collections/service.ts'
import type { Command } from '../inbox/types.ts'
import { doingButtons } from '../ledger/service.ts'
import { inspectionToDo } from '../inspections/service.ts'
import { explanationToDo, extensionToDo, fillButton, reviewButton, tickButton } from '../reports/service.ts'
import { proposalButtons } from '../roster/service.ts'
import { isAfter } from '../time/order.ts'
import { deadline, shortDay } from '../time/format.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Card } from '../cards/card.ts'
import { settleButton } from './failures/action.ts'
import { weightOf } from './rules.ts'
import { resumeButton } from './pauses/action.ts'
import type { Waiting, Where } from './types.ts'
import { words } from './words.ts'

/** Of each kind: the platform takes 200 things in a card, and nobody reads on after so many. */
const MOST_SHOWN = 3
/** A card holds 200 things; the last few are its own lines. */
const MOST_WEIGHT = 160
/** So many of what few have, lest all kinds together be too much for one card. */
const MOST_RARE = { makeups: 2, extensions: 1, explanations: 1, inspections: 1, pauses: 3, failures: 2 }

/** What the bot can do, for somebody who meets it for the first time. */
export function helpCard(commands: readonly Command[], where: Where): Card {
  const facts = commands.map(({ triggers, label, help }): [string, string] => [
    label ?? triggers.join(' / '),
    help,
  ])
  return {
    title: words.helpTitle,
    tone: 'blue',
    summary: words.helpSummary,
    blocks: [
      text(words.help),
      text(words.report),
      text(where === 'group' ? words.inGroup : words.inDirect),
      { kind: 'facts', facts },
    ],
  }
}

/** What is waiting for one person; only that person sees it. */
export function todoCard(waiting: Waiting, when: When): Card {
  const all = (most: number) => [
    ...waitingBlocks(waiting, { ...when, most }),
    ...runningBlocks(waiting.collections, when),
    ...pauseBlocks(waiting, when),
    ...filesBlocks(waiting),
    ...failureBlocks(waiting),
    ...troubleBlocks(waiting),
  ]
  return listCard(words.todoTitle, asManyAsFit(all))
}

/** The last reminder of a day: what waits for one person, and what other reminders would have said. */
export function summaryCard({ waiting, covered, ...when }: When & Summary): Card {
  const all = (most: number) => [
    ...parted([waitingBlocks(waiting, { ...when, most }), ...covered.slice(0, most)]),
    ...furtherBlocks(covered, { most, say: words.furtherCovered }),
  ]
  const blocks = asManyAsFit(all)
  const last: Block[] = [small(words.lastToday)]
  return listCard(words.summaryTitle, blocks.length === 0 ? [] : [...blocks, ...last])
}

/** What a summary shows: besides what waits, the contents of the reminders that it carries. */
export type Summary = { waiting: Waiting; covered: readonly Block[][] }

function parted(groups: readonly Block[][]): Block[] {
  const [first = [], ...others] = groups.filter((group) => group.length > 0)
  return [...first, ...others.flatMap((group): Block[] => [{ kind: 'rule' }, ...group])]
}

type When = { now: Temporal.Instant; zone: string }
/** How many of each kind are shown. */
type Shown = When & { most: number }

/** The blocks with as many of each kind as the platform takes in one card. */
function asManyAsFit(all: (most: number) => Block[]): Block[] {
  const fitting = [MOST_SHOWN, 2].map(all).find((blocks) => weightOf(blocks) <= MOST_WEIGHT)
  return fitting ?? all(1)
}

function listCard(title: string, blocks: Block[]): Card {
  const nothing: Block[] = [text(words.nothing)]
  const some = blocks.length > 0
  return { title, tone: some ? 'blue' : 'green', summary: title, blocks: some ? blocks : nothing }
}

function waitingBlocks(waiting: Waiting, when: Shown): Block[] {
  return [
    ...meetingBlocks(waiting, when),
    ...leaveBlocks(waiting, when),
    ...reportBlocks(waiting, when),
    ...reviewBlocks(waiting),
    ...taskBlocks(waiting, when),
    ...stepBlocks(waiting, when),
    ...makeupBlocks(waiting),
    ...extensionBlocks(waiting),
    ...explanationBlocks(waiting),
    ...inspectionBlocks(waiting),
  ]
}

function meetingBlocks({ meetings }: Waiting, { zone, most }: Shown): Block[] {
  const shown = meetings.slice(0, most)
  return [
    ...shown.flatMap(({ id, title, startsAt, waitsFor }): Block[] => [
      text(words.meeting[waitsFor](title, local(startsAt, zone))),
      buttons(...answerButtons(id)),
    ]),
    ...furtherBlocks(meetings, { most, say: words.furtherMeetings }),
  ]
}

function furtherBlocks(
  all: readonly unknown[],
  { most, say }: { most: number; say: (count: number) => string },
): Block[] {
  return all.length > most ? [text(say(all.length - most))] : []
}

function leaveBlocks({ leaves }: Waiting, { zone, most }: Shown): Block[] {
  const shown = leaves.slice(0, most)
  return [
    ...shown.flatMap(({ meeting, member, n, name, title, startsAt, reason }): Block[] => [
      text(words.leave(name, `${shortDay(startsAt.toZonedDateTimeISO(zone))}${title}`)),
      text(reason),
      buttons(...decideButtons(meeting, member, n)),
    ]),
    ...furtherBlocks(leaves, { most, say: words.furtherLeaves }),
  ]
}

function pauseBlocks({ pauses }: Waiting, { zone }: { zone: string }): Block[] {
  return pauses
    .slice(0, MOST_RARE.pauses)
    .flatMap(({ of, since, scope }): Block[] => [
      text(words.paused(of, local(since, zone))),
      buttons(resumeButton(scope)),
    ])
}

function filesBlocks({ files }: Waiting): Block[] {
  if (files === null) return []
  const { faults, toDecide } = files
  const said = text(faults > 0 ? words.filesFaulty(faults) : words.filesWaiting)
  return toDecide === null ? [said] : [said, buttons(...proposalButtons(toDecide))]
}

function failureBlocks({ failures }: Waiting): Block[] {
  const shown = failures.slice(0, MOST_RARE.failures)
  const further = failures.length - shown.length
  return [
    ...shown.flatMap(({ id, says }): Block[] => [text(says), buttons(settleButton(id))]),
    ...(further > 0 ? [text(words.furtherFailures(further))] : []),
  ]
}

function troubleBlocks({ troubles }: Waiting): Block[] {
  return troubles > 0 ? [text(words.troubles(troubles))] : []
}

function reportBlocks({ reports }: Waiting, when: Shown): Block[] {
  const shown = reports.slice(0, when.most)
  return [
    ...shown.flatMap((report): Block[] => [text(reportText(report, when)), buttons(fillButton(report.id))]),
    ...furtherBlocks(reports, { most: when.most, say: words.furtherReports }),
  ]
}

function reviewBlocks({ reviews }: Waiting): Block[] {
  return reviews === 0 ? [] : [text(words.reviews(reviews)), buttons(reviewButton(reviews))]
}

function stepBlocks({ steps }: Waiting, { most }: Shown): Block[] {
  return [
    ...steps.slice(0, most).flatMap(({ cell, title, branch, due, late }): Block[] => {
      const of = branch === null ? title : words.stepOf(branch, title)
      const press = doingButtons(cell)
      return [
        text((late ? words.lateStep : words.step)(of, shortDay(due))),
        ...(press.length > 0 ? [buttons(...press)] : []),
      ]
    }),
    ...furtherBlocks(steps, { most, say: words.furtherSteps }),
  ]
}

function taskBlocks({ tasks }: Waiting, { most }: Shown): Block[] {
  const shown = tasks.slice(0, most)
  return [
    ...shown.flatMap(({ id, branch, what, dueOn }): Block[] => [
      text(words.task(branch, what, shortDay(dueOn))),
      buttons(tickButton(id)),
    ]),
    ...furtherBlocks(tasks, { most, say: words.furtherTasks }),
  ]
}

function makeupBlocks({ makeups }: Waiting): Block[] {
  const shown = makeups.slice(0, MOST_RARE.makeups)
  const further = makeups.length - shown.length
  return [...shown.flatMap(makeupToDo), ...(further > 0 ? [text(words.furtherMakeups(further))] : [])]
}

function extensionBlocks({ extensions }: Waiting): Block[] {
  const shown = extensions.slice(0, MOST_RARE.extensions)
  const further = extensions.length - shown.length
  return [...shown.flatMap(extensionToDo), ...(further > 0 ? [text(words.furtherExtensions(further))] : [])]
}

function explanationBlocks({ explanations }: Waiting): Block[] {
  const further = explanations.length - MOST_RARE.explanations
  return [
    ...explanations.slice(0, MOST_RARE.explanations).flatMap(explanationToDo),
    ...(further > 0 ? [text(words.furtherExplanations(further))] : []),
  ]
}

function inspectionBlocks({ inspections }: Waiting): Block[] {
  const further = inspections.length - MOST_RARE.inspections
  return [
    ...inspections.slice(0, MOST_RARE.inspections).flatMap(inspectionToDo),
    ...(further > 0 ? [text(words.furtherInspections(further))] : []),
  ]
}

function reportText(
  { about, title, dueAt, returned }: Waiting['reports'][number],
  { now, zone }: { now: Temporal.Instant; zone: string },
): string {
  const what = words.handedIn[about]
  if (returned) return words.returned(what, title)
  if (about === 'collection') return words.collectionDue(title, local(dueAt, zone))
  const late = isAfter(now, dueAt)
  const said = late ? words.overdue : words.reportDue
  return said(what, title, local(dueAt, zone))
}

function local(at: Temporal.Instant, zone: string): string {
  return deadline(at.toZonedDateTimeISO(zone))
}
