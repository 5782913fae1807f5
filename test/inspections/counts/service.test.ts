import { expect, test } from 'vitest'
import { BranchId } from '../../../src/ids.ts'
import { countsOf, figureText } from '../../../src/inspections/counts/service.ts'
import { aScene, past } from '../../reports/setup.ts'

const OF = { branch: BranchId.parse('B10'), term: '2026-2027-1' }
const OWN = past.flatMap(({ id, audience }) =>
  ('branch' in audience && audience.branch === 'B10') ||
  ('group' in audience && audience.group.startsWith('B10'))
    ? [String(id)]
    : [],
)

async function counted({ ctx, run }: Awaited<ReturnType<typeof aScene>>): Promise<Record<string, string>> {
  const counts = await run((tx) => countsOf(ctx, tx, OF))
  const said = Object.entries(counts).map(([item, { verdict, figure }]) => [
    item,
    `${verdict ?? '?'} ${figureText(figure)}`,
  ])
  return Object.fromEntries(said)
}

/** The files were first accepted before the term began. */
async function known({ db }: Awaited<ReturnType<typeof aScene>>): Promise<void> {
  const at = Temporal.Instant.from('2026-06-01T00:00:00Z')
  await db.updateTable('roster_audit').set({ at }).where('act', '=', 'roster.load').execute()
}

test('November is counted from its records, and nothing follows while the bot knows only a part of the term', async () => {
  await using scene = await aScene(OWN)
  expect(await counted(scene)).toEqual({
    I1: '? 第三季度不详，第四季度1/1次',
    I2: '? 9月不详，10月不详，11月1/1次',
    I3: '? 9月不详，10月不详，11月2/3次（不全）',
    I4: 'none 没有规定次数',
    I5: '? 9月不详，10月不详，11月1/1次；1次中0次事先有议题',
    I6: '? 组织生活会2026年不详；民主评议党员2026年不详',
    I7: '? 应交纪实4份，按时4份，迟交0份，未交0份',
    I8: '? 开会5次，到会已登记5次，登记请假12人次',
    I9: '? 请假、缺席已满补学期限0人次，已补学0人次',
    I10: '? 到期议定事项0件，已办结0件',
  })
})

test('of a term that the bot knows from its first day verdicts follow; records, make-ups and decisions of others do not count', async () => {
  await using scene = await aScene([...OWN, 'A072'], '2026-12-14T09:00:00+08:00')
  await known(scene)
  const { db } = scene
  const marks = await db
    .selectFrom('attendance_marks')
    .innerJoin('meetings_meetings', 'id', 'meeting_id')
    .select(['meeting_id', 'member_id'])
    .where('branch_id', '=', 'B10')
    .where('mark', 'in', ['leave', 'absent'])
    .execute()
  const asked = { due_on: '2026-12-07', asked_by: 'M0213', asked_at: scene.ctx.now() }
  const half = marks.slice(0, marks.length / 2)
  await db
    .insertInto('attendance_makeups')
    .values(half.map((one) => ({ ...one, ...asked, words: '学了', made_at: scene.ctx.now() })))
    .execute()
  const task = { request_id: 'R-A072', due_on: '2026-12-01' }
  const of = (branch_id: string, what: string) => ({ ...task, branch_id, what })
  await db
    .insertInto('reports_tasks')
    .values([of('B10', '甲'), of('B10', '乙'), of('B09', '丙')])
    .execute()
  const done_at = scene.ctx.now().subtract({ hours: 1 })
  await db.updateTable('reports_tasks').set({ done_at }).where('what', '=', '甲').execute()
  expect(await counted(scene)).toMatchObject({
    I1: 'partly 第三季度0/1次，第四季度1/1次',
    I2: 'unmet 9月0/1次，10月0/1次，11月1/1次，12月0/1次（未结束）',
    I4: 'none 没有规定次数',
    I6: '? 组织生活会2026年不详；民主评议党员2026年不详',
    I7: 'partly 应交纪实5份，按时4份，迟交0份，未交1份',
    I8: 'met 开会5次，到会已登记5次，登记请假12人次',
    I9: `partly 请假、缺席已满补学期限${marks.length}人次，已补学${half.length}人次`,
    I10: 'unmet 到期议定事项2件，已办结1件',
  })
})
