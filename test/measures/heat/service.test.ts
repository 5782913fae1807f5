import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { heatNow } from '../../../src/measures/service.ts'
import { heatFor } from '../../../src/statistics/heat/service.ts'
import { aScene } from '../../digest/setup.ts'

const ADMIN = MemberId.parse('M0140')
const SECRETARY = MemberId.parse('M0213')

test('heat counts what was published by now, and only an administrator of a college that turned it on reads it', async () => {
  await using scene = await aScene()
  scene.ctx.set('2026-11-20T12:00:00+08:00')
  const since = scene.ctx.now().subtract({ hours: 72 })
  const heats = await scene.run((tx) => heatNow(scene.ctx, tx))
  const rows = await scene.db.selectFrom('pub_published').selectAll().execute()
  const inWindow = rows.filter(
    ({ at }) =>
      at.epochMilliseconds > since.epochMilliseconds &&
      at.epochMilliseconds <= scene.ctx.now().epochMilliseconds,
  )
  const of = (id: string) => new Set(inWindow.filter((row) => row.branch_id === id).map((row) => row.id)).size
  const most = Math.max(...heats.map(({ id }) => of(id)))
  expect(most).toBeGreaterThan(0)
  for (const { id, activity } of heats) expect(activity, id).toBeCloseTo(of(id) / most)

  const read = (who: MemberId) => scene.run((tx) => heatFor(scene.ctx, tx, who))
  expect(await read(ADMIN)).toEqual({ text: expect.stringContaining('heat: on') })
  Object.assign(scene.ctx, { settings: { ...scene.ctx.settings, heat: true } })
  expect(await read(ADMIN)).toMatchObject({ title: '热度榜' })
  expect(await read(SECRETARY)).toEqual({ text: expect.stringContaining('仅供学院管理员') })
})
