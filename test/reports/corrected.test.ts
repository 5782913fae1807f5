import { expect, test } from 'vitest'
import { aLife } from '../support/a-life.ts'
import { allUpdated, updatable } from '../support/stale-cards.ts'

const SECRETARY = 'M0213'

test('the card on which a report was checked follows when the roll is corrected, once, a minute later', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-25T13:50:00+08:00' })
  await life.press('M0231', 'attendance.checkIn', { data: { meeting: 'A047' } })
  await life.liveUntil('2026-11-25T16:20:00+08:00')
  await life.press(SECRETARY, 'attendance.markRest', { data: { meeting: 'A047', mark: 'absent' } })
  await life.say(SECRETARY, '第四季度支部党员大会已开，学习了全会精神。')
  await life.liveUntil('2026-11-25T17:30:00+08:00')
  expect((await life.letters('reports.confirm')).map(({ receiver }) => receiver)).toEqual([
    `person:${SECRETARY}`,
  ])
  await allUpdated(life)
  const name = life.college.members.find(({ id }) => id === 'M0232')?.name ?? ''
  const line = { data: { meeting: 'A047' }, form: { line: `实到：${name}`, reason: '漏签' } }
  expect(await life.press(SECRETARY, 'attendance.enterRoll', line)).toBe('已登记。')
  expect(await updatable(life, '2026-11-25T17:30:00+08:00')).not.toContain('reports.confirm')
  await life.liveUntil('2026-11-25T17:32:00+08:00')
  expect(await updatable(life, '2026-11-25T17:32:00+08:00')).toContain('reports.confirm')
})

test.each([
  ['', ['reports.confirm']],
  ['讨论很充分，可作示范', ['reports.after', 'reports.confirm']],
])(
  'a record that passed with 「%s」 updates the card that offers 导出, and others when there is something to read',
  async (said, updated) => {
    await using life = await aLife({ only: ['A047'] })
    await life.liveUntil('2026-11-25T17:00:00+08:00')
    await life.say(SECRETARY, '第四季度支部党员大会已开，学习了全会精神。')
    const data = { request: 'R-A047', n: '1' }
    await life.press(SECRETARY, 'reports.submit', { data, form: { content: '学习了全会精神。' } })
    await life.settle()
    await allUpdated(life)
    expect(await life.press('M0142', 'reports.pass', { data, form: { content: said } })).toBe('已通过。')
    const kinds = await updatable(life, '2026-11-25T17:02:00+08:00')
    expect(kinds.filter((kind) => kind.startsWith('reports.'))).toEqual(updated)
  },
)
