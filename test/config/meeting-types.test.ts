import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { meetingTypes, typeName, typeNamed } from '../../config/college/meeting-types.ts'

const YAML = `college: { id: COL1, name: 学院 }
branches: [{ id: B01, name: 第一党支部 }]
members: ./members.csv
types:
`
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhibu-types-'))
  await writeFile(join(folder, 'members.csv'), 'id,name,branch\nM1,王一,B01\n')
})
afterAll(() => rm(folder, { recursive: true }))

async function load(types: string) {
  const path = join(folder, 'college.yaml')
  await writeFile(path, `${YAML}${types}`)
  const loaded = await loadCollege(path)
  if (!loaded.ok) return { faults: loaded.faults.map(({ line, what, cure }) => ({ line, what, cure })) }
  return { settings: loaded.college.settings, faults: [] }
}

describe('the types of meetings', () => {
  it('are known by each of their names, however these are typed; no name means two types', () => {
    const types = meetingTypes([])
    const spelled = [
      ['党支部书记例会', '支部书记例会'],
      ['中心组学习(扩大)', '中心组学习（扩大）'],
      ['支部 党员大会', '支部党员大会'],
      ['读书会', '读书会'],
    ] as const
    for (const [written, name] of spelled) expect(typeName(types, written)).toBe(name)
    expect(typeNamed(types, '读书会')).toBeUndefined()
    for (const type of types)
      for (const name of [type.name, ...type.aliases]) expect(typeNamed(types, name)).toBe(type)
  })

  it('follow the handbook, and where it names no number there is none', () => {
    const numbers = meetingTypes([]).map(({ name, every }) => [
      name,
      every && `${every.times}/${every.months}`,
    ])
    expect(Object.fromEntries(numbers)).toEqual({
      支部委员会: '1/1',
      党小组会: '1/1',
      主题党日: '1/1',
      支部党员大会: '1/3',
      组织生活会: '1/12',
      民主评议党员: '1/12',
      党课: null,
      '中心组学习（扩大）': '1/3',
      支部书记例会: '1/1',
      党委会: null,
      党政联席会: null,
      述职评议: null,
      走出去: null,
      请进来: null,
      党课擂台赛: null,
      联建共建: null,
    })
  })

  it('are changed by the college number by number, and joined by its own', async () => {
    const { settings } = await load(`  - { name: 党课, every: { times: 1, months: 3 }, minutes: 45 }
  - { name: 主题党日, every: none }
  - { name: 读书会, level: group, aliases: [共读] }
`)
    const types = settings?.types ?? []
    expect(JSON.parse(JSON.stringify(typeNamed(types, '党课')))).toMatchObject({
      ...{ level: 'branch', due: 'all', vacation: 'skip', template: '党课记录' },
      ...{ every: { times: 1, months: 3 }, minutes: 45 },
    })
    expect(typeNamed(types, '主题党日')?.every).toBeNull()
    expect(typeNamed(types, '共读')).toMatchObject({
      name: '读书会',
      level: 'group',
      every: null,
      minutes: 90,
    })
  })

  it('may set their own ladder, whose lines are known', async () => {
    const { settings } = await load(`  - name: 支部委员会
    reminders:
      notice: P1D
      answerBy: PT2H
  - { name: 党课, reminders: { ask: PT1H } }
`)
    expect(JSON.stringify(settings?.types[0]?.reminders)).toBe(
      '{"notice":"P1D","answerBy":{"kind":"duration","before":"PT2H"}}',
    )
    const { lines } = settings ?? {}
    expect([lines?.['types.支部委员会.notice'], lines?.['types.党课.ask']]).toEqual([7, 9])
  })

  it('say what they vote on, and `none` takes the handbook’s away; another word is refused', async () => {
    const own = '  - { name: 支部党员大会, quorum: none }\n  - { name: 换届大会, quorum: election }\n'
    const { settings } = await load(own)
    const votes = (name: string) => settings?.types.find((type) => type.name === name)?.quorum
    expect(['支部党员大会', '换届大会', '支部委员会', '党课'].map(votes)).toEqual([
      ...[null, 'election', 'committee', null],
    ])
    expect((await load('  - { name: 支部党员大会, quorum: voters }\n')).faults).toMatchObject([
      { line: 5, what: '“quorum”没有“voters”这个选项' },
    ])
  })

  it('are refused with line and cure when a key, a window or a name is wrong', async () => {
    expect((await load('  - { name: 党课, evry: none }\n')).faults).toEqual([
      { line: 5, what: '不认识的键“evry”', cure: '是不是“every”？' },
    ])
    expect((await load('  - { name: 党课, every: { times: 1, months: 2 } }\n')).faults).toMatchObject([
      { line: 5, what: '“months”没有“2”这个选项' },
    ])
    const named = await load(`  - { name: 党支部书记例会 }
  - { name: 党课 }
  - { name: 党课 }
  - { name: 读书会, aliases: [主题党日] }
`)
    expect(named.faults).toEqual([
      {
        line: 5,
        what: '“党支部书记例会”已是类型“支部书记例会”的名称',
        cure: '写成“支部书记例会”',
      },
      { line: 7, what: '类型“党课”写了两次', cure: '每种类型只写一次' },
      { line: 8, what: '“主题党日”已是类型“主题党日”的名称', cure: '从这里删去' },
    ])
  })
})
