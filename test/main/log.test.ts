import { expect, test } from 'vitest'
import { openLog } from '../../src/main/log.ts'

test('a line of the log has a bounded length and stays JSON, whatever is logged', () => {
  const lines: string[] = []
  const log = openLog('info', { write: (line: string) => void lines.push(line) })
  log.info({ id: 'short' }, 'fine')
  log.error({ faults: Array.from({ length: 420 }, () => ({ what: 'x'.repeat(5000) })) }, 'refused')
  log.error({ err: new Error('y'.repeat(2_000_000)) }, 'z'.repeat(100_000))
  log.error(
    Object.fromEntries(
      Array.from({ length: 9000 }, (_, nth) => [`${nth}${'k'.repeat(900)}`, 'v'.repeat(900)]),
    ),
  )
  expect(lines).toHaveLength(4)
  expect(lines.every((line) => line.length <= 8001 && line.endsWith('\n'))).toBe(true)
  const [fine, refused, thrown] = lines.map((line): unknown => JSON.parse(line))
  expect(fine).toMatchObject({ level: 30, id: 'short', msg: 'fine' })
  expect(refused).toMatchObject({ level: 50, msg: 'refused', letters: expect.any(Number) })
  expect(thrown).toMatchObject({ err: { type: 'Error' }, letters: expect.any(Number) })
})
