import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderBy } from '../../../src/ledger/lots/rules.ts'
import { followRosterAndCalendar } from '../../../src/ledger/service.ts'
import { carried, shown } from '../../inspections/setup.ts'
import type { Life } from '../../support/a-life.ts'
import { ADMIN, aLedger, aProgramme, save, SECRETARY } from '../a-programme.ts'

const CONTEST = aProgramme({
  ...{ id: 'shuzhi', title: '党支部书记述职', short: '述职', rows: ['B01', 'B02', 'B03', 'B04', 'B05'] },
  steps: [{ id: 'paper', title: '述职报告', due: '2026-12-20', needs: 'file' }],
})
const data = { programme: CONTEST.id }

async function draw(life: Life): Promise<string> {
  const said = await life.press(ADMIN, 'ledger.draw', { data })
  expect(said).toContain('确认后才生效')
  await life.settle()
  return shown(life, ADMIN, 'ledger.draw')
}

const confirm = (life: Life, card: string, who = ADMIN) =>
  life.press(who, 'ledger.confirmDraw', { data: carried(card, 'ledger.confirmDraw') })

/** The branches of a card in the order in which they stand. */
const orderIn = (card: string) =>
  [...card.matchAll(/"nth":"(\d+)","row":"([^"]+)"/g)].map(([, nth, row]) => `${nth} ${row}`)

async function kept({ db }: Pick<Life, 'db'>) {
  const rows = await db
    .selectFrom('ledger_rows')
    .select(['id', 'drawn'])
    .where('gone', '=', false)
    .orderBy('drawn')
    .execute()
  return rows.map(({ id, drawn }) => `${drawn ?? '-'} ${id}`)
}

async function namesOf({ db }: Pick<Life, 'db'>) {
  const rows = await db.selectFrom('roster_branches').select(['id', 'short']).execute()
  return new Map(rows.map(({ id, short }) => [id, short]))
}

test('an administrator draws the order, and what is kept is what was shown, once', async () => {
  await using life = await aLedger([CONTEST])
  const card = await draw(life)
  expect(await kept(life)).toEqual(['- B01', '- B02', '- B03', '- B04', '- B05'].toSorted())
  const again = await draw(life)
  expect(orderIn(again)).toEqual(orderIn(card))
  expect(orderIn(card)).toHaveLength(5)
  const said = await Promise.all(Array.from({ length: 20 }, () => confirm(life, card)))
  expect(said.filter((text) => text === '次序已确定。')).toHaveLength(1)
  expect(said.filter((text) => text.includes('已经确认'))).toHaveLength(19)
  const names = await namesOf(life)
  const order = (await kept(life)).map((line) => line.replace(/B\d\d/, (id) => names.get(id) ?? id))
  expect(order).toEqual(orderIn(card))
})

test('the order stays when the file, the roster and the calendar are followed, and rows are read in it', async () => {
  await using life = await aLedger([CONTEST])
  const card = await draw(life)
  await confirm(life, card)
  const before = await kept(life)
  await save(life, [
    aProgramme({ ...CONTEST, title: '2026年述职', rows: ['B01', 'B02', 'B03', 'B04', 'B05', 'B06'] }),
  ])
  await followRosterAndCalendar(life.ctx)
  expect(await kept(life)).toEqual([...before, '- B06'])
  await life.say(ADMIN, '台账 述职')
  const table = await shown(life, ADMIN, 'ledger.programme')
  const names = await namesOf(life)
  const listed = [...table.matchAll(/"row":"([^"]+)"/g)].map(([, row]) => row)
  expect(listed).toEqual([...before, '- B06'].map((line) => names.get(line.slice(2))))
  await life.press(SECRETARY, 'ledger.open', { data: { ...data, only: 'all' } })
  await life.settle()
  const nth = before.find((line) => line.endsWith('B03'))?.slice(0, 1)
  expect(await shown(life, SECRETARY, 'ledger.row')).toContain(`次序 ${nth}`)
  expect(await draw(life)).toContain('另有1项在抽签之后加入')
})

test('it is drawn again only with a reason, which stays on record and out of the log', async () => {
  await using life = await aLedger([CONTEST])
  await confirm(life, await draw(life))
  const before = await kept(life)
  const drawnCard = await draw(life)
  expect(drawnCard).toContain('重新抽签的原因')
  expect(drawnCard).not.toContain('ledger.confirmDraw')
  expect(await life.press(ADMIN, 'ledger.redraw', { data, form: { reason: '  ' } })).toContain('写明')
  expect(await life.press(ADMIN, 'ledger.redraw', { data, form: { reason: '两个支部合并述职' } })).toContain(
    '确认后才生效',
  )
  // Until it is confirmed the order before it stays in force, and another reason draws no other.
  expect(await life.press(ADMIN, 'ledger.redraw', { data, form: { reason: '再抽一次' } })).toContain(
    '确认后才生效',
  )
  await life.settle()
  const card = await shown(life, ADMIN, 'ledger.draw')
  expect(card).toContain('第2次抽签，原因：两个支部合并述职')
  expect(await kept(life)).toEqual(before)
  expect(await confirm(life, card)).toBe('次序已确定。')
  const draws = await life.db
    .selectFrom('ledger_draws')
    .select(['n', 'reason', 'confirmed_by'])
    .orderBy('n')
    .execute()
  expect(draws).toEqual([
    { n: 1, reason: null, confirmed_by: ADMIN },
    { n: 2, reason: '两个支部合并述职', confirmed_by: ADMIN },
  ])
  const log = await life.db
    .selectFrom('roster_audit')
    .select(['act', 'details'])
    .where('about', '=', CONTEST.id)
    .execute()
  expect(log.map(({ act }) => act).filter((act) => act === 'ledger.draw')).toHaveLength(2)
  expect(JSON.stringify(log)).not.toContain('合并述职')
})

test('an order that was shown before rows came or went is not kept', async () => {
  await using life = await aLedger([CONTEST])
  const card = await draw(life)
  await save(life, [aProgramme({ ...CONTEST, rows: ['B01', 'B02', 'B03', 'B04'] })])
  expect(await confirm(life, card)).toContain('对象有增减')
  const names = await namesOf(life)
  const left = orderIn(await draw(life)).map((line) => line.slice(2))
  expect(left).toEqual(
    orderIn(card)
      .map((line) => line.slice(2))
      .filter((name) => name !== names.get('B05')),
  )
})

test('nobody but an administrator draws, and a programme of one row or that has ended has nothing to draw', async () => {
  await using life = await aLedger([CONTEST, aProgramme({ id: 'one', rows: ['B03'] })])
  expect(await life.press(SECRETARY, 'ledger.draw', { data })).toContain('管理员')
  expect(await confirm(life, await draw(life), SECRETARY)).toContain('管理员')
  expect(await life.press(SECRETARY, 'ledger.redraw', { data, form: { reason: '不满意' } })).toContain(
    '管理员',
  )
  expect(await life.press(ADMIN, 'ledger.draw', { data: { programme: 'one' } })).toContain('至少有两项')
  await life.press(ADMIN, 'ledger.close', { data })
  expect(await life.press(ADMIN, 'ledger.draw', { data })).toContain('已结束')
  expect(await kept(life)).toHaveLength(6)
})

test('an order follows from its seed, whatever order the rows are given in, and who comes or goes moves nobody else', () => {
  const rows = fc.uniqueArray(fc.stringMatching(/^B\d\d$/), { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(fc.nat(999_999), rows, (seed, all) => {
      const order = orderBy(seed, all)
      expect(order.toSorted()).toEqual(all.toSorted())
      expect(orderBy(seed, all.toReversed())).toEqual(order)
      const [gone] = all
      expect(orderBy(seed, all.slice(1))).toEqual(order.filter((row) => row !== gone))
    }),
  )
})

test('each row comes first about as often as any other', () => {
  const rows = ['B01', 'B02', 'B03', 'B04']
  const firsts = Array.from({ length: 4000 }, (_, seed) => orderBy(seed, rows)[0])
  for (const row of rows) {
    const often = firsts.filter((one) => one === row).length
    expect(often).toBeGreaterThan(850)
    expect(often).toBeLessThan(1150)
  }
})
