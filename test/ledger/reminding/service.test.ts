import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellId, MemberId, RequestId } from '../../../src/ids.ts'
import { openTurns, postpone, tick } from '../../../src/ledger/service.ts'
import { ADMIN, aLedger, aProgramme, save, SECRETARY } from '../a-programme.ts'
import { cardNow, due, nineOn, reminded } from './setup.ts'

function days(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from)
  const count = first.until(to, { largestUnit: 'days' }).days + 1
  return Array.from({ length: count }, (_, n) => first.add({ days: n }).toString())
}

const cell = (id: string) => CellId.parse(`zrs26.${id}`)
const daysOf = (all: string[]) => all.map((one) => one.split(' ')[1])

// 1 to 7 October are off; the 20th of September and the 10th of October are working days of the weekend.
// 15 to 23 February are the Spring Festival; the 14th and the 28th are working Saturdays.
test.each([
  { on: '2026-10-08', from: '2026-09-20', to: '2026-10-20', expected: ['2026-09-30', '2026-10-09'] },
  {
    on: '2026-10-11',
    from: '2026-09-20',
    to: '2026-10-20',
    expected: ['2026-09-30', '2026-10-10', '2026-10-12'],
  },
  {
    on: '2026-02-25',
    from: '2026-02-01',
    to: '2026-03-10',
    expected: ['2026-02-14', '2026-02-24', '2026-02-26'],
  },
  {
    on: '2026-02-28',
    from: '2026-02-01',
    to: '2026-03-10',
    expected: ['2026-02-14', '2026-02-27', '2026-03-02'],
  },
])('a step due on $on is spoken of on its days and on no other', async ({ on, from, to, expected }) => {
  await using life = await aLedger([due(on)], `${from}T08:00:00+08:00`)
  for (const day of days(from, to)) await nineOn(life, day)
  expect(await reminded(life)).toEqual(expected.map((day) => `${SECRETARY} ${day} 09:00`))
})

test('whatever is due and however often it is spoken of, a person gets one card a day', async () => {
  await using life = await aLedger([due('2026-11-27')], '2026-11-23T08:00:00+08:00')
  const step = fc.record({
    due: fc
      .integer({ min: 1, max: 20 })
      .map((n) => Temporal.PlainDate.from('2026-11-23').add({ days: n }).toString()),
    remind: fc.uniqueArray(fc.integer({ min: -5, max: 12 }), { minLength: 1, maxLength: 4 }),
    by: fc.constantFrom('lead', 'committee'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const table of ['letters_cards', 'letters_letters'] as const)
        await life.db.deleteFrom(table).execute()
      const programmes = ['one', 'two'].map((id) =>
        aProgramme({
          id,
          rows: ['B03', 'B04'],
          steps: steps.map((one, n) => ({ id: `s${n}`, title: '事', ...one })),
        }),
      )
      await save(life, programmes)
      for (const day of days('2026-11-23', '2026-11-27')) await nineOn(life, day)
      const all = await reminded(life)
      expect(all).toEqual([...new Set(all)])
    }),
    { numRuns: 8 },
  )
})

test('a card lists what is due in every programme with its button, and what was done since is gone', async () => {
  const signed = { id: 'sign', title: '签署', due: '2026-12-18', needs: 'signed' }
  const other = aProgramme({
    id: 'zp',
    title: '八大计划',
    rows: ['B03'],
    steps: [{ ...signed, id: 'line', title: '进展', needs: 'text' }],
  })
  const list = { id: 'list', title: '清单上墙', due: '2026-12-18' }
  await using life = await aLedger([aProgramme({ rows: ['B03'], steps: [signed, list] }), other])
  await openTurns(life.ctx)
  await nineOn(life, '2026-12-11')
  expect(await reminded(life)).toEqual([`${SECRETARY} 2026-12-11 09:00`])
  const card = await cardNow(life)
  for (const said of [
    '2026年责任书：签署，12月18日18:00截止。',
    '2026年责任书：清单上墙，12月18日前。',
    '八大计划：进展，12月18日18:00截止。',
    'ledger.tick',
    'reports.fill',
    '申请延期',
  ])
    expect(card).toContain(said)
  expect(card).not.toContain('荀')
  await life.press(SECRETARY, 'ledger.tick', { data: { cell: cell('B03.list') } })
  await life.db
    .updateTable('reports_requests')
    .set({ state: 'submitted' })
    .where('id', '=', 'R-zp.B03.line')
    .execute()
  const after = await cardNow(life)
  expect([after.includes('清单上墙'), after.includes('进展'), after.includes('签署')]).toEqual([
    false,
    false,
    true,
  ])
  await life.db.updateTable('reports_requests').set({ state: 'submitted' }).execute()
  expect(await cardNow(life)).toContain('台账事项已办理')
})

test('nobody is reminded of what is done, handed in, asked for no more, or whose turn has not come', async () => {
  const steps = [
    { id: 'a', title: '甲', due: '2026-12-18' },
    { id: 'b', title: '乙', after: { step: 'a', days: 1 } },
  ]
  await using life = await aLedger([aProgramme({ rows: ['B03'], steps })])
  await life.db
    .updateTable('ledger_cells')
    .set({ due_on: '2026-12-18' })
    .where('id', '=', 'zrs26.B03.b')
    .execute()
  await nineOn(life, '2026-12-11')
  expect(await cardNow(life)).not.toContain('乙')
  await life.act((tx) => tick(life.ctx, tx, { cell: cell('B03.a'), who: MemberId.parse(SECRETARY) }))
  await life.db
    .updateTable('ledger_cells')
    .set({ waived_at: life.ctx.now() })
    .where('id', '=', 'zrs26.B03.b')
    .execute()
  await nineOn(life, '2026-12-17')
  expect(await reminded(life)).toHaveLength(1)
})

test('while another deadline is asked for and not answered nobody is reminded, and afterwards on its days', async () => {
  await using life = await aLedger([due('2026-12-18', { needs: 'text' })])
  await openTurns(life.ctx)
  life.ctx.set('2026-12-08T10:00:00+08:00')
  const request = 'R-zrs26.B03.list'
  const until = Temporal.PlainDate.from('2026-12-23').toString()
  const asked = {
    request_id: RequestId.parse(request),
    asked_by: SECRETARY,
    asked_at: life.ctx.now(),
    until_on: until,
    why: '',
  }
  await life.db.insertInto('reports_extensions').values(asked).execute()
  await nineOn(life, '2026-12-11')
  expect(await reminded(life)).toEqual([])
  await life.db.updateTable('reports_extensions').set({ state: 'declined' }).execute()
  await nineOn(life, '2026-12-17')
  expect(daysOf(await reminded(life))).toEqual(['2026-12-17'])
})

test('a deadline that was put off since takes the step off the card of before', async () => {
  await using life = await aLedger([due('2026-12-18', { needs: 'text' })])
  await openTurns(life.ctx)
  await nineOn(life, '2026-12-11')
  expect(await cardNow(life)).toContain('清单上墙')
  const later = Temporal.Instant.from('2026-12-23T18:00:00+08:00')
  await life.db.updateTable('reports_requests').set({ due_at: later }).execute()
  expect(await cardNow(life)).not.toContain('清单上墙')
})

test('a step with another day is spoken of on the days of that', async () => {
  await using life = await aLedger([due('2026-12-18')])
  const to = Temporal.PlainDate.from('2026-12-25')
  await life.act((tx) =>
    postpone(life.ctx, tx, { cell: cell('B03.list'), who: MemberId.parse(ADMIN), due: to }),
  )
  for (const day of days('2026-12-10', '2026-12-20')) await nineOn(life, day)
  expect(daysOf(await reminded(life))).toEqual(['2026-12-18'])
})
