import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { collegeJsonSchemaText } from '../../config/college/json-schema.ts'
import { type College, loadCollege } from '../../config/college.ts'
import { loadHistory, type PastMeeting } from '../../config/history.ts'
import { loadHolidays } from '../../config/holidays.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { reportDue } from '../../src/time/dues.ts'

const path = (name: string) => fileURLToPath(new URL(`../../config/${name}`, import.meta.url))
let college: College
let past: PastMeeting[]

beforeAll(async () => {
  const loaded = await loadCollege(path('demo/college.yaml'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const history = await loadHistory(path('demo/history.json'), loaded.college)
  if (!history.ok) throw new Error(JSON.stringify(history.faults))
  college = loaded.college
  past = history.meetings
})

describe('the demo college', () => {
  it('has 14 branches, 34 groups, 420 members and a secretary in every branch', () => {
    expect([college.branches.length, college.groups.length, college.members.length]).toEqual([14, 34, 420])
    const led = college.members.filter((member) => member.offices.includes('支部书记'))
    expect(new Set(led.map((member) => member.branch)).size).toBe(14)
    expect(college.members.filter((member) => member.offices.includes('党小组组长'))).toHaveLength(34)
  })

  it('has 79 activities: 39 of a branch, 34 of a group, 6 of the college', () => {
    const kinds = [...college.meetings, ...past].map(({ audience }) => audience.kind)
    const count = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length
    expect([count('branch'), count('group'), count('secretaries', 'committee', 'list')]).toEqual([39, 34, 6])
  })

  it('has one cancelled and one moved meeting among those to come', () => {
    expect(college.meetings).toHaveLength(16)
    expect(college.meetings.filter((one) => one.cancelled !== null).map((one) => one.id)).toEqual(['A004'])
    expect(college.meetings.filter((one) => one.movedFrom !== null).map((one) => one.id)).toEqual(['A065'])
  })

  it('has 62 report deadlines that agree with the rule', async () => {
    const where = { zone: college.settings.timezone, calendar: openCalendar(await loadHolidays()) }
    const reports = past.flatMap(({ id, end, report }) => (report ? [{ id, end, due: report.dueAt }] : []))
    expect(reports).toHaveLength(62)
    const computed = reports.map(
      ({ id, end }) => `${id} ${reportDue(end, college.settings.reports.due, where)}`,
    )
    expect(computed).toEqual(reports.map(({ id, due }) => `${id} ${due}`))
  })
})

describe('history.json', () => {
  async function faultsOf(from: string, to: string) {
    const folder = await mkdtemp(join(tmpdir(), 'zhibu-history-'))
    const copy = join(folder, 'history.json')
    const text = await readFile(path('demo/history.json'), 'utf8')
    await writeFile(copy, text.replace(from, to))
    const loaded = await loadHistory(copy, college)
    await rm(folder, { recursive: true })
    return loaded.ok ? [] : loaded.faults
  }

  it('with a person nobody knows is refused with the line', async () => {
    expect(await faultsOf('"host": "M0075"', '"host": "M9999"')).toMatchObject([
      { line: 5, what: expect.stringContaining('M9999') },
    ])
  })

  it('with a vote, which is kept nowhere, is refused rather than losing it', async () => {
    expect(await faultsOf('"host": "M0075"', '"vote": { "topic": "接收" }, "host": "M0075"')).toMatchObject([
      {
        line: 5,
        what: expect.stringContaining('表决结果不随补录导入'),
        cure: expect.stringContaining('删去 vote'),
      },
    ])
  })
})

describe('college.schema.json', () => {
  it('is what the schema says', async () => {
    expect(await readFile(path('college.schema.json'), 'utf8')).toBe(collegeJsonSchemaText())
  })
})
