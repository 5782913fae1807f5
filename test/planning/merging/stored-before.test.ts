import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrations } from '../../../src/db/migrations/all.ts'
import { MeetingId } from '../../../src/ids.ts'
import type { Life } from '../../support/a-life.ts'
import { aPair, mergeNth, proposals, records, shown, theAssembly, theDay } from './setup.ts'

async function titles({ db }: Life) {
  return db.selectFrom('meetings_meetings').select(['id', 'title', 'titles']).orderBy('id').execute()
}

async function merge(life: Life, one: string, other: string): Promise<void> {
  const cards = await Promise.all(
    (await proposals(life)).map(({ ref }) => shown(life, 'meetings.overlap', ref)),
  )
  await mergeNth(
    life,
    cards.findIndex((card) => card.includes(`《${one}》与《${other}》`)),
  )
}

test('titles that were joined before their parts were kept come apart as others do', async () => {
  const lecture = theDay({ id: MeetingId.parse('F003'), types: ['党课'], title: '年终暨书记讲党课' })
  await using life = await aPair([theDay(), lecture, theAssembly()])
  await merge(life, '年终暨书记讲党课', '第四季度支部党员大会')
  await merge(life, '十二月主题党日', '年终暨书记讲党课暨第四季度支部党员大会')
  const kept = await titles(life)
  expect(kept[0]?.titles).toEqual(['十二月主题党日', '年终暨书记讲党课', '第四季度支部党员大会'])
  await sql`alter table meetings_meetings drop column titles`.execute(life.db)
  await migrations['056-titles']?.up(life.db)
  expect(await titles(life)).toEqual(kept)
  await life.book([theAssembly({ start: '2026-12-09T14:00' })])
  expect((await records(life)).map(({ title }) => title)).toEqual([
    '十二月主题党日暨年终暨书记讲党课',
    '年终暨书记讲党课暨第四季度支部党员大会',
    '第四季度支部党员大会',
  ])
})
