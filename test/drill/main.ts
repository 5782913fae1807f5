import { parseArgs } from 'node:util'
import { drill } from './drill.ts'
import { GAPS } from './gaps.ts'

const KILLS_PER_STORM = 20
const HITS_PER_GAP = 5

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' } } })
const storms = Math.max(1, Math.ceil(Number(values.kills) / KILLS_PER_STORM))
const outcome = await drill({
  branches: 8,
  people: 60,
  storms,
  killsPerStorm: KILLS_PER_STORM,
  say: (line) => process.stderr.write(`${line}\n`),
})

figure('lost', outcome.lost.length, { what: outcome.lost.slice(0, 20) })
figure('repeated', outcome.repeated.length, { what: outcome.repeated.slice(0, 20) })
figure('unasked', outcome.unasked.length, { what: outcome.unasked.slice(0, 20) })
figure('clicks not in effect once', outcome.faults.length, {
  what: outcome.faults.slice(0, 20),
  clicks: outcome.clicks,
})
figure('letters waiting under a claim', outcome.waitedUnderClaim, { putBack: outcome.putBack })
figure('letters', outcome.sent, { expected: outcome.expected })
figure('kills', outcome.kills, { by: outcome.deaths })
for (const gap of GAPS)
  figure(`kills in the gap ${gap}`, outcome.gaps[gap].kills, { letters: outcome.gaps[gap].letters })
figure('repeats recognised by their uuid', outcome.recognised)
figure('recovery', Math.max(...outcome.recoverySeconds), { unit: 's', each: outcome.recoverySeconds })

const wrong = [outcome.lost, outcome.repeated, outcome.unasked, outcome.faults].some(
  ({ length }) => length > 0,
)
const missed = storms > 1 && GAPS.some((gap) => outcome.gaps[gap].kills < HITS_PER_GAP)
process.exitCode = wrong || missed || outcome.waitedUnderClaim > 0 ? 1 : 0

function figure(name: string, value: number, more: object = {}): void {
  process.stdout.write(`${JSON.stringify({ name: `drill: ${name}`, value, ...more })}\n`)
}
