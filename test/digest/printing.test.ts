import { expect, test } from 'vitest'
import { figuresOfWeek } from '../../src/digest/service.ts'
import { aScene, MONDAY } from './setup.ts'

test('the figures of a week are those that were sent, else counted; a week that does not exist, or has not begun, has none', async () => {
  await using scene = await aScene()
  const told = (week: string | null) => scene.run((tx) => figuresOfWeek(scene.ctx, tx, week))
  const counted = await told(null)
  await scene.makeAt(MONDAY)
  const sent = await told('2026-W47')
  if (typeof counted === 'string' || typeof sent === 'string') throw new Error('a week')
  expect(counted.figures).toEqual(sent.figures)
  expect([counted.lines[0], sent.lines[0]]).toEqual([
    expect.stringContaining('没有生成过周报'),
    expect.stringContaining('2026-11-23 08:30生成的周报'),
  ])
  expect([await told('2027-W53'), await told('2026-W49')]).toEqual(['noWeek', 'notYet'])
})
