import { expect, test } from 'vitest'
import type { Request } from '../../../src/reports/types.ts'
import { drawsFor } from '../../../src/reports/sampling/service.ts'
import { aLife } from '../../support/a-life.ts'
import { aRequest } from '../a-request.ts'

test('the dice alone decide whether the first of a row is read: the same ones draw the same record', async () => {
  await using life = await aLife({ only: [] })
  const request: Request = aRequest({ review: 'sample' })
  const drawn = (dice: number) => life.act((tx) => drawsFor({ ...life.ctx, random: () => dice }, tx, request))
  expect([await drawn(0), await drawn(0.24), await drawn(0.25), await drawn(0.99)]).toEqual([
    ...[true, true],
    ...[false, false],
  ])
})
