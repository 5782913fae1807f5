import { expect, test } from 'vitest'
import { openReportsOf } from '../../../src/reports/service.ts'
import { MeetingId } from '../../../src/ids.ts'
import { material as materialFor } from '../../../src/attendance/makeup/store.ts'
import { aScene, buttonsOf, LEADER, SECRETARY, textOf } from '../setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const confirm = (n = 1) => ({ kind: 'reports.confirm', ref: `R-A044/${LEADER}/${n}` }) as const
const after = { kind: 'reports.after', ref: 'A044', to: LEADER } as const

/** The group's leader, whose record it is, has handed it in on the card after the meeting. */
async function handedIn(): Promise<Scene> {
  const scene = await aScene()
  await scene.press({ ...after, who: LEADER, button: '提交', form: { content: '学习了条例' } })
  return scene
}

const withdraw = (scene: Scene, who = LEADER, at?: string) =>
  scene.pressWith({
    who,
    action: 'reports.withdraw',
    data: { request: 'R-A044' },
    ...(at === undefined ? {} : { at }),
  })

test('what was handed in may be taken back by whoever did: it is owed again, and begins with what it was', async () => {
  await using scene = await handedIn()
  const labels = buttonsOf(await scene.card(after)).map(({ text }) => text)
  expect(labels).toEqual(expect.arrayContaining(['修改', '撤回']))
  const material = () => scene.run((tx) => materialFor(tx, MeetingId.parse('A044')))
  expect(await material()).toMatchObject({ record: '学习了条例' })
  expect((await withdraw(scene)).toast.text).toBe('已撤回，可修改后再次提交。')
  // Nobody learns from what was taken back.
  expect(await material()).toMatchObject({ record: null })
  expect(await scene.request()).toMatchObject({ state: 'withdrawn' })
  expect(await scene.run((tx) => openReportsOf(scene.ctx, tx, LEADER))).toHaveLength(1)
  expect(textOf(await scene.card({ kind: 'reports.request', ref: 'R-A044' }))).toContain('已撤回')
  await scene.pressWith({ who: LEADER, action: 'reports.fill', data: { request: 'R-A044' } })
  expect(textOf(await scene.card(confirm(2)))).toContain('"value":"学习了条例"')
  await scene.press({ ...confirm(2), who: LEADER, button: '提交', form: { content: '学习了条例，并讨论' } })
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
  expect(await scene.versions()).toHaveLength(2)
})

test('twenty who take it back at once do it once', async () => {
  await using scene = await handedIn()
  const answers = await Promise.all(Array.from({ length: 20 }, () => withdraw(scene)))
  expect(answers.filter(({ toast }) => toast.tone === 'success')).toHaveLength(1)
  expect(new Set(answers.map(({ toast }) => toast.text))).toEqual(
    new Set(['已撤回，可修改后再次提交。', '这份纪实已撤回。']),
  )
})

test('another may not, nor anybody after it is due or once it was read; the card offers it to nobody then', async () => {
  await using scene = await handedIn()
  expect((await withdraw(scene, SECRETARY)).toast.text).toContain('由提交人撤回')
  expect((await withdraw(scene, LEADER, '2026-11-23T18:00:01+08:00')).toast.text).toContain('已过截止时间')
  const offered = async (to: typeof LEADER) =>
    buttonsOf(await scene.card({ ...after, to })).some(({ text }) => text === '撤回')
  expect([await offered(LEADER), await offered(SECRETARY)]).toEqual([true, false])
  await scene.db.updateTable('reports_requests').set({ state: 'approved' }).execute()
  expect((await withdraw(scene)).toast.text).toBe('这份纪实已有审核结果，不能撤回。')
  expect(await offered(LEADER)).toBe(false)
})

test('whoever has left the office does not take back what the branch handed in', async () => {
  await using scene = await aScene()
  await scene.press({
    ...after,
    to: SECRETARY,
    who: SECRETARY,
    button: '提交',
    form: { content: '学习了条例' },
  })
  await scene.db.deleteFrom('roster_offices').where('member_id', '=', SECRETARY).execute()
  expect((await withdraw(scene, SECRETARY)).toast.text).toContain('由主持人、支部书记')
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
})
