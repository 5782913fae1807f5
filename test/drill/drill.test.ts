import { expect, test } from 'vitest'
import { drill } from './drill.ts'

const MINUTES_10 = 600_000

test(
  'ten kills in quick succession lose nothing, repeat nothing and leave every click in effect once',
  async () => {
    const said: string[] = []
    const outcome = await drill({
      branches: 6,
      people: 40,
      storms: 1,
      killsPerStorm: 10,
      say: (line) => said.push(line),
    })
    const { lost, repeated, unasked, faults, waitedUnderClaim, kills } = outcome
    const nothing = { lost: [], repeated: [], unasked: [], faults: [], waitedUnderClaim: 0, kills: 10 }
    expect({ lost, repeated, unasked, faults, waitedUnderClaim, kills }, said.join('\n')).toEqual(nothing)
    // A drill that hits no gap proves nothing.
    expect(Object.values(outcome.gaps).map((gap) => gap.kills > 0)).toEqual([true, true, true, true, true])
  },
  MINUTES_10,
)
