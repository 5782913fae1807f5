import { describe, expect, test } from 'vitest'
import { CellId, MemberId } from '../../../src/ids.ts'
import { openTurns, tick, waive } from '../../../src/ledger/service.ts'
import { shown } from '../../inspections/setup.ts'
import { ADMIN, aLedger, aProgramme, cellsOf, SECRETARY } from '../a-programme.ts'

const LETTER = aProgramme({ short: '责任书' })
const LISTS = aProgramme({
  ...{ id: 'lists', title: '三大主体责任清单', short: '清单' },
  steps: [
    { id: 'half', title: '半年自查', due: '2026-11-20' },
    { id: 'year', title: '年终自查', after: { step: 'half', days: 20 } },
  ],
})
const PLANS = aProgramme({
  ...{
    id: 'plans',
    title: '八大计划',
    rows: [{ id: 'P1', title: '岗位建功计划', branch: 'B03', joint: ['B06'] }],
  },
  steps: [{ id: 'line', title: '每月进展', every: 'P1M', due: { day: 25 }, needs: 'text' }],
})
/** Of the committee, and no administrator; a member of B03. */
const [DEAN, MEMBER] = ['M0033', 'M0058']

const aBoard = () => aLedger([LETTER, LISTS, PLANS])

describe('台账', () => {
  test('shows the committee a line of each programme: how many are done, late, and to be read', async () => {
    await using life = await aBoard()
    await life.act((tx) =>
      tick(life.ctx, tx, { cell: CellId.parse('lists.B03.half'), who: MemberId.parse(ADMIN) }),
    )
    await life.say(DEAN, '台账')
    const card = await shown(life, DEAN, 'ledger.overview')
    for (const line of ['责任书 0/14', '清单 0/14，时间已过89%，逾期13，进度落后', '八大计划 11月 0/1'])
      expect(card).toContain(line)
    await life.press(DEAN, 'ledger.pick', { form: { programme: 'lists' } })
    await life.settle()
    expect(await shown(life, DEAN, 'ledger.programme')).toContain('年终自查')
  })

  test('shows a secretary what is to be done of the own branch, the first due first, with its buttons', async () => {
    await using life = await aBoard()
    await life.say(SECRETARY, '台账')
    const card = await shown(life, SECRETARY, 'ledger.overview')
    expect(card).toContain('清单：半年自查，原定11月20日前')
    expect(card).toContain('责任书：签署，上传扫描件，12月18日前')
    expect(card).not.toContain('年终自查')
    expect(card).toContain('ledger.tick')
    expect(card).toContain('ledger.fill')
  })

  test('shows who leads a branch that joins in a project that project, and nobody else', async () => {
    await using life = await aBoard()
    await life.say('M0119', '台账 八大计划')
    expect(await shown(life, 'M0119', 'ledger.row')).toContain('岗位建功计划')
    await life.say('M0213', '台账 八大计划')
    expect(await shown(life, 'M0213', 'ledger.noted')).toContain('没有找到')
    await life.say(MEMBER, '台账')
    expect(await shown(life, MEMBER, 'ledger.noted')).toContain('目前没有需要您办理的台账事项')
    await life.say(MEMBER, '台账 责任书')
    expect(await shown(life, MEMBER, 'ledger.noted')).toContain('由学院党委和有关支部书记、副书记查看')
  })

  test('with a name shows branches and steps in a table, in words and not in colours', async () => {
    await using life = await aBoard()
    await life.act((tx) =>
      tick(life.ctx, tx, { cell: CellId.parse('lists.B03.half'), who: MemberId.parse(ADMIN) }),
    )
    await life.say(ADMIN, '台账 清单')
    const card = await shown(life, ADMIN, 'ledger.programme')
    expect(card).toContain('电子信息系')
    for (const sign of ['✓', '逾期', '未轮到']) expect(card).toContain(`"${sign}"`)
    for (const button of ['催办未完成', '只看未完成', '结束台账']) expect(card).toContain(button)
  })

  test('只看未完成 leaves out who has nothing to do', async () => {
    await using life = await aBoard()
    await life.act((tx) =>
      tick(life.ctx, tx, { cell: CellId.parse('lists.B03.half'), who: MemberId.parse(ADMIN) }),
    )
    await life.press(ADMIN, 'ledger.open', { data: { programme: 'lists', only: 'open' } })
    await life.settle()
    const card = await shown(life, ADMIN, 'ledger.programme')
    expect(card).toContain('"row":"机械工程系"')
    expect(card).not.toContain('"row":"电子信息系"')
  })

  test('of a name that several have is asked again', async () => {
    await using life = await aLedger([LETTER, aProgramme({ id: 'zrs27', title: '2027年责任书' })])
    await life.say(ADMIN, '台账 责任')
    expect(await shown(life, ADMIN, 'ledger.noted')).toContain('有几项都符合')
  })
})

describe('a step', () => {
  const open = async (life: Awaited<ReturnType<typeof aBoard>>, who: string, cell: string) => {
    await life.press(who, 'ledger.cell', { data: { cell } })
    await life.settle()
    return shown(life, who, 'ledger.cell')
  }

  test('is waived with a reason and moved to another day by an administrator, and its branch reads why', async () => {
    await using life = await aBoard()
    const card = await open(life, ADMIN, 'lists.B03.half')
    expect(card).toContain('免办原因')
    const said = await life.press(ADMIN, 'ledger.waive', {
      data: { cell: 'lists.B03.half' },
      form: { reason: '新任书记，下半年补' },
    })
    expect(said).toBe('已免办。')
    expect(await open(life, SECRETARY, 'lists.B03.half')).toContain('新任书记，下半年补')
    expect(
      await life.press(ADMIN, 'ledger.postpone', {
        data: { cell: 'zrs26.B03.sign' },
        form: { day: '2026-12-30 +0800' },
      }),
    ).toBe('已改期。')
    expect(await cellsOf(life, 'B03.sign')).toEqual(['B03.sign open 2026-12-30'])
  })

  test('says why it was waived to administrators and its branch alone, not to the committee or whoever joins in', async () => {
    await using life = await aBoard()
    const [cell, data] = ['plans.P1.line.2026-11', { cell: 'plans.P1.line.2026-11' }]
    await life.press(ADMIN, 'ledger.waive', { data, form: { reason: '家中有事，暂缓' } })
    for (const who of [ADMIN, SECRETARY]) expect(await open(life, who, cell)).toContain('家中有事')
    for (const who of [DEAN, 'M0119']) {
      const card = await open(life, who, cell)
      expect(card).toContain('免办')
      expect(card).not.toContain('家中有事')
    }
    expect(await open(life, 'M0119', cell)).toContain('有关同志')
  })

  test('shows nobody else’s secretary anything, whatever is pressed', async () => {
    await using life = await aBoard()
    await life.act((tx) =>
      waive(life.ctx, tx, {
        cell: CellId.parse('lists.B03.half'),
        who: MemberId.parse(ADMIN),
        reason: '秘密原因',
      }),
    )
    const card = await open(life, 'M0213', 'lists.B03.half')
    expect(card).not.toContain('秘密原因')
    expect(card).toContain('由学院党委和有关支部书记')
    for (const action of ['ledger.waive', 'ledger.postpone', 'ledger.tick', 'ledger.unwaive'])
      expect(
        await life.press('M0213', action, {
          data: { cell: 'lists.B04.half' },
          form: { reason: 'x', day: '2026-12-30' },
        }),
      ).toContain('办理')
  })

  test('is filled in from its button, also before it would be asked for', async () => {
    await using life = await aBoard()
    expect(await life.press(SECRETARY, 'ledger.fill', { data: { cell: 'zrs26.B03.sign' } })).toContain('私聊')
    await life.settle()
    expect(await shown(life, SECRETARY, 'reports.confirm')).toContain('台账事项：责任书：签署')
  })
})

test('a programme is ended by an administrator alone, and its card says so', async () => {
  await using life = await aBoard()
  await openTurns(life.ctx)
  expect(await life.press(SECRETARY, 'ledger.close', { data: { programme: 'lists' } })).toContain(
    '学院管理员',
  )
  const ended = await Promise.all(
    Array.from({ length: 20 }, () => life.press(ADMIN, 'ledger.close', { data: { programme: 'lists' } })),
  )
  expect(ended.filter((said) => said === '已结束。')).toHaveLength(1)
  expect(ended.filter((said) => said === '这个台账已经结束。')).toHaveLength(19)
  expect(await life.press(ADMIN, 'ledger.tick', { data: { cell: 'lists.B03.half' } })).toBe(
    '这个台账已结束，无需办理。',
  )
})
