import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { initFiles } from '../../config/init.ts'
import { needsBeginning, ruleFault } from '../../config/college/recurrence.ts'

const YAML = `college: { id: COL1, name: 学院 }
branches: [{ id: B01, name: 第一党支部 }, { id: B02, name: 第二党支部 }, { id: B03, name: 三, active: false }]
members: ./members.csv
series:
`
const DAY = '{ id: day, for: each-branch, type: 主题党日, rrule: "FREQ=MONTHLY;BYDAY=2WE", at: "14:00" }'
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhibu-series-'))
  await writeFile(join(folder, 'members.csv'), 'id,name,branch\nM1,王一,B01\n')
})
afterAll(() => rm(folder, { recursive: true }))

async function load(...lines: string[]) {
  const path = join(folder, 'college.yaml')
  await writeFile(path, `${YAML}${lines.map((line) => `  - ${line}\n`).join('')}`)
  const loaded = await loadCollege(path)
  if (!loaded.ok)
    return { series: [], faults: loaded.faults.map(({ line, what, cure }) => [line, what, cure]) }
  return { series: loaded.college.series, faults: [] }
}
const withRule = (rrule: string, more = '') =>
  `{ id: a, for: B01, type: 党课, rrule: "${rrule}", at: "14:00"${more} }`

describe('series', () => {
  it('become one for each active branch; what is left out has its default', async () => {
    const { series } = await load(DAY)
    expect(series.map(({ id, audience }) => [id, audience])).toEqual([
      ['day-B01', { kind: 'branch', branch: 'B01' }],
      ['day-B02', { kind: 'branch', branch: 'B02' }],
    ])
    expect(JSON.parse(JSON.stringify(series[0]))).toMatchObject({
      ...{ types: ['主题党日'], title: '主题党日', at: '14:00:00', minutes: 90, place: '', agenda: [] },
      ...{ host: null, observers: [], dayOff: 'next-workday', from: null, until: null },
    })
    const both = await load(
      '{ id: a, for: B01, type: [支委会, 组织生活会], rrule: "FREQ=DAILY", at: "14:00" }',
    )
    expect(both.series[0]).toMatchObject({ title: '支委会、组织生活会', minutes: 120 })
  })

  it('hold a training of so many half hours, or are refused', async () => {
    const trained = (text: string) => load(withRule('FREQ=MONTHLY;BYDAY=2WE', `, training: ${text}`))
    expect((await trained('{ topic: 党章, hours: 1.5 }')).series[0]?.training).toEqual({
      ...{ topic: '党章', speaker: '', hours: 1.5 },
    })
    for (const wrong of ['{ topic: 党章, hours: 0 }', '{ topic: 党章, hours: 25 }', '{ hours: 2 }', '2'])
      expect((await trained(wrong)).faults).toHaveLength(1)
    expect((await trained('{ topic: 党章, hours: 1.3 }')).faults).toEqual([
      [5, 'hours: 学时不是 0.5 的倍数', '写成 hours: 2 或 hours: 1.5'],
    ])
  })

  it('whose rule is none are refused with line and cure', async () => {
    const example = '写成 "FREQ=MONTHLY;BYDAY=2WE"，即每月第二个周三'
    const of = async (rule: string) => (await load(withRule(rule))).faults
    expect(await of('FREQ=MONTHLY;BYDAY=2XX')).toEqual([[5, 'rrule: BYDAY 没有“2XX”这种写法', example]])
    expect(await of('FREQ=WEEKLY;BYDAI=WE')).toEqual([[5, 'rrule: 规律里不认识“BYDAI”', '是不是“BYDAY”？']])
    expect(await of('FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231')).toEqual([
      [5, 'rrule: UNTIL 不写在规律里', '另写一行 until: 2026-12-31'],
    ])
    expect(await of('FREQ=MONTHLY;BYDAY=6WE')).toEqual([[5, '按这条规律一次也不会开', example]])
  })

  it('that count from a day must name it', async () => {
    expect((await load(withRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'))).faults).toEqual([
      [5, '这条规律要从某一天数起', '加上 from: 2026-09-07'],
    ])
    const from = await load(withRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', ', from: 2026-09-07'))
    expect(from.faults).toEqual([])
    // Counted from any other year it would fall into months that it does not name.
    const quarterly = withRule('FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYDAY=1WE', ', from: 2026-12-01')
    expect((await load(quarterly)).faults).toEqual([])
    const never = quarterly.replace('from: 2026-12-01', 'from: 2026-11-01')
    expect((await load(never)).faults).toMatchObject([[5, '按这条规律一次也不会开', expect.anything()]])
    const ends = ', from: 2026-09-07, until: 2026-09-06'
    expect((await load(withRule('FREQ=DAILY', ends))).faults).toEqual([
      [5, 'until 早于 from', '写一个更晚的日期'],
    ])
  })

  it('of unknown people, for unknown audiences or of a taken name are refused', async () => {
    const found = await load(withRule('FREQ=DAILY', ', host: M9').replace('B01', 'B09'))
    expect(found.faults.map(([, what]) => what)).toEqual(['for: 没有“B09”这个对象', 'host: 没有“M9”'])
    const own = '每个系列、每次会议用自己的 id'
    const named = DAY.replace('id: day, for: each-branch', 'id: day-B02, for: B02')
    expect((await load(DAY, named)).faults).toEqual([[6, '“day-B02”会是两次会议的 id', own]])
    expect((await load(DAY, DAY)).faults).toEqual([[6, 'series 里的“day”重复', '每项用自己的 id']])
    const meeting = `${DAY}
meetings:
  - { id: day-B01-20261209, for: B01, type: 党课, title: 党课, start: 2026-12-09T14:00, minutes: 60, place: 会议室 }`
    expect((await load(meeting)).faults).toEqual([[5, '“day-B01”会是两次会议的 id', own]])
  })
})

describe('a rule of RFC 5545', () => {
  it.each([
    ['FREQ=HOURLY', 'FREQ 没有“HOURLY”这种写法'],
    ['FREQ=WEEKLY;INTERVAL=0;BYDAY=MO', 'INTERVAL 没有“0”这种写法'],
    ['FREQ=WEEKLY;BYDAY=MO;BYMONTH=13', 'BYMONTH 没有“13”这种写法'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,99', 'BYMONTHDAY 没有“1,99”这种写法'],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', '“BYDAY”写了两次'],
    ['FREQ=WEEKLY;BYDAY=MO=TU', 'BYDAY 没有“MO=TU”这种写法'],
    ['BYDAY=MO', '规律里缺少 FREQ'],
    ['FREQ=WEEKLY;BYDAY=2WE', 'BYDAY 带数字时，FREQ 只能是 MONTHLY 或 YEARLY'],
    ['', '规律里不认识'],
  ])('%s is refused', (rrule, what) => {
    expect(ruleFault(rrule)?.what).toBe(what)
  })

  it.each([
    ['FREQ=MONTHLY;BYDAY=-1FR', false],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', false],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1', false],
    ['FREQ=DAILY', false],
    ['FREQ=WEEKLY', true],
    ['FREQ=YEARLY;BYMONTH=7', true],
    ['FREQ=DAILY;COUNT=3', true],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', true],
  ])('%s is one, and counts from a day: %s', (rrule, counts) => {
    expect(ruleFault(rrule)).toBeNull()
    expect(needsBeginning(rrule)).toBe(counts)
  })
})

describe('the examples of init', () => {
  it('are right once they are no comments any more', async () => {
    for (const { name, text } of initFiles()) {
      const uncommented = text
        .replace(/^(templates|types|series|meetings): \[\]$/gm, '$1:')
        .replace(/^# (?=- | {2,5}[\w-])/gm, '')
      await writeFile(join(folder, name), name.endsWith('.yaml') ? uncommented : text)
    }
    const loaded = await loadCollege(join(folder, 'college.yaml'))
    expect(loaded.ok ? [] : loaded.faults).toEqual([])
    if (!loaded.ok) return
    expect(loaded.college.series.map(({ id }) => id)).toEqual(['day-B01', 'bi'])
    expect(loaded.college.settings.types.at(-1)).toMatchObject({ name: '志愿服务', template: '志愿服务记录' })
  })
})
