import { checkReach } from './check-reach.ts'
import { dryRun } from './dry-run.ts'
import { runAlarm } from '../src/alarms/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { makePreview } from '../src/desk/service.ts'
import { makeBranchPart, makeCollegeDigest } from '../src/digest/service.ts'
import type { Feishu } from '../src/feishu/out/client.ts'
import { handleMessage } from '../src/inbox/service.ts'
import { makeSheetOf, readImport } from '../src/ledger/service.ts'
import { updateCard } from '../src/letters/cards/service.ts'
import { deliverLetter } from '../src/letters/delivery/service.ts'
import { probeTaken } from '../src/liveness/service.ts'
import { fetchFile } from '../src/files/service.ts'
import type { Handlers, OnProbe } from '../src/queue/contract.ts'
import { makeExport } from '../src/reports/service.ts'
import { makeWorkbookOf } from '../src/workbooks/service.ts'
import type { Registry } from '../src/router.ts'

/** A stop waits for a preview that is being worked out: it takes no longer than this. */
const PATIENCE_MS = 20_000

/** What a worker needs: registry and platform. */
export type Desk = { ctx: Ctx; registry: Registry; feishu: Feishu }

/** What the workers of a process do: the work itself, and with probes. */
export function workOf(desk: Desk): { handlers: Handlers; onProbe: OnProbe } {
  return { handlers: handlersOf(desk), onProbe: (through) => probeTaken(desk.ctx, through) }
}

/** What each job does; a job without a handler does not compile. */
export function handlersOf({ ctx, registry, feishu }: Desk): Handlers {
  const post = { feishu, letters: registry.letters }
  return {
    'run-alarm': async ({ id }) => void (await runAlarm(ctx, registry.alarms, id)),
    'deliver-letter': async ({ id }) => void (await deliverLetter(ctx, post, id)),
    'update-card': async ({ letter }) => void (await updateCard(ctx, post, letter)),
    'take-message': ({ message }) => handleMessage(ctx, registry, message),
    'fetch-file': ({ id }) => fetchFile(ctx, { feishu, settled: registry.fileSettled }, id),
    'digest-branch': ({ key, branch }) => makeBranchPart(ctx, key, branch),
    'digest-college': ({ key }) => makeCollegeDigest(ctx, key),
    'check-reach': () => checkReach(ctx, feishu),
    'read-import': ({ id }) => readImport(ctx, id),
    'make-export': ({ id }) => makeExport(ctx, id),
    'make-workbook': ({ id }) => makeWorkbookOf(ctx, id),
    'make-ledger': ({ id }) => makeSheetOf(ctx, id),
    'make-preview': ({ id }) =>
      makePreview(ctx, (until) => dryRun(ctx, registry, { until, patienceMs: PATIENCE_MS }), id),
  }
}
