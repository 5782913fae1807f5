import { expect, test } from 'vitest'
import { ChatId, LetterId, MeetingId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'

const chat = { chat: ChatId.parse('oc_fx_B10') }

test('two meetings of one slot that are cancelled together are one card that tells of both', async () => {
  await using life = await aLife({ only: ['A047'] })
  await twoTold(life)
  await life.book(both(life).map((one) => ({ ...one, cancelled: '监考' })))
  await life.settle()
  const cards = await cancelled(life)
  expect(cards).toHaveLength(1)
  expect(cards[0]).toContain('第四季度支部党员大会')
  expect(cards[0]).toContain('谈心谈话')
})

test('one that is cancelled after the other was told is told by itself', async () => {
  await using life = await aLife({ only: ['A047'] })
  await twoTold(life)
  const [first, second] = both(life)
  if (first === undefined || second === undefined) throw new Error('no meetings')
  await life.book([{ ...first, cancelled: '监考' }])
  await life.settle()
  await life.book([{ ...second, cancelled: '监考' }])
  await life.settle()
  const cards = await cancelled(life)
  expect(cards).toHaveLength(2)
  expect(cards.map((card) => [card.includes('党员大会'), card.includes('谈心谈话')])).toEqual([
    [true, false],
    [false, true],
  ])
})

function both({ planned: [A047] }: Life) {
  if (A047 === undefined) throw new Error('no A047')
  return [
    A047,
    { ...A047, id: MeetingId.parse('X1'), title: '谈心谈话', types: ['谈心谈话'], place: '一教101' },
  ]
}

async function twoTold(life: Life): Promise<void> {
  await life.book(both(life))
  await life.settle()
  expect((await life.letters('meetings.notice')).map(({ ended }) => ended)).toEqual(['sent', 'sent'])
}

async function cancelled(life: Life): Promise<string[]> {
  const rows = (await life.letters('meetings.notice')).filter(({ ref }) => ref.endsWith('@cancelled'))
  return Promise.all(
    rows.map(async ({ id, ref }) => {
      const letter = { id: LetterId.parse(id), kind: 'meetings.notice', ref, to: chat } as const
      const spec = registry.letters.kinds['meetings.notice']
      return JSON.stringify(await life.act((tx) => spec.render(life.ctx, tx, letter)))
    }),
  )
}
