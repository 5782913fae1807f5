import { describe, expect, test } from 'vitest'
import { followRosterAndCalendar } from '../../../src/ledger/service.ts'
import { carried, shown } from '../../inspections/setup.ts'
import type { Life } from '../../support/a-life.ts'
import { ADMIN, aLedger, aProgramme, cellsOf, save, SECRETARY } from '../a-programme.ts'

const HONOURS = aProgramme({
  ...{ id: 'bz26', title: '十大先锋岗推荐', short: '先锋岗', rows: { nominate: 'member', most: 2 } },
  steps: [
    { id: 'yes', title: '本人同意', due: '2026-12-04', by: 'person' },
    { id: 'read', title: '学院审议', after: { step: 'yes', days: 5 }, by: 'committee' },
  ],
})
const CONTEST = aProgramme({
  ...{ id: 'lts', title: '党课擂台赛', rows: { nominate: 'project', most: 1 } },
  steps: [{ id: 'slides', title: '提交课件', due: '2026-12-10', needs: 'file' }],
})
/** Members of B03; the secretary of B04, and somebody of that branch. */
const [ONE, OTHER, THIRD, ELSEWHERE, OF_B04] = ['M0058', 'M0059', 'M0060', 'M0075', 'M0076']
const data = { programme: HONOURS.id }
const own = { ...data, branch: 'B03' }

const aLife = () => aLedger([HONOURS, CONTEST])
const put = (life: Life, member: string, who = SECRETARY) =>
  life.press(who, 'ledger.putForward', { data: own, form: { who: `ou_${member}` } })
const rows = async ({ db }: Pick<Life, 'db'>) => {
  const all = await db
    .selectFrom('ledger_rows')
    .selectAll()
    .where('gone', '=', false)
    .orderBy('place')
    .execute()
  return all.map(({ id, member_id, title }) => `${id} ${member_id ?? title}`)
}
/** The form for a branch that was chosen, or else for the own. */
async function opened(life: Life, who: string, branch?: string) {
  if (branch === undefined) await life.press(who, 'ledger.nominate', { data })
  else await life.press(who, 'ledger.nominateFor', { data, form: { branch } })
  await life.settle()
  return shown(life, who, 'ledger.nominate')
}

describe('a branch puts people forward', () => {
  test('from the programme’s card, in a private form with the own people alone', async () => {
    await using life = await aLife()
    await life.say(SECRETARY, '台账 先锋岗')
    const programme = await shown(life, SECRETARY, 'ledger.programme')
    expect(programme).toContain('还没有支部报名或提名')
    expect(programme).toContain('"提名"')
    expect(programme).not.toContain('催办未完成')
    const form = await opened(life, SECRETARY)
    expect(form).toContain(`ou_${ONE}`)
    expect(form).not.toContain(`ou_${OF_B04}`)
    expect(form).toContain('12月4日（含）前可提名和撤回')
    expect(await put(life, ONE)).toBe('已提名。')
    expect(await rows(life)).toEqual([`B03-1 ${ONE}`])
    expect(await cellsOf(life)).toEqual(['B03-1.yes open 2026-12-04', 'B03-1.read waiting -'])
  })

  test('at most as many as the programme says, each once, and nobody of another branch', async () => {
    await using life = await aLife()
    const said = await Promise.all([ONE, ONE, OTHER, THIRD, ONE].map((who) => put(life, who)))
    expect(said.filter((text) => text === '已提名。')).toHaveLength(2)
    expect(await rows(life)).toHaveLength(2)
    expect(await put(life, THIRD)).toMatch(/上限|已经报过/)
    expect(await put(life, OF_B04)).toContain('名单中没有此人')
    expect(await put(life, OF_B04, ELSEWHERE)).toContain('由本支部书记')
    expect(await put(life, ONE, ONE)).toContain('由本支部书记')
    expect(await life.press(SECRETARY, 'ledger.putForward', { data: own, form: {} })).toContain('须填写')
  })

  test('until the first dated step’s day, and takes back what nobody has begun', async () => {
    await using life = await aLife()
    await put(life, ONE)
    const back = { data: { ...data, row: 'B03-1' } }
    expect(await life.press(ELSEWHERE, 'ledger.takeBack', back)).toContain('由本支部书记')
    expect(await life.press(SECRETARY, 'ledger.takeBack', back)).toBe('已撤回。')
    expect(await cellsOf(life)).toEqual([])
    await put(life, OTHER)
    expect(await rows(life)).toEqual([`B03-2 ${OTHER}`])
    expect(await life.press(SECRETARY, 'ledger.takeBack', back)).toContain('已撤回或已改动')
    await life.press(OTHER, 'ledger.tick', { data: { cell: 'bz26.B03-2.yes' } })
    expect(await life.press(SECRETARY, 'ledger.takeBack', { data: { ...data, row: 'B03-2' } })).toContain(
      '不能撤回',
    )
    life.ctx.set('2026-12-04T23:00:00+08:00')
    expect(await put(life, ONE)).toBe('已提名。')
    life.ctx.set('2026-12-05T00:00:00+08:00')
    expect(await life.press(SECRETARY, 'ledger.takeBack', { data: { ...data, row: 'B03-3' } })).toContain(
      '已过截止',
    )
    expect(await put(life, THIRD)).toContain('已过截止')
    expect(await opened(life, SECRETARY)).not.toContain('ledger.putForward')
  })

  test('and an administrator for any branch, which is chosen first', async () => {
    await using life = await aLife()
    expect(await opened(life, ADMIN)).toContain('选择支部')
    const form = await opened(life, ADMIN, 'B04')
    expect(carried(form, 'ledger.putForward')).toMatchObject({ programme: 'bz26', branch: 'B04' })
    const said = await life.press(ADMIN, 'ledger.putForward', {
      data: { ...data, branch: 'B04' },
      form: { who: `ou_${OF_B04}` },
    })
    expect(said).toBe('已提名。')
    expect(await life.press(SECRETARY, 'ledger.nominateFor', { data, form: { branch: 'B04' } })).toContain(
      '由本支部书记',
    )
  })

  test('and neither file nor night takes a row away', async () => {
    await using life = await aLife()
    await put(life, ONE)
    await save(life, [aProgramme({ ...HONOURS, title: '先锋岗推荐（改）' })])
    await followRosterAndCalendar(life.ctx)
    expect(await rows(life)).toEqual([`B03-1 ${ONE}`])
    expect(await cellsOf(life, 'B03-1.yes')).toEqual(['B03-1.yes open 2026-12-04'])
  })
})

test('a project is signed up by its title, once', async () => {
  await using life = await aLife()
  const sign = (title: string, branch = 'B03') =>
    life.press(SECRETARY, 'ledger.putForward', { data: { programme: 'lts', branch }, form: { title } })
  expect(await sign(' ')).toContain('须填写')
  expect(await sign('字'.repeat(41))).toContain('至多40字')
  expect(await sign('我身边的党员故事')).toBe('已报名。')
  expect(await sign('我身边的党员故事')).toContain('已经报过')
  expect(await sign('另一课')).toContain('上限')
  expect(await rows(life)).toEqual(['B03-1 我身边的党员故事'])
  await life.say(ADMIN, '台账 擂台赛')
  expect(await shown(life, ADMIN, 'ledger.row')).not.toContain('擂台赛')
  expect(await shown(life, ADMIN, 'ledger.programme')).toContain('我身边的党员故事')
})

describe('whoever was put forward', () => {
  test('is asked privately, and nobody consents instead', async () => {
    await using life = await aLife()
    await put(life, ONE)
    await life.settle()
    const card = await shown(life, ONE, 'ledger.consent')
    expect(card).toContain('提名您参加“先锋岗”')
    for (const word of ['"同意"', '"不同意"', '不在群里公布']) expect(card).toContain(word)
    const all = await life.letters()
    expect(all.filter(({ receiver }) => receiver.startsWith('chat:'))).toEqual([])
    const press = { data: { cell: 'bz26.B03-1.yes' } }
    for (const who of [SECRETARY, ADMIN, OTHER])
      expect(await life.press(who, 'ledger.tick', press)).toContain('办理')
    expect(await cellsOf(life, 'yes')).toEqual(['B03-1.yes open 2026-12-04'])
    await life.press(ONE, 'ledger.tick', press)
    expect(await cellsOf(life, 'yes')).toEqual(['B03-1.yes done 2026-12-04'])
    expect(await opened(life, SECRETARY)).toContain('本人已同意')
  })

  test('may refuse, which takes the row away and tells who leads the branch alone', async () => {
    await using life = await aLife()
    await put(life, ONE)
    const no = { data: { ...data, row: 'B03-1' } }
    expect(await life.press(OTHER, 'ledger.decline', no)).toContain('已撤回或已改动')
    expect(await life.press(ONE, 'ledger.decline', no)).toBe('已记录，提名已撤回。')
    expect(await rows(life)).toEqual([])
    await life.settle()
    const told = await shown(life, SECRETARY, 'ledger.declined')
    expect(told).toContain('不同意参加“先锋岗”')
    expect(told).toContain('12月4日')
    expect((await life.letters('ledger.declined')).map(({ receiver }) => receiver)).toEqual([
      `person:${SECRETARY}`,
    ])
    expect(await life.press(ONE, 'ledger.decline', no)).toContain('已撤回或已改动')
  })

  test('is named to the committee and the own branch’s leads, and to no other', async () => {
    await using life = await aLife()
    await put(life, ONE)
    const name = (
      await life.db
        .selectFrom('roster_members')
        .select('name')
        .where('id', '=', ONE)
        .executeTakeFirstOrThrow()
    ).name
    for (const [who, reads] of [
      [ADMIN, true],
      [SECRETARY, true],
      [ELSEWHERE, false],
    ] as const) {
      await life.say(who, '台账 先锋岗')
      expect((await shown(life, who, 'ledger.programme')).includes(name)).toBe(reads)
      await life.press(who, 'ledger.open', { data: { ...data, only: 'all' } })
      await life.press(who, 'ledger.cell', { data: { cell: 'bz26.B03-1.yes' } })
      await life.settle()
      expect((await shown(life, who, 'ledger.cell')).includes(name)).toBe(reads)
    }
    const log = await life.db.selectFrom('roster_audit').selectAll().where('about', '=', 'bz26').execute()
    expect(JSON.stringify(log)).not.toContain(name)
  })
})
