import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openPoller } from '../../jobs/poller.ts'

function aLog() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) }
}

test('a look that hangs is given up, said, and begun anew', async () => {
  const { log, lines } = aLog()
  let looks = 0
  const poll = () => {
    looks += 1
    return looks === 1 ? new Promise<number>(() => undefined) : Promise.resolve(0)
  }
  const ended: number[] = []
  await using poller = openPoller(poll, { log, longestMs: 50, onPoll: () => void ended.push(looks) })
  poller.wake()
  await poller.idle()
  expect([ended, lines.join('')]).toEqual([[], expect.stringContaining('given up after 0.05 s')])
  poller.wake()
  await poller.idle()
  expect(ended).toEqual([2])
})

test('a look that fails each second is said once, and again after one that went well', async () => {
  const { log, lines } = aLog()
  const outcomes = [false, false, true, false]
  const poll = async () => {
    if (outcomes.shift() === true) return 0
    throw new Error('away')
  }
  await using poller = openPoller(poll, { log })
  for (let nudged = 0; nudged < 4; nudged += 1) {
    poller.wake()
    await poller.idle()
  }
  expect(lines).toHaveLength(2)
})
