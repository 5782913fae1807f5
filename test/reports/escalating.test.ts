import { expect, test } from 'vitest'
import { MemberId } from '../../src/ids.ts'
import { actingFor } from '../../src/roster/service.ts'
import { BranchId } from '../../src/ids.ts'
import { aScene } from './setup.ts'

const [FIRST, SECOND, THIRD] = ['M0140', 'M0141', 'M0142']
const B10 = BranchId.parse('B10')

type Scene = Awaited<ReturnType<typeof aScene>>

async function escalatedTo(scene: Scene): Promise<string[]> {
  const alarm = { kind: 'reports.escalate', key: 'reports.escalate:R-A044', ref: 'R-A044' } as const
  expect(await scene.runAlarm(alarm)).toBe('done')
  const all = (await scene.written()).filter(({ kind }) => kind === 'reports.escalation')
  return all.map(({ receiver }) => receiver)
}

const seat = (scene: Scene, who: string | undefined, branches: string[]) =>
  scene.db.updateTable('roster_committee').set({ branches }).where('member_id', '=', String(who)).execute()

test('what is overdue goes to the administrator named for that branch, and what needs somebody there as well', async () => {
  await using scene = await aScene()
  await seat(scene, THIRD, ['B10'])
  expect(await escalatedTo(scene)).toEqual([`person:${THIRD}`])
  await scene.db.deleteFrom('roster_offices').where('scope', '=', 'B10').execute()
  expect(await scene.run((tx) => actingFor(scene.ctx, tx, B10))).toBe(THIRD)
})

test('when that one has left, the next has it', async () => {
  await using scene = await aScene()
  await seat(scene, SECOND, ['B10'])
  const left = scene.db.updateTable('roster_members').set({ left_on: '2026-11-22' })
  await left.where('id', '=', String(SECOND)).execute()
  expect(await escalatedTo(scene)).toEqual([`person:${FIRST}`])
})

test('nobody is told of what they owe themselves, and a member of that branch only when nobody else can be', async () => {
  await using scene = await aScene()
  await seat(scene, THIRD, ['B10'])
  const own = scene.db.updateTable('roster_members').set({ branch_id: 'B10' })
  await own.where('id', '=', String(THIRD)).execute()
  expect(await escalatedTo(scene)).toEqual([`person:${FIRST}`])
  const owed = scene.db
    .updateTable('reports_requests')
    .set({ owner_id: MemberId.parse(String(FIRST)), round: 1 })
  await owed.execute()
  const again = { kind: 'reports.escalate', key: 'reports.escalate:R-A044#1', ref: 'R-A044#1' } as const
  await scene.runAlarm(again)
  expect((await scene.written()).at(-1)).toMatchObject({ receiver: `person:${SECOND}` })
})
