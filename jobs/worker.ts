import { checkReach } from './check-reach.ts'
import { rehearse } from './dry-run.ts'
import { runAlarm } from '../src/alarms/service.ts'
import type { Ctx } from '../src/ctx.ts'
import { makePreview } from '../src/desk/service.ts'
import { makeBranchRow, makeCollegeDigest } from '../src/digest/service.ts'
import type { Feishu } from '../src/feishu/client.ts'
import { hearMessage } from '../src/feishu/inbox.ts'
import { repaintCard } from '../src/letters/cards/service.ts'
import { deliverLetter } from '../src/letters/delivery/service.ts'
import { probeTaken } from '../src/liveness/service.ts'
import { fetchPicture } from '../src/pictures/service.ts'
import type { Handlers, OnProbe } from '../src/queue/contract.ts'
import type { House } from '../src/router.ts'

/** A stop waits for a preview that is being worked out: it takes no longer than this. */
const PATIENCE_MS = 20_000

/** What a worker needs: the house and its voice. */
export type Desk = { ctx: Ctx; house: House; feishu: Feishu }

/** What the workers of a process do: the work itself, and with probes. */
export function workOf(desk: Desk): { handlers: Handlers; onProbe: OnProbe } {
  return { handlers: handlersOf(desk), onProbe: (through) => probeTaken(desk.ctx, through) }
}

/** What happens when a bell rings; a bell without a handler does not compile. */
export function handlersOf({ ctx, house, feishu }: Desk): Handlers {
  const post = { feishu, letters: house.letters }
  return {
    'run-alarm': async ({ id }) => void (await runAlarm(ctx, house.alarms, id)),
    'deliver-letter': async ({ id }) => void (await deliverLetter(ctx, post, id)),
    'repaint-card': async ({ letter }) => void (await repaintCard(ctx, post, letter)),
    'take-message': ({ message }) => hearMessage(ctx, house, message),
    'fetch-picture': ({ id }) => fetchPicture(ctx, { feishu, settled: house.pictureSettled }, id),
    'digest-branch': ({ key, branch }) => makeBranchRow(ctx, key, branch),
    'digest-college': ({ key }) => makeCollegeDigest(ctx, key),
    'check-reach': () => checkReach(ctx, feishu),
    'make-preview': ({ id }) =>
      makePreview(ctx, (until) => rehearse(ctx, house, { until, patienceMs: PATIENCE_MS }), id),
  }
}
