import {
  makeAlarmsPending,
  nextAlarm,
  resetAlarmWaits,
  runAlarm,
  takeDueAlarms,
} from '../src/alarms/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { previewsWait, takeOpenPreviews } from '../src/desk/service.ts'
import type { Sending } from '../src/desk/types.ts'
import {
  makeBranchPart,
  makeCollegeDigest,
  nextWeekDue,
  takeDueWeeks,
  weeksWait,
} from '../src/digest/service.ts'
import { workbooksWait, makeWorkbooksPending, takeDueWorkbooks } from '../src/workbooks/service.ts'
import { makeMessagesPending, messagesWait, takeOpenMessages } from '../src/inbox/service.ts'
import {
  importsWait,
  makeImportsPending,
  makeSheetsPending,
  sheetsWait,
  takeDueImports,
  takeDueSheets,
} from '../src/ledger/service.ts'
import {
  dryRunLetter,
  makeLettersPending,
  nextLetter,
  resetLetterWaits,
  takeDueLetters,
  takeStaleCards,
} from '../src/letters/service.ts'
import { filesWait, makeFilesPending, takeDueFiles } from '../src/files/service.ts'
import type { JobName, JobPayload, SourceName } from '../src/queue/contract.ts'
import type { Enqueue } from '../src/queue/open.ts'
import { exportsWait, makeExportsPending, takeDueExports } from '../src/reports/service.ts'
import { nextCheck, takeDueCheck } from '../src/roster/service.ts'
import type { Registry } from '../src/router.ts'

/** Rows of one kind that can be due, as the dispatcher, a start, the status and the dry run see them. */
export type Source<N extends JobName = JobName> = Waits & {
  readonly job: N
  /** Takes what is due and enqueues a job for each; returns how many. */
  enqueueDue(ctx: Ctx, queues: Enqueue): Promise<number>
  dryRun?: {
    resetWaits?(ctx: Ctx): Promise<void>
    /** Does here and now what the jobs would do; returns how many, and what would be sent. */
    runDue(ctx: Ctx, registry: Registry): Promise<{ ran: number; sendings: Sending[] }>
  }
}

type Waits = {
  /** Wall time of the first open row, or of the first after `after`; null when there is none. Absent: `waits` tells. */
  next?(ctx: Ctx, after?: Temporal.Instant): Promise<Temporal.Instant | null>
  /** Whether a row is open whose time has come. Absent: `next` tells, or nobody waits for it. */
  waits?(ctx: Ctx): Promise<boolean>
  /** Lets rows be taken at once that were taken by a process which is gone. */
  makePending?(ctx: Ctx): Promise<void>
}

type Spec<Due> = Waits & {
  /** Takes what is due for half a minute: one process of many gets each. */
  take(ctx: Ctx, most?: number): Promise<Due[]>
  /** So many jobs wait in the queue at most, and further rows in the records. Absent: each row is enqueued when it is due. */
  waitingJobs?: number
  /** Absent: one job for each. */
  enqueue?(queues: Enqueue, due: Due[]): Promise<void>
  /** Absent: these rows write to nobody by themselves. */
  dryRun?: {
    /** Lets rows be taken at once that rest or were taken: no real time passes in a dry run. */
    resetWaits?(ctx: Ctx): Promise<void>
    run(ctx: Ctx, registry: Registry, due: Due): Promise<Sending | null>
  }
}

/**
 * The platform takes 45 a second. The others wait in the records, where one that answers somebody overtakes them, and
 * where none is taken a second time because it waited for longer than it was taken for.
 */
const TWO_SECONDS_OF_LETTERS = 90

/** Everything that can be due; a job without a source does not compile. */
const table = {
  'run-alarm': source('run-alarm', {
    take: async (ctx) => withId(await takeDueAlarms(ctx)),
    next: nextAlarm,
    makePending: makeAlarmsPending,
    dryRun: {
      resetWaits: resetAlarmWaits,
      async run(ctx, { alarms }, { id }) {
        await runAlarm(ctx, alarms, id)
        return null
      },
    },
  }),
  'take-message': source('take-message', {
    take: async (ctx) => (await takeOpenMessages(ctx)).map((message) => ({ message })),
    waits: messagesWait,
    makePending: makeMessagesPending,
  }),
  'fetch-file': source('fetch-file', {
    take: async (ctx) => withId(await takeDueFiles(ctx)),
    waits: filesWait,
    makePending: makeFilesPending,
  }),
  'digest-college': source('digest-college', {
    take: takeDueWeeks,
    async enqueue(queues, due) {
      for (const { key, branches } of due) await queues.enqueueDigest(key, branches)
    },
    next: nextWeekDue,
    waits: weeksWait,
    dryRun: {
      async run(ctx, _, { key, branches }) {
        for (const branch of branches) await makeBranchPart(ctx, key, branch)
        await makeCollegeDigest(ctx, key)
        return null
      },
    },
  }),
  'make-preview': source('make-preview', {
    take: async (ctx) => withId(await takeOpenPreviews(ctx)),
    waits: previewsWait,
  }),
  'read-import': source('read-import', {
    take: async (ctx) => withId(await takeDueImports(ctx)),
    waits: importsWait,
    makePending: makeImportsPending,
  }),
  'make-export': source('make-export', {
    take: async (ctx) => withId(await takeDueExports(ctx)),
    waits: exportsWait,
    makePending: makeExportsPending,
  }),
  'make-workbook': source('make-workbook', {
    take: async (ctx) => withId(await takeDueWorkbooks(ctx)),
    waits: workbooksWait,
    makePending: makeWorkbooksPending,
  }),
  'make-ledger': source('make-ledger', {
    take: async (ctx) => withId(await takeDueSheets(ctx)),
    waits: sheetsWait,
    makePending: makeSheetsPending,
  }),
  'check-reach': source('check-reach', {
    take: async (ctx) => ((await takeDueCheck(ctx)) ? [{}] : []),
    next: nextCheck,
  }),
  'deliver-letter': source('deliver-letter', {
    take: async (ctx, most) => withId(await takeDueLetters(ctx, most)),
    waitingJobs: TWO_SECONDS_OF_LETTERS,
    next: nextLetter,
    makePending: makeLettersPending,
    dryRun: {
      resetWaits: resetLetterWaits,
      async run(ctx, { letters }, { id }) {
        const sent = await dryRunLetter(ctx, letters, id)
        return sent && { ...sent, at: ctx.now() }
      },
    },
  }),
  // A stale card whose turn is to come is not late: nobody waits for it.
  'update-card': source('update-card', {
    take: async (ctx) => (await takeStaleCards(ctx)).map((letter) => ({ letter })),
  }),
} satisfies { [N in SourceName]: Source<N> }

/**
 * Everything that can be due, causes before effects: when the sources are read one after the other, the letters of an
 * alarm or a message that ends meanwhile are seen.
 */
export const sources: readonly Source[] = Object.values(table)

function source<N extends JobName, Due extends JobPayload<N>>(job: N, spec: Spec<Due>): Source<N> {
  const { take, waitingJobs, enqueue = (queues, due) => queues.enqueue(job, due), dryRun, ...waits } = spec
  return {
    ...waits,
    job,
    async enqueueDue(ctx, queues) {
      const most = waitingJobs && waitingJobs - (await queues.waiting(job))
      const due = most !== undefined && most <= 0 ? [] : await take(ctx, most)
      await enqueue(queues, due)
      return due.length
    },
    ...(dryRun && {
      dryRun: {
        ...dryRun,
        async runDue(ctx, registry) {
          const due = await take(ctx)
          const sendings: Sending[] = []
          for (const each of due) {
            const sending = await dryRun.run(ctx, registry, each)
            if (sending !== null) sendings.push(sending)
          }
          return { ran: due.length, sendings }
        },
      },
    }),
  }
}

function withId<T>(ids: readonly T[]): { id: T }[] {
  return ids.map((id) => ({ id }))
}
