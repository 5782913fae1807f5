import { expect, test } from 'vitest'
import { college } from './college.ts'
import { ADMIN } from '../a-programme.ts'
import { aRegime, handIn, nominate, pass } from './year.ts'

const SECRETARIES = [
  'M0001',
  'M0025',
  'M0053',
  'M0075',
  'M0098',
  'M0119',
  'M0135',
  'M0153',
  'M0179',
  'M0213',
  'M0254',
  'M0287',
  'M0323',
  'M0371',
]
const definition = (id: string) => college.programmes.find((one) => one.id === id)

test('选优配强: 90, 30 and 7 days before a term of office ends the committee hears of it, and a new one begins anew', async () => {
  await using life = await aRegime('hj28', '2028-07-10')
  expect(await life.cell('B01.prepare.2028-10-14')).toBe('open 2028-10-14')
  expect(await life.day('2028-07-13')).toEqual([])
  // 16 July 2028 is a Sunday: on the working day before.
  expect((await life.day('2028-07-14')).length).toBeGreaterThan(0)
  expect(await life.day('2028-08-14')).toEqual([])
  expect((await life.day('2028-09-14')).length).toBeGreaterThan(0)
  expect(await life.doing(ADMIN, { action: 'ledger.tick', cell: 'B01.prepare.2028-10-14' })).toContain('办结')
  const next = { until: '2031-10-14', since: '2028-10-15' }
  await life.db
    .updateTable('roster_offices')
    .set(next)
    .where('member_id', '=', 'M0001')
    .where('office', '=', '支部书记')
    .execute()
  await life.day('2028-10-16')
  expect(await life.cell('B01.prepare.2028-10-14')).toBe('done 2028-10-14')
})

test('双带头100%: each term the committee checks every branch of teachers, and a column says who is', async () => {
  const rows = definition('sdt26')?.rows
  expect(Array.isArray(rows) && rows.length).toBe(6)
  await using life = await aRegime('sdt26', '2026-09-01')
  expect(await life.cell('B01.check.2026-2027-1')).toMatch(/^open 2026-(09-30|10-02|10-0\d)/)
  expect(await life.doing('M0001', { action: 'ledger.tick', cell: 'B01.check.2026-2027-1' })).toContain(
    '办理',
  )
  expect(await life.doing(ADMIN, { action: 'ledger.tick', cell: 'B01.check.2026-2027-1' })).toContain('办结')
  await life.say(ADMIN, '台账 双带头')
})

test('样板支部, 两年内全覆盖: 立项, 中期, 结项 and 验收 follow one another, each from the day of the one before', async () => {
  await using life = await aRegime('ybzb', '2026-03-02')
  expect(await life.cell('B03.middle')).toBe('waiting -')
  expect(
    await life.doing(ADMIN, { action: 'ledger.waive', cell: 'B03.begin', form: { reason: '学院统一立项' } }),
  ).toContain('免办')
  await life.day('2026-03-03')
  expect(await life.cell('B03.middle')).toBe('open 2027-03-02')
  await life.day('2027-02-10')
  await handIn(life, { cell: 'ybzb.B03.middle', who: 'M0053', form: { content: '五个到位，进展顺利' } })
  expect(await life.cell('B03.middle')).toBe('handedIn 2027-03-02')
  await pass(life, 'ybzb.B03.middle')
  await life.day('2027-02-11')
  expect(await life.cell('B03.closing')).toBe('open 2027-11-08')
  expect(await life.cell('B03.accept')).toBe('waiting -')
})

test('责任书签约: fourteen are reminded seven days and one day before and once after, until each has handed in a scan', async () => {
  await using life = await aRegime('zrs26', '2026-02-25')
  const days = [
    '2026-03-12',
    '2026-03-13',
    '2026-03-16',
    '2026-03-18',
    '2026-03-19',
    '2026-03-20',
    '2026-03-23',
    '2026-03-24',
  ]
  const reminded: Record<string, number> = {}
  for (const on of days) reminded[on] = (await life.day(on)).length
  expect(reminded).toEqual({
    ...{ '2026-03-12': 0, '2026-03-13': 14, '2026-03-16': 0, '2026-03-18': 0, '2026-03-19': 14 },
    ...{ '2026-03-20': 0, '2026-03-23': 14, '2026-03-24': 0 },
  })
  // A click is never a signature.
  expect(await life.doing('M0053', { action: 'ledger.tick', cell: 'B03.sign' })).not.toContain('已记为办结')
  expect(await life.cell('B03.sign')).toBe('open 2026-03-20')
})

test('三大主体责任清单: three lists with their items, checked by the branch at half the year and read by its inspector at the end', async () => {
  await using life = await aRegime('ztzr26', '2026-03-02')
  await life.day('2026-06-01')
  for (const list of ['half1', 'half2', 'half3']) {
    const form = { done: ['条目一（由学院填写）'], content: '其余下半年完成' }
    await handIn(life, { cell: `ztzr26.B05.${list}`, who: 'M0098', form })
    expect(await life.cell(`B05.${list}`)).toBe('done 2026-06-30')
  }
  await life.day('2026-12-01')
  await handIn(life, { cell: 'ztzr26.B05.year', who: 'M0098', form: { content: '三张清单全部落实' } })
  const { reviewer_id: reader } = await life.db
    .selectFrom('reports_requests')
    .select('reviewer_id')
    .where('id', '=', 'R-ztzr26.B05.year')
    .executeTakeFirstOrThrow()
  expect(reader).toBe('M0011')
  expect(await life.cell('B05.year')).toBe('handedIn 2026-12-25')
  await pass(life, 'ztzr26.B05.year', 'M0011')
  expect(await life.cell('B05.year')).toBe('done 2026-12-25')
})

test('述职答辩: the paper is asked for at 14, 7 and 1 days, questions and answers are noted, and the person hears first', async () => {
  await using life = await aRegime('sz26', '2026-11-23')
  const reminded: number[] = []
  for (const on of ['2026-12-03', '2026-12-04', '2026-12-11', '2026-12-17'])
    reminded.push((await life.day(on)).length)
  expect(reminded).toEqual([0, 14, 14, 14])
  expect(await life.cell('B02.person')).toBe('waiting -')
  await handIn(life, { cell: 'sz26.B02.defence', who: ADMIN, form: { content: '问：如何带队伍？答：……' } })
  await life.day('2026-12-21')
  expect(await life.cell('B02.person')).toMatch(/^open 2026-12-/)
})

test('列席党委会: who has not sat in this year is seen to be missing', async () => {
  await using life = await aRegime('lx26', '2026-11-23')
  expect(await life.cell('B01.seat')).toBe('open 2026-12-31')
  expect(await life.doing('M0001', { action: 'ledger.tick', cell: 'B01.seat' })).not.toContain('已记为办结')
})

test('八大计划: each month a line by the leading branch, and the branches that join in read it', async () => {
  await using life = await aRegime('bdjh26', '2026-10-08')
  expect(await life.cell('P1.line.2026-09')).toBe('none')
  // 25 October 2026 is a Sunday.
  expect(await life.cell('P1.line.2026-10')).toBe('open 2026-10-23')
  expect(await life.day('2026-10-16')).toHaveLength(8)
  await handIn(life, { cell: 'bdjh26.P1.line.2026-10', who: 'M0001', form: { content: '示范岗已评出' } })
  expect(await life.cell('P1.line.2026-10')).toBe('done 2026-10-23')
  expect(await life.day('2026-10-22')).toHaveLength(7)
  expect(await life.cell('P1.line.2026-11')).toBe('open 2026-11-25')
})

test('一支一品: each branch has its brand in a column and hands in a summary with pictures once a year', async () => {
  await using life = await aRegime('yzyp26', '2026-11-16')
  await life.say('M0001', '台账 一支一品')
  const shown = JSON.stringify(life.sent.at(-1)?.content)
  expect(shown).toContain('控制育人先锋')
  expect(shown).not.toContain('代码公益')
  expect(await life.day('2026-12-03')).toEqual(SECRETARIES)
})

test('区域三联: an agreement that is signed, and at least one joint activity each term', async () => {
  await using life = await aRegime('qysl26', '2026-09-07')
  expect(await life.cell('B01.agreement')).toBe('open 2026-10-30')
  expect(await life.cell('B01.joint.2026-2027-1')).toMatch(/^open 2027-01-0/)
  expect(await life.cell('B01.joint.2026-2027-2')).toMatch(/^open 2027-06-/)
  expect(await life.doing('M0001', { action: 'ledger.tick', cell: 'B01.joint.2026-2027-1' })).not.toContain(
    '已记为办结',
  )
})

test('双报到双报告: the branch reports, its members are a number and no names, and two reports follow', async () => {
  await using life = await aRegime('sbd26', '2026-03-30')
  expect(await life.doing('M0025', { action: 'ledger.tick', cell: 'B02.arrive' })).toContain('办结')
  await life.day('2026-05-06')
  await handIn(life, { cell: 'sbd26.B02.members', who: 'M0025', form: { people: '26' } })
  expect(await life.cell('B02.members')).toBe('done 2026-05-29')
  expect(await life.cell('B02.half')).toBe('open 2026-07-10')
})

test('走出去请进来: one report of each visit, with what was gained and can be borrowed', async () => {
  await using life = await aRegime('zcq26', '2026-11-30')
  await handIn(life, {
    cell: 'zcq26.visit1.report',
    who: 'M0001',
    form: { content: '走访了兄弟高校', gains: '组织有力', practices: '书记工作室' },
  })
  expect(await life.cell('visit1.report')).toBe('done 2026-12-16')
  expect(await life.day('2026-12-15')).toEqual(['M0323'])
})

test('党课擂台赛: each branch signs one up, who hands in slides and is drawn for the order, and the result comes after the committee', async () => {
  await using life = await aRegime('djt26', '2026-11-23')
  await nominate(life, { who: 'M0053', programme: 'djt26', member: 'M0058' })
  expect(await life.cell('B03-1.slides')).toBe('open 2026-12-09')
  expect(await life.cell('B03-1.result')).toBe('waiting -')
  expect(await life.doing('M0213', { action: 'ledger.tick', cell: 'B03-1.stage' })).toContain('办理')
  expect(await life.doing(ADMIN, { action: 'ledger.tick', cell: 'B03-1.stage' })).toContain('办结')
})

test.each(['gw26', 'bz26'])(
  '先锋岗和表彰 %s: who is put forward agrees, the committee decides, and it is published after five workdays of 公示',
  async (id) => {
    await using life = await aRegime(id, '2026-11-23')
    await nominate(life, { who: 'M0053', programme: id, member: 'M0058' })
    expect(await life.doing(ADMIN, { action: 'ledger.tick', cell: 'B03-1.consent' })).not.toContain(
      '已记为办结',
    )
    expect(await life.doing('M0058', { action: 'ledger.tick', cell: 'B03-1.consent' })).toContain('办结')
    await life.day('2026-12-07')
    expect(await life.doing(ADMIN, { action: 'ledger.tick', cell: 'B03-1.decide' })).toContain('办结')
    await life.day('2026-12-08')
    expect(await life.cell('B03-1.notice')).toMatch(/^open 2026-12-1[45]/)
    expect(await life.cell('B03-1.publish')).toBe('waiting -')
  },
)
