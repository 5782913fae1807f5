import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { EXEMPTION_CLASSES } from '../../config/college/attendance.ts'
import { loadCollege } from '../../config/college.ts'
import { initFiles } from '../../config/init.ts'
import { aCollegeFolder, YAML } from './college-folder.ts'

const { college, faults, path } = aCollegeFolder()

describe('college.yaml', () => {
  it('needs only college, branches and members; the rest has the documented defaults', async () => {
    const { settings, branches } = await college(YAML)
    expect(JSON.parse(JSON.stringify(settings))).toMatchObject({
      timezone: 'Asia/Shanghai',
      chats: { committee: 'oc_1', secretaries: null },
      reminders: {
        notice: 'P3D',
        answerBy: { kind: 'workdays', workdays: 1, at: '17:00:00' },
        ask: 'PT4H',
        silent: { from: '21:30:00', to: '07:30:00', daysOff: true },
        dailyCap: 3,
      },
      checkin: { opens: 'PT15M', late: 'PT10M', closes: 'PT30M' },
      leave: { granted: ['公务', '教学'], deputy: 'away' },
      attendance: { exemptions: EXEMPTION_CLASSES },
      quorum: { general: 'gt_half' },
      retention: { attendance: 'P24M', minutes: 'P24M', leaveReasons: 'P90D', messages: 'P90D' },
      reports: {
        due: { kind: 'days', days: 3, at: '18:00:00' },
        chase: ['-PT8H', 'PT0S', 'P1D'],
        escalate: 'P2D',
      },
      digest: { weekday: 1, at: '08:30:00', dayOff: 'next-workday' },
      quota: { monthly: 10_000 },
    })
    expect(branches[1]).toEqual({
      id: 'B02',
      name: '第二党支部',
      short: '第二党支部',
      kind: 'other',
      chat: null,
      active: true,
    })
  })

  it('names an unknown key with its line and the nearest known key', async () => {
    const found = await faults(`${YAML}reminders:\n  notice: P3D\n  anserBy: PT1H\ncheckins: {}\n`)
    expect(found).toEqual([
      { file: 'college.yaml', line: 12, what: '不认识的键“anserBy”', cure: '是不是“answerBy”？' },
      { file: 'college.yaml', line: 13, what: '不认识的键“checkins”', cure: '是不是“checkin”？' },
    ])
  })

  it('names an unknown key inside a choice', async () => {
    const found = await faults(`${YAML}reports:\n  due: { day: 3, at: "18:00" }\n`)
    expect(found[0]).toMatchObject({ line: 11, what: '不认识的键“day”', cure: '是不是“days”？' })
  })

  it('says what a wrong duration, time or chat should look like', async () => {
    const wrong = YAML.replace('oc_2', 'B01群').replace('2026-09-07', '2026-09-31')
    const found = await faults(`${wrong}reminders: { ask: 4h }\ndigest: { at: Monday }\n`)
    expect(found.map(({ line, cure }) => [line, cure])).toEqual([
      [3, '写成 2026-09-07'],
      [5, '写成 oc_…'],
      [10, '写成 P3D、PT4H、PT15M'],
      [11, '写成 "MON 08:30"'],
    ])
  })

  it('reads a word before the start as a duration or as off, for all types or for one', async () => {
    const own = 'types: [{ name: 党课, reminders: { confirm: PT1H } }]\n'
    const { settings } = await college(`${YAML}${own}reminders: { confirm: PT30M }\n`)
    const { confirm } = settings.types.find(({ name }) => name === '党课')?.reminders ?? {}
    expect([String(settings.reminders.confirm), String(confirm)]).toEqual(['PT30M', 'PT1H'])
    for (const off of ['off', 'false'])
      expect((await college(`${YAML}reminders: { confirm: ${off} }\n`)).settings.reminders.confirm).toBeNull()
    expect((await college(YAML)).settings.reminders.confirm).toBeNull()
    expect(await faults(`${YAML}reminders: { confirm: 30m }\n`)).toMatchObject([
      { cure: '写成 P3D、PT4H、PT15M' },
    ])
  })

  it('keeps records as long as it says, but not shorter than the program needs them, nor beyond all reason', async () => {
    const kept = await college(`${YAML}retention: { attendance: P5Y, messages: P1M }\n`)
    expect(String(kept.settings.retention.messages)).toBe('P1M')
    const wrong = 'retention:\n  attendance: P11M\n  minutes: P90Y\n  leaveReasons: P6D\n  messages: PT20H\n'
    expect(await faults(`${YAML}${wrong}`)).toEqual([
      {
        file: 'college.yaml',
        line: 11,
        what: 'attendance: “P11M”太短，其他功能还要用到',
        cure: '至少写 P12M',
      },
      { file: 'college.yaml', line: 12, what: 'minutes: “P90Y”太长', cure: '至多写 P50Y' },
      {
        file: 'college.yaml',
        line: 13,
        what: 'leaveReasons: “P6D”太短，其他功能还要用到',
        cure: '至少写 P7D',
      },
      {
        file: 'college.yaml',
        line: 14,
        what: 'messages: “PT20H”太短，其他功能还要用到',
        cure: '至少写 P15D',
      },
    ])
    expect(await faults(`${YAML}retention: { letters: P90D }\n`)).toMatchObject([{ line: 10 }])
  })

  it('says which key is missing', async () => {
    const found = await faults(YAML.replace(/^members.*$/m, ''))
    expect(found).toEqual([{ file: 'college.yaml', line: 1, what: '缺少“members”', cure: '加上“members:”' }])
  })

  it('is read without what the records cannot keep, and what shows nothing is missing', async () => {
    const named = (name: string) => YAML.replace('第二党支部', name)
    for (const name of ['"第二\\0党支部"', '"第二党\\uD83D支部"', '第二\0党支部']) {
      const { branches, written } = await college(named(name))
      expect(branches[1]?.name).toMatch(/^第二党�?支部$/)
      expect(JSON.stringify(written.file)).not.toMatch(/\\u/)
    }
    expect(await faults(named('"\\u200b"'))).toMatchObject([
      { line: 6, what: expect.stringContaining('name') },
    ])
  })

  it('gives a chat to one branch or group only, and none of the college’s own', async () => {
    const twice = YAML.replace('name: 第二党支部 }', 'name: 第二党支部, chat: oc_2 }')
    expect(await faults(twice)).toMatchObject([{ line: 6, what: '这个群已经是B01的群' }])
    const group = YAML.replace('name: 第一党小组 }', 'name: 第一党小组, chat: oc_2 }')
    expect(await faults(group)).toMatchObject([{ line: 8, what: '这个群已经是B01的群' }])
    const own = YAML.replace('chat: oc_2', 'chat: oc_1')
    expect(await faults(own)).toMatchObject([{ line: 5, what: '这个群已经是COL1的群' }])
  })

  it('is told of without the text that stands in it, which may be anybody’s', async () => {
    const secret = '张机密 13800000000'
    const meeting = `{ id: "${secret}", for: ["${secret}"], type: 1, title: "", start: "${secret}", minutes: "${secret}", place: 1, host: "${secret}" }`
    const texts = [
      `${YAML}meetings: [${meeting}]\n`,
      `${YAML}reminders: { notice: "${secret}", "${secret}": 1 }\n`,
      `${YAML}series: [{ id: A, for: B01, type: a, at: "14:00", rrule: "FREQ=${secret};${secret}=1" }]\n`,
      `${YAML}meetings: [{ ${secret}: "\n`,
      YAML.replace('kind: teacher', `kind: "${secret}"`),
    ]
    for (const text of texts) {
      const said = JSON.stringify(await faults(text))
      expect(said).not.toBe('[]')
      expect(said).not.toMatch(/机密|13800000000/)
    }
  })

  it('reports a broken line of YAML at its place', async () => {
    const found = await faults('college: { id: COL1\nbranches: []\n')
    expect(found[0]?.line).toBeGreaterThan(0)
    expect(found[0]?.what).toContain('YAML')
  })

  it('points to init when there is no file', async () => {
    const loaded = await loadCollege(path('nowhere.yaml'))
    expect(loaded).toMatchObject({ ok: false, faults: [{ cure: expect.stringContaining('zhibu -- init') }] })
  })

  it('reads silent: false as never silent and durations that are seconds long', async () => {
    const { settings } = await college(
      `${YAML}reminders: { silent: false, answerBy: PT20S }\nreports: { due: PT30S }\n`,
    )
    expect(settings.reminders.silent).toBeNull()
    expect(JSON.stringify(settings.reminders.answerBy)).toBe('{"kind":"duration","before":"PT20S"}')
    expect(JSON.stringify(settings.reports.due)).toBe('{"kind":"duration","after":"PT30S"}')
  })
})

describe('meetings', () => {
  const plan = (more: string) =>
    `${YAML}meetings:\n  - { id: A1, type: 党课, title: 党课, start: 2026-12-02T14:00, minutes: 60, place: 305, ${more} }\n`

  it('are for a branch, a group, a person, an office, the secretaries or a list of these', async () => {
    const audience = async (text: string) =>
      (await college(plan(`for: ${text}`).replace('305', '"305"'))).meetings[0]?.audience
    expect(await audience('B01')).toEqual({ kind: 'branch', branch: 'B01' })
    expect(await audience('B01G1')).toEqual({ kind: 'group', group: 'B01G1' })
    expect(await audience('secretaries')).toEqual({ kind: 'secretaries' })
    expect(await audience('[committee, M2, 党小组组长]')).toEqual({
      kind: 'list',
      parts: [
        { kind: 'committee' },
        { kind: 'member', member: 'M2' },
        { kind: 'office', office: '党小组组长' },
      ],
    })
  })

  it('for each-branch become one for every active branch', async () => {
    const yaml = `${plan('for: each-branch').replace('305', '"305"')}`.replace(
      '第二党支部 }',
      '第二党支部 }\n  - { id: B03, name: 三, active: false }',
    )
    expect((await college(yaml)).meetings.map((meeting) => meeting.id)).toEqual(['A1-B01', 'A1-B02'])
  })

  it('with a number for text, an unknown audience and an unknown host are faults, all at once', async () => {
    expect(await faults(plan('for: B01'))).toMatchObject([
      { line: 11, what: '“place”应是文字', cure: '加上英文引号' },
    ])
    const found = await faults(plan('for: B11, host: M9').replace('305', '"305"'))
    expect(found.map((fault) => fault.what)).toEqual(['for: 没有“B11”这个对象', 'host: 没有“M9”'])
  })

  it('name observers of an item, who are observers of the meeting; one without such items reads as ever', async () => {
    const one = async (more: string) =>
      (await college(plan(`for: committee, ${more}`).replace('305', '"305"'))).meetings[0]
    const flagged = await one('observers: [M1], agenda: [学习, { item: 讨论, observers: [M2, M1] }]')
    expect(flagged).toMatchObject({
      agenda: ['学习', '讨论'],
      observers: ['M1', 'M2'],
      flagged: [{ item: '讨论', observers: ['M2', 'M1'] }],
    })
    expect(Object.keys((await one('agenda: [学习]')) ?? {})).not.toContain('flagged')
    const unknown = 'for: committee, agenda: [学习, { item: 讨论, observers: [M9] }]'
    expect(await faults(plan(unknown).replace('305', '"305"'))).toMatchObject([
      { line: 11, what: 'observers: 没有“M9”' },
    ])
  })
})

describe('init', () => {
  it('writes files that load as they are', async () => {
    for (const { name, text } of initFiles()) await writeFile(path(name), text)
    const loaded = await loadCollege(path('college.yaml'))
    expect(loaded).toMatchObject({ ok: true, college: { settings: { id: 'COL1' } } })
  })
})
