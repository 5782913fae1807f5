import { expect, test } from 'vitest'
import { openStage } from '../../src/main/demo/stage.ts'
import { OPENS } from '../../src/main/demo/facts.ts'
import { countsOf, outcomeOf } from '../../src/main/demo/play/outcome.ts'
import { demoPast, liveUntil } from '../../src/main/demo/play/play.ts'

test('on a day whose events are posted, a meeting’s answers, a report from a group and a digest come once each', async () => {
  await using stage = await openStage({ port: 0, page: false, events: 'webhook' })
  await stage.timeController.advanceTo(OPENS)
  const past = await demoPast(stage)
  const lived = await liveUntil(stage, { past, until: Temporal.Instant.from('2026-11-24T09:00:00+08:00') })
  const outcome = outcomeOf(lived.scenario, lived.record)
  expect(outcome).toMatchObject({ lost: [], repeated: [], surprising: [], early: [], refused: [], odd: [] })
  const { people } = countsOf(outcome)
  for (const what of ['join', 'leave', 'reply', 'submit'] as const)
    expect(people[what], what).toBeGreaterThan(0)
  expect(outcome.seen.map(({ kind }) => kind)).toContain('digest')
  expect((await stage.sandbox.control.state()).connections).toBe(0)
}, 600_000)
