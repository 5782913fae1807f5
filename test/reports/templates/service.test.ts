import { expect, test } from 'vitest'
import { MeetingId, RequestId } from '../../../src/ids.ts'
import { meetingById } from '../../../src/meetings/service.ts'
import { byId } from '../../../src/reports/store.ts'
import { formOf, keepMeetingForm } from '../../../src/reports/templates/service.ts'
import { aLife } from '../../support/a-life.ts'
import { aScene } from '../setup.ts'

const labels = (questions: readonly { label: string }[]) => questions.map(({ label }) => label)

test('a record is asked for in the form of that day: later changes of the templates leave it as it is', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  const later = { ...life.ctx, settings: { ...life.ctx.settings, templates: [] } }
  const asked = await life.act(async (tx) => formOf(later, tx, await byId(tx, RequestId.parse('R-A047'))))
  expect(labels(asked)).toEqual([
    '内容',
    '表决',
    '表决事项',
    '表决结果',
    '议定事项',
    '记录人',
    '现场照片',
    '附件',
  ])
})

test('a form is kept once, however many are asked in it; a request from before asks what is asked today', async () => {
  await using scene = await aScene(['A044', 'A045'])
  const keep = (id: string) =>
    scene.run(async (tx) => keepMeetingForm(scene.ctx, tx, await meetingById(tx, MeetingId.parse(id))))
  expect(await keep('A044')).toBe(await keep('A045'))
  expect(await scene.db.selectFrom('reports_forms').select('id').execute()).toHaveLength(1)
  const old = await scene.run(async (tx) => formOf(scene.ctx, tx, await byId(tx, RequestId.parse('R-A044'))))
  expect(labels(old)).toEqual(['内容', '议定事项', '记录人', '现场照片', '附件'])
})
