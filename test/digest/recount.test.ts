import { expect, test } from 'vitest'
import { enterLine } from '../../src/attendance/entry/service.ts'
import { alarms } from '../../src/digest/alarm.ts'
import { readDigest } from '../../src/digest/service.ts'
import { AlarmId, MeetingId, MemberId } from '../../src/ids.ts'
import { aScene, MONDAY, week47 } from './setup.ts'

const A008 = MeetingId.parse('A008')

test('a digest follows when the roll of a meeting that it counted is corrected, and in nothing else', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  const rowOfB02 = async () => (await scene.run((tx) => readDigest(tx, week47.key))).branches[1]
  const before = await rowOfB02()
  expect(before).toMatchObject({ present: 39, base: 40 })
  // What else has changed since is the matter of the next digest.
  await scene.db.updateTable('reports_requests').set({ state: 'approved' }).execute()
  const by = MemberId.parse('M0140')
  const entering = { meeting: A008, by, at: scene.ctx.now(), line: '实到：M0044', reason: '漏签' }
  expect(await scene.run((tx) => enterLine(scene.ctx, tx, entering))).toEqual({ ok: true })
  const set = await scene.db
    .selectFrom('alarms_alarms')
    .selectAll()
    .where('kind', '=', 'digest.recount')
    .execute()
  expect(set).toHaveLength(1)
  const recount = () => {
    const alarm = { id: AlarmId.parse(crypto.randomUUID()), key: 'digest.recount:1', ref: A008 }
    const of = { ...alarm, kind: 'digest.recount', dueAt: scene.ctx.now(), uselessAfter: null } as const
    return scene.run((tx) => alarms['digest.recount'](scene.ctx, tx, of))
  }
  expect(await recount()).toBe('done')
  expect(await rowOfB02()).toEqual({ ...before, present: 40, base: 40 })
  expect(await recount()).toBe('obsolete')
})
