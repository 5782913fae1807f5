import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openLookout } from '../../jobs/poller.ts'

function aLog() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) }
}

test('a look that hangs is given up, said, and begun anew', async () => {
  const { log, lines } = aLog()
  let looks = 0
  const look = () => {
    looks += 1
    return looks === 1 ? new Promise<number>(() => undefined) : Promise.resolve(0)
  }
  const ended: number[] = []
  await using lookout = openLookout(look, { log, longestMs: 50, onLook: () => void ended.push(looks) })
  lookout.nudge()
  await lookout.rest()
  expect([ended, lines.join('')]).toEqual([[], expect.stringContaining('given up after 0.05 s')])
  lookout.nudge()
  await lookout.rest()
  expect(ended).toEqual([2])
})

test('a look that fails each second is said once, and again after one that went well', async () => {
  const { log, lines } = aLog()
  const outcomes = [false, false, true, false]
  const look = async () => {
    if (outcomes.shift() === true) return 0
    throw new Error('away')
  }
  await using lookout = openLookout(look, { log })
  for (let nudged = 0; nudged < 4; nudged += 1) {
    lookout.nudge()
    await lookout.rest()
  }
  expect(lines).toHaveLength(2)
})
