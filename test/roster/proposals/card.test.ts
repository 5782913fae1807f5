import { expect, test } from 'vitest'
import { MemberId } from '../../../src/ids.ts'
import { waitingCard } from '../../../src/roster/proposals/card.ts'

test('the chat list and the title follow what becomes of a version that takes much away', () => {
  const people = [MemberId.parse('M1')]
  const none = { accounts: [], branches: [], secretaries: [], admins: [] }
  const content = {
    kind: 'waiting' as const,
    loss: { reasons: ['people' as const], people, ...none, before: 5 },
  }
  const cards = (['waiting', 'confirmed', 'refused', 'over'] as const).map((state) =>
    waitingCard({ proposal: { version: 'v', state, content, asked: 1 }, newer: false }, (_kind, ids) => ({
      names: ids,
      count: ids.length,
    })),
  )
  const titles = ['待确认', '已确认', '已取消', '已处理'].map((what) => `学院文件改动${what}`)
  expect(cards.map(({ summary }) => summary)).toEqual(titles)
  expect(cards.map(({ title }) => title)).toEqual(titles)
})
