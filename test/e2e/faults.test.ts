import { expect, test as one } from 'vitest'
import { openStage, type Stage } from '../../src/main/demo/stage.ts'
import { MOVES_IN, OPENS } from '../../src/main/demo/facts.ts'
import { type Outcome, outcomeOf } from '../../src/main/demo/play/outcome.ts'
import { demoPast, liveUntil } from '../../src/main/demo/play/play.ts'
import type { FaultRequest } from '../../src/sandbox/control-client.ts'

const MINUTES_10 = 600_000
/** Until then they live: by then a digest, notices, questions, check-ins, requests and chases have come. */
const WEDNESDAY = Temporal.Instant.from('2026-11-25T18:00:00+08:00')
/** By then whoever cannot be reached has missed something. */
const THURSDAY = Temporal.Instant.from('2026-11-26T09:00:00+08:00')
const SEED = 20261123

/** These days mostly wait, each with a bot of its own: they are lived side by side. */
const test = one.concurrent

/** What goes wrong all the time, and what goes wrong at one moment of it. */
type Trouble = {
  always: FaultRequest[]
  atHours?: [hours: number, wish: FaultRequest][]
  until?: Temporal.Instant
}

test(
  'calls that are slow, fail, are refused or lose their answers cost no message and repeat none',
  async () => {
    const { outcome, log } = await livedWith({
      always: [
        { kind: 'latency', share: 0.1, ms: 300 },
        { kind: 'error', share: 0.04 },
        { kind: 'html', share: 0.04 },
        { kind: 'burst', share: 0.04 },
        { kind: 'lostAnswer', share: 0.06 },
      ],
      atHours: [
        [20, { kind: 'expiredTokens' }],
        [28, { kind: 'quota', count: 1, api: 'send' }],
        [45, { kind: 'expiredTokens' }],
      ],
    })
    expect(troublesOf(outcome)).toEqual(NOTHING)
    expect(outcome.record.some(({ effect }) => effect === 'repeat')).toBe(true)
    for (const code of ['500', '502', '99991400', '99991403', 'network']) expect(codesIn(log)).toContain(code)
  },
  MINUTES_10,
)

test(
  'events that come late, twice, in another order or unacknowledged, on connections that die, do no harm',
  async () => {
    const { outcome, log } = await livedWith({
      always: [
        { kind: 'lostAck', share: 0.05 },
        { kind: 'duplicate', share: 0.2 },
        { kind: 'late', share: 0.1, ms: 500 },
        { kind: 'reordered', share: 0.3, ms: 2_000 },
      ],
      atHours: [
        [30, { kind: 'dropped' }],
        [36, { kind: 'halfOpen' }],
        [45, { kind: 'dropped' }],
      ],
    })
    expect(troublesOf(outcome)).toEqual(NOTHING)
    expect(log).toContain('reconnecting')
  },
  MINUTES_10,
)

test(
  'a person who blocked the bot and a group that removed it miss their own messages, and nobody else’s',
  async () => {
    const blocked = 'ou_fx_0335'
    const removed = 'oc_fx_B05'
    const { outcome, log, failed } = await livedWith({
      always: [
        { kind: 'blocked', who: blocked },
        { kind: 'removed', chat: removed },
      ],
      until: THURSDAY,
    })
    const { lost, ...others } = troublesOf(outcome)
    expect(others).toEqual({ repeated: [], surprising: [], early: [], odd: [] })
    expect(new Set(lost.map(({ to }) => to))).toEqual(new Set([blocked, removed]))
    // Each one that was lost is known to the administrators.
    expect(failed).toBe(lost.length)
    expect(codesIn(log)).toEqual(expect.arrayContaining(['230053', '230002']))
  },
  MINUTES_10,
)

const NOTHING = { lost: [], repeated: [], surprising: [], early: [], odd: [] }

function troublesOf({ lost, repeated, surprising, early, odd }: Outcome) {
  return { lost, repeated, surprising, early, odd }
}

/** The codes of the letters that the log tells of. */
function codesIn(log: string): string[] {
  return [...log.matchAll(/"code":"?(\w+)"?/g)].map(([, code]) => `${code}`)
}

async function livedWith({ always, atHours = [], until = WEDNESDAY }: Trouble) {
  const said: string[] = []
  await using stage = await openStage({ port: 0, page: false, onLog: (text) => said.push(text) })
  const { control } = stage.sandbox
  await control.seed(SEED)
  for (const wish of always) await control.fault(wish)
  const also = atHours.map(([hours, wish]) => {
    return { at: MOVES_IN.add({ hours }), act: () => control.fault(wish) }
  })
  await stage.timeController.advanceTo(OPENS)
  const lived = await liveUntil(stage, { past: await demoPast(stage), until, also })
  const failed = await failedLetters(stage)
  return { outcome: outcomeOf(lived.scenario, lived.record), log: said.join(''), failed }
}

async function failedLetters({ bot }: Stage): Promise<number> {
  const text = await (await fetch(`${bot.url}/metrics`)).text()
  return Number(/^zhibu_letters\{end="failed"\} (\d+)/m.exec(text)?.[1] ?? 0)
}
