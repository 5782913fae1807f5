import { expect, test } from 'vitest'
import { draftFromReply } from '../../src/reports/service.ts'
import { aScene, LEADER, said, SECRETARY, textOf } from './setup.ts'

const request = { kind: 'reports.request', ref: 'R-A044' } as const
const confirm = (who: string, n = 1) => ({ kind: 'reports.confirm', ref: `R-A044/${who}/${n}` }) as const

/** The secretary has a draft; the group's leader hands a record in; the secretary has not looked again. */
async function aRewriting() {
  const scene = await aScene(['A044'])
  await scene.run((tx) => draftFromReply(scene.ctx, tx, said({ text: '书记的草稿：学习了全会精神' })))
  await scene.press({ ...request, who: LEADER, button: '去填写' })
  const form = { content: '组长写的：学习讲话精神，交流发言', decisions: '12月5日前交体会' }
  await scene.press({ ...confirm(LEADER), who: LEADER, button: '提交', form })
  return scene
}

test('what the group’s leader handed in is not replaced by the secretary’s older draft unseen: it is shown, and asked', async () => {
  await using scene = await aRewriting()
  const mine = { ...confirm(SECRETARY), who: SECRETARY, button: '提交' } as const
  const form = { content: '书记的草稿：学习了全会精神，又补充一句', decisions: '' }
  const { toast } = await scene.press({ ...mine, form })
  expect(toast).toEqual({
    tone: 'warning',
    text: '您填写期间，另有同志提交过这份纪实，请看过卡片上的内容后再提交。',
  })
  expect(await scene.versions()).toHaveLength(1)
  const card = textOf(await scene.card(mine))
  expect(card).toMatch(/尹子樾已于11月\d+日\d\d:\d\d提交过这份纪实/)
  expect(card).toContain('组长写的：学习讲话精神，交流发言')
  expect(card).toContain('12月5日前交体会')
  // What was typed is kept.
  expect(card).toContain('又补充一句')
  await scene.press({ ...mine, form })
  const versions = await scene.versions()
  expect(versions.map(({ submitted_by }) => submitted_by)).toEqual([LEADER, SECRETARY])
})

test('a second record that comes while the first is looked at is shown, too', async () => {
  await using scene = await aRewriting()
  const mine = { ...confirm(SECRETARY), who: SECRETARY, button: '提交' } as const
  const form = { content: '书记的草稿', decisions: '' }
  await scene.press({ ...mine, form })
  await scene.pressWith({ who: LEADER, action: 'reports.fill', data: { request: 'R-A044' } })
  await scene.press({
    ...confirm(LEADER, 2),
    ...{ who: LEADER, button: '提交', form: { content: '组长又改了一次', decisions: '' } },
  })
  expect((await scene.press({ ...mine, form })).toast.tone).toBe('warning')
  expect(textOf(await scene.card(mine))).toContain('组长又改了一次')
})

test('whoever begins with what was handed in, or alone writes, is asked nothing', async () => {
  await using scene = await aRewriting()
  await scene.press({ ...confirm(SECRETARY), who: SECRETARY, button: '取消' })
  await scene.pressWith({ who: SECRETARY, action: 'reports.fill', data: { request: 'R-A044' } })
  const mine = { ...confirm(SECRETARY, 2), who: SECRETARY, button: '提交' } as const
  expect(textOf(await scene.card(mine))).not.toContain('提交过这份纪实')
  const form = { content: '组长写的：学习讲话精神，交流发言。补充到会情况', decisions: '' }
  expect((await scene.press({ ...mine, form })).toast.tone).toBe('success')
})
