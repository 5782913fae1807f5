import { respelt } from '../cards/ref.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { BranchId } from '../ids.ts'
import { thisEvening } from '../letters/service.ts'
import type { Letter, LetterKinds, LetterHandler } from '../letters/types.ts'
import { branch, branchTitle } from '../roster/service.ts'
import { dateOf, today } from '../time/dates.ts'
import { confirmLetter } from './drafts/letter.ts'
import * as cards from './card.ts'
import { archiveLetter } from './archive/letter.ts'
import { fileLetter } from './exports/letter.ts'
import { writerOf } from './owners/service.ts'
import { isChased } from './chasing/service.ts'
import { escalationLetter } from './escalating/letter.ts'
import { extensionLetters } from './extension/letter.ts'
import { wayOutFor } from './ways/service.ts'
import { remindRef } from './rounds/service.ts'
import { afterLetter } from './after/letter.ts'
import { searchLetters } from './search/letter.ts'
import { stateOf } from './states/service.ts'
import { isOwed, recordTold, taskTold } from './rules.ts'
import { explainingLetters } from './explaining/letter.ts'
import { nudgeLetter } from './nudging/letter.ts'
import { settlingLetters } from './settling/letter.ts'
import { reviewLetters } from './review/letter.ts'
import * as store from './store.ts'
import { tasksCard } from './tasks/card.ts'
import { tasksRef, taskHolder, tasksShown } from './tasks/service.ts'
import type { Note, Request } from './types.ts'
import { causes, notes } from './words.ts'

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {
  'reports.request': {
    urgency: 'notice',
    why: async (_ctx, tx, letter) => causes.request((await requestOf(tx, letter)).title),
    subject,
    about: async (ctx, tx, letter) => dateOf((await requestOf(tx, letter)).askedAt, ctx.settings.timezone),
    branchOf,
    holder: async (ctx, tx, letter) => writerOf(ctx, tx, await requestOf(tx, letter)),
    isRelevant: isStillOwed,
    open: isStillOwed,
    render: async (ctx, tx, letter) => cards.requestCard(await askingState(ctx, tx, letter)),
  },
  'reports.after': afterLetter,
  'reports.file': fileLetter,
  'reports.archive': archiveLetter,
  ...searchLetters,
  'reports.chase': {
    urgency: 'reminder',
    why: async (_ctx, tx, letter) => causes.chase((await requestOf(tx, letter)).title),
    subject,
    about: async (ctx, tx, letter) => dateOf((await requestOf(tx, letter)).dueAt, ctx.settings.timezone),
    branchOf,
    atDesk: true,
    holder: async (ctx, tx, letter) => writerOf(ctx, tx, await requestOf(tx, letter)),
    isRelevant: isChased,
    async tells(ctx, tx, letter) {
      const request = await requestOf(tx, letter)
      return [recordTold({ ...request, returned: request.state === 'returned' }, ctx.now())]
    },
    render: async (ctx, tx, letter) =>
      cards.chaseCard({ ...(await askingState(ctx, tx, letter)), snooze: thisEvening(ctx) !== null }),
  },
  'reports.nudge': nudgeLetter,
  'reports.escalation': escalationLetter,
  ...settlingLetters,
  ...explainingLetters,
  ...extensionLetters,
  'reports.confirm': confirmLetter,
  'reports.tasks': {
    urgency: 'notice',
    why: taskCause('tasks'),
    subject: taskSubject,
    holder: async (ctx, tx, { ref }) => taskHolder(ctx, tx, tasksRef.parse(ref)),
    isRelevant: hasOpenTasks,
    open: hasOpenTasks,
    render: renderTasks,
  },
  'reports.tasksDue': {
    urgency: 'reminder',
    why: taskCause('tasksDue'),
    subject: taskSubject,
    atDesk: true,
    holder: async (ctx, tx, { ref }) => taskHolder(ctx, tx, tasksRef.parse(ref)),
    isRelevant: hasOpenTasks,
    async tells(ctx, tx, { ref }) {
      const open = (await tasksShown(tx, tasksRef.parse(ref))).filter(({ done }) => !done)
      return open.map((task) => taskTold(task, today(ctx)))
    },
    open: hasOpenTasks,
    render: renderTasks,
  },
  ...reviewLetters,
  'reports.noted': {
    urgency: 'answer',
    why: causes.noted,
    isRelevant: async () => true,
    // Only `note` writes the ref, and it takes a Note.
    render: async (_ctx, _tx, letter) => ({ text: notes[respelt(letter.ref) as Note] }),
  },
} satisfies Partial<LetterKinds>

function taskCause(kind: 'tasks' | 'tasksDue'): LetterHandler['why'] {
  return async (ctx, tx, letter) => causes[kind](await taskSubject(ctx, tx, letter))
}

async function taskSubject(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<string> {
  return (await store.byId(tx, tasksRef.parse(ref).request)).title
}

async function subject(_ctx: Ctx, tx: Tx, letter: Letter): Promise<string> {
  return (await requestOf(tx, letter)).title
}

async function isStillOwed(_ctx: Ctx, tx: Tx, letter: Letter): Promise<boolean> {
  return isOwed(await requestOf(tx, letter))
}

async function branchOf(tx: Tx, letter: Letter): Promise<BranchId | null> {
  return (await requestOf(tx, letter)).branch
}

async function requestOf(tx: Tx, { ref }: Letter): Promise<Request> {
  return store.byId(tx, remindRef.parse(ref).request)
}

/** How a request stands, and what its reader may still do about its deadline. */
async function askingState(ctx: Ctx, tx: Tx, letter: Letter): Promise<cards.Asking> {
  const request = await requestOf(tx, letter)
  const who = 'person' in letter.to ? letter.to.person : null
  const state = await stateOf(ctx, tx, request.id)
  // What a reader said is for whoever wrote it: a chat, as it had requests before, reads none of it.
  const remark = who === null ? null : state.remark
  return { ...state, remark, wayOut: await wayOutFor(ctx, tx, { request, who }) }
}

async function hasOpenTasks(_ctx: Ctx, tx: Tx, { ref }: Letter): Promise<boolean> {
  return (await tasksShown(tx, tasksRef.parse(ref))).some(({ done }) => !done)
}

async function renderTasks(ctx: Ctx, tx: Tx, { ref }: Letter) {
  const of = tasksRef.parse(ref)
  const { title } = await store.byId(tx, of.request)
  const name = branchTitle(await branch(tx, of.branch))
  return tasksCard({ tasks: await tasksShown(tx, of), branch: name, title, on: today(ctx) })
}
