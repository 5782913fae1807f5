import { expect, test } from 'vitest'
import { shown } from '../../inspections/setup.ts'
import { ADMIN, aLedger, aProgramme, SECRETARY } from '../a-programme.ts'

const TWO = aProgramme({
  short: '责任书',
  steps: [
    { id: 'sign', title: '签署', due: '2026-12-18', needs: 'signed' },
    { id: 'list', title: '清单上墙', due: '2026-11-20' },
    { id: 'far', title: '总结', due: '2027-01-20' },
    { id: 'seen', title: '学院查看', due: '2026-12-01', by: 'committee' },
  ],
})
const data = { programme: TWO.id }

test('催办 shows whom it reaches before it does, and reaches each once a day with all that is open', async () => {
  await using life = await aLedger([TWO])
  await life.press(ADMIN, 'ledger.nudge', { data })
  await life.settle()
  const preview = await shown(life, ADMIN, 'ledger.nudge')
  expect(preview).toContain('28项未完成，将私聊提醒14人')
  expect(await life.letters('ledger.nudged')).toEqual([])
  const said = await Promise.all(
    Array.from({ length: 20 }, () => life.press(ADMIN, 'ledger.confirmNudge', { data })),
  )
  expect(said.filter((text) => text === '已催办14人。')).toHaveLength(1)
  expect(said.filter((text) => text === '今天已经催办过。')).toHaveLength(19)
  await life.settle()
  expect(await life.letters('ledger.nudged')).toHaveLength(14)
  const card = await shown(life, SECRETARY, 'ledger.nudged')
  for (const line of ['责任书：清单上墙，原定11月20日前', '责任书：签署，12月18日前'])
    expect(card).toContain(line)
  expect(card).not.toContain('总结')
})

test('who has done everything meanwhile is not reminded', async () => {
  await using life = await aLedger([
    aProgramme({ rows: ['B03', 'B04'], steps: [{ id: 'list', title: '清单', due: '2026-11-25' }] }),
  ])
  life.ctx.set('2026-11-23T22:00:00+08:00')
  await life.press(ADMIN, 'ledger.confirmNudge', { data })
  await life.press(SECRETARY, 'ledger.tick', { data: { cell: 'zrs26.B03.list' } })
  await life.liveUntil('2026-11-24T09:00:00+08:00')
  const ends = await life.letters('ledger.nudged')
  expect(ends.map(({ receiver, ended }) => `${receiver} ${ended}`)).toEqual([
    `person:${SECRETARY} obsolete`,
    'person:M0075 sent',
  ])
})

test('nobody but an administrator reminds, or reads whom', async () => {
  await using life = await aLedger([TWO])
  expect(await life.press(SECRETARY, 'ledger.nudge', { data })).toContain('管理员')
  expect(await life.press(SECRETARY, 'ledger.confirmNudge', { data })).toContain('管理员')
  expect(await life.letters('ledger.nudged')).toEqual([])
})
