import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { extensionsToDecide } from '../../../src/reports/service.ts'
import { aScene, LEADER, textOf } from '../setup.ts'

const FIRST = MemberId.parse('M0140')
const ID = 'R-A044'
const after = { kind: 'reports.after', ref: 'A044' } as const
const form = { kind: 'reports.extension', ref: ID } as const
const lapse = { kind: 'reports.chase', key: 'reports.chase:R-A044:1000', ref: ID } as const

type Scene = Awaited<ReturnType<typeof aScene>>

/** The group's leader asks for 27 November. */
const ask = async (scene: Scene) => {
  const pressed = {
    action: 'reports.askExtension',
    data: { request: ID },
    form: { until: '2026-11-27 +0800', why: '' },
  }
  return (await scene.pressWith({ who: LEADER, ...pressed })).toast.text
}

test('an application that nobody answered lapses on its day: the deadline of before counts, and its card says so', async () => {
  await using scene = await aScene()
  await ask(scene)
  expect(await scene.runAlarm(lapse)).toBe('obsolete')
  const todos = () => scene.run((tx) => extensionsToDecide(scene.ctx, tx, FIRST))
  scene.ctx.set('2026-11-26T23:59:59+08:00')
  expect(await todos()).toHaveLength(1)
  scene.ctx.set('2026-11-27T00:00:00+08:00')
  expect(await todos()).toEqual([])
  expect(textOf(await scene.card({ ...form, to: LEADER }))).toContain(
    '申请延至11月27日，到期没有答复，申请已失效',
  )
  expect(textOf(await scene.card(after))).not.toContain('已申请延至')
  expect(await ask(scene)).toContain('已过截止时间')
  expect(await scene.runAlarm(lapse)).toBe('done')
  expect((await scene.written()).at(-1)).toMatchObject({
    kind: 'reports.chase',
    receiver: `person:${LEADER}`,
  })
  const set = (await scene.alarmsSet()).find(({ key }) => key === lapse.key)
  expect(String(set?.due)).toBe('2026-11-26T16:00:00Z')
})

test('an application that was declined does not lapse', async () => {
  await using scene = await aScene()
  await ask(scene)
  const data = { request: ID, verdict: 'declined' }
  await scene.pressWith({ who: FIRST, action: 'reports.decideExtension', data })
  scene.ctx.set('2026-11-27T00:00:00+08:00')
  expect(await scene.runAlarm(lapse)).toBe('obsolete')
})
