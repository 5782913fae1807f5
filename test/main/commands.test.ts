import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { openControl } from '../../src/sandbox/control-client.ts'
import { OF_2027 } from '../calendar/tables.ts'
import { openDemo } from '../support/stage.ts'
import { aDatabase } from '../support/database.ts'
import { aFolder, zhibu } from './command-line.ts'

const DEMO = join(import.meta.dirname, '../../config/demo')

test('without a college file the start is refused in one line that names the file and the cure', async () => {
  await using folder = await aFolder()
  const { code, out, err } = await zhibu(['start'], { ZHIBU_COLLEGE: folder.college })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(folder.college)
  expect(err).toContain('npm run -s zhibu -- init')
})

test('all faults of the environment are named at once, each with its variable', async () => {
  const wrong = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), HTTP_PORT: 'eighty', ZHIBU_ROLES: 'chat,cook' }
  const { code, err } = await zhibu(['start'], { ...wrong, REDIS_URL: 'http://x' })
  expect(code).toBe(1)
  for (const name of ['HTTP_PORT', 'ZHIBU_ROLES', 'REDIS_URL', 'FEISHU_APP_ID', 'FEISHU_APP_SECRET']) {
    expect(err).toContain(`  ${name} `)
  }
})

test('the timetable ends with its lines as JSON, each with its next three times', async () => {
  const { code, out } = await zhibu(['timetable', '--demo', '--json'])
  expect(code).toBe(0)
  const { zone, lines } = JSON.parse(out.trim().split('\n').at(-1) ?? '')
  expect(zone).toBe('Asia/Shanghai')
  const digest = lines.find(({ name }: { name: string }) => name === 'digest')
  expect(digest.cron).toBe('0 30 8 * * 1')
  expect(digest.next).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/T08:30:00$/)))
})

test('a time that people write is printed as one line: the start, or what is asked instead', async () => {
  const now = ['--demo', '--now', '2026-11-23T09:00']
  const told = async (text: string, options = now) => {
    const { code, out, err } = await zhibu(['when', text, ...options])
    expect([text, code, err]).toEqual([text, 0, ''])
    expect(out.trim().split('\n')).toHaveLength(1)
    return JSON.parse(out)
  }
  expect(await told('下周三下午两点')).toEqual({ start: '2026-12-02T14:00' })
  expect(await told('第12周周三14:00-15:30')).toEqual({ start: '2026-11-25T14:00', end: '2026-11-25T15:30' })
  expect(await told('周五9点')).toEqual({ ask: expect.stringContaining('“9点”可能是上午，也可能是晚上') })
  // Half past midnight on Tuesday, where the college is.
  expect(await told('今晚7点', ['--demo', '--now', '2026-11-23T16:30:00Z'])).toEqual({
    start: '2026-11-24T19:00',
  })
})

test('when without a text, or from a moment that is none, says what to type', async () => {
  const nothing = await zhibu(['when', '--demo'])
  expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('zhibu -- when 下周三下午两点')])
  const never = await zhibu(['when', '周三14:00', '--demo', '--now', 'yesterday'])
  expect([never.code, never.err]).toEqual([1, expect.stringContaining('--now 不是时间：yesterday')])
})

test('the same history imported twice is booked once', async () => {
  await using db = await aDatabase()
  const where = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const booked: unknown[] = []
  for (const time of [1, 2]) {
    const { code, out, err } = await zhibu(['import', 'history', join(DEMO, 'history.json'), '--json'], where)
    expect([time, code, err]).toEqual([time, 0, ''])
    booked.push(JSON.parse(out.trim().split('\n').at(-1) ?? '').booked)
  }
  expect(booked).toEqual([expect.any(Number), 0])
  expect(booked[0]).toBeGreaterThan(20)
})

test('a table of holidays is taken from a file or standard input, and a faulty one is refused whole', async () => {
  await using db = await aDatabase()
  await using folder = await aFolder()
  const where = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const path = join(folder.path, '放假.txt')
  // As Windows saves it in China.
  await writeFile(path, iconv.encode(OF_2027.replace('2027-05-08', '2027-05-10'), 'gb18030'))
  const refused = await zhibu(['calendar', 'import', path], where)
  expect([refused.code, refused.out]).toEqual([1, ''])
  expect(refused.err).toContain('第7行：5月10日（周一）本来就上班；')

  await writeFile(path, iconv.encode(OF_2027, 'gb18030'))
  const first = await zhibu(['calendar', 'import', path], where)
  expect([first.code, first.err]).toEqual([0, ''])
  expect(first.out).toContain('春节：2月5日（周五）至2月12日（周五）')
  const again = await zhibu(['calendar', 'import', '-', '--json'], where, { input: OF_2027 })
  const told = JSON.parse(again.out.trim().split('\n').at(-1) ?? '')
  expect(told).toEqual({ year: 2027, off: 28, work: 4, toOff: [], toWork: [] })
})

test('the platform alone has the demo college’s people, groups and app, and no tour of a bot that is not there', async () => {
  await using alone = await openDemo('sandbox')
  const control = openControl(alone.url)
  const { apps, tour, connections } = await control.state()
  expect({ apps: apps.map(({ name }) => name), tour, connections }).toEqual({
    apps: ['支部助手'],
    tour: [],
    connections: 0,
  })
  const people = await control.people()
  expect(people.length).toBeGreaterThan(400)
  expect((await control.chats(people[0]?.open_id ?? '')).map(({ type }) => type)).toContain('group')
})

test('a message that nobody wrote is no riddle: the way to the ones that need a look is named', async () => {
  await using db = await aDatabase()
  const where = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const { code, out, err } = await zhibu(['why', 'A1'], where)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toBe('没有编号或键为“A1”的消息。 `npm run -s zhibu -- problems` 列出需要处理的消息及其键。\n')
})

test('why a message was written is printed with its line, its times and what would stop it', async () => {
  await using db = await aDatabase()
  const where = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const written_at = Temporal.Instant.from('2026-11-23T09:00:00+08:00')
  const letter = { key: 'k1', kind: 'desk.todo', ref: 'M0001', receiver: 'person:M0001' }
  await db
    .insertInto('letters_letters')
    .values({ ...letter, written_at, due: written_at })
    .execute()
  const { code, out } = await zhibu(['why', 'k1', '--json'], where)
  const lines = out.trim().split('\n')
  expect(code).toBe(0)
  expect(lines).toContain('原因  因为您查询了待办。不查询则不会收到。')
  expect(lines).toContain('写成  2026-11-23 09:00:00')
  expect(lines).toContain('停止  尚未发出。不查询则不会收到。')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ key: 'k1', attempts: 0, end: null })
})

test('a plan names day, time, kind, matter and receivers, and ends with the same as JSON', async () => {
  const { code, out } = await zhibu(['plan', '--demo', '--days', '2', '--json'])
  const lines = out.trim().split('\n')
  expect(code).toBe(0)
  expect(lines[0]).toBe('11月23日周一')
  expect(lines).toContain('  13:00  会议反馈提醒  11月25日第四季度支部党员大会  本科二支部41人')
  const plan = JSON.parse(lines.at(-1) ?? '')
  expect(plan.lines[0]).toMatchObject({ at: '2026-11-23T01:00:00Z', held: false })
  const refused = await zhibu(['plan', '--days', '90'])
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('1到31')])
})

test('the figures of a week are one line of JSON, a row for each branch and one for the college', async () => {
  const { code, out } = await zhibu(['digest', '--week', '2026-W47', '--demo', '--json'])
  expect([code, out.trim().split('\n')]).toEqual([0, [expect.any(String)]])
  const { week, branches, college } = JSON.parse(out)
  expect([week, branches.length, college.id]).toEqual(['2026-W47', 14, 'college'])
  expect(branches[1]).toEqual({
    id: 'B02',
    ...{ planned: 2, held: 2, moved: 0, cancelled: 0, adjourned: 0, open: 0 },
    ...{ due: 42, present: 39, late: 2, leave: 2, absent: 1, rate: 0.975 },
    ...{ reportsDue: 2, reportsOnTime: 1, reportsLate: 0, reportsMissing: 1 },
  })
})

test('what is out of reach is listed by id with its cure, and so is why it could not be looked at', async () => {
  await using db = await aDatabase()
  const where = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const since = Temporal.Instant.from('2026-11-23T06:40:10+08:00')
  const kinds = { botOut: 'B01', memberOut: 'B10/M0123', unseen: 'M0124' }
  const rows = Object.entries(kinds).map(([kind, about]) => ({ kind, about, since }))
  await db.insertInto('roster_reach').values(rows).execute()
  await db.updateTable('roster_reach_check').set({ error: 'chats: HTTP 502' }).execute()
  const { code, out } = await zhibu(['problems', '--json'], where)
  // From December on, the real date asks for next year's calendar, too.
  const lines = out
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('日历未覆盖'))
  expect([code, lines.length]).toEqual([0, 5])
  expect(lines[0]).toMatch(/^支部助手不在“自动化系支部”群：请群主将其加进群/)
  expect(lines[1]).toMatch(/^成员 M0123 不在“本科二支部”群：/)
  expect(lines[2]).toMatch(/^应用看不到 M0124：请/)
  expect(lines[3]).toContain('chats: HTTP 502')
  const { reach } = JSON.parse(lines[4] ?? '')
  expect(reach.error).toBe('chats: HTTP 502')
  expect(reach.troubles[1]).toMatchObject({ kind: 'memberOut', about: 'B10/M0123', since: since.toString() })
})

test('what came to nothing is listed with its number, and ticked off by it', async () => {
  await using db = await aDatabase()
  const where = { ZHIBU_COLLEGE: join(DEMO, 'college.yaml'), DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const at = Temporal.Instant.from('2026-11-23T06:40:10+08:00')
  const failure = { number: 'E-7F3A', kind: 'click', ref: 'evt_1', error: 'fire', at }
  await db.insertInto('desk_failures').values(failure).execute()
  expect((await zhibu(['problems'], where)).out).toContain('E-7F3A')
  expect((await zhibu(['problems', '--done', 'E-0000'], where)).code).toBe(1)
  expect((await zhibu(['problems', '--done', 'E-7F3A'], where)).out).toBe('已标为“已处理”：1项。\n')
  expect((await zhibu(['problems'], where)).out).not.toContain('E-7F3A')
})

test('an unknown command is answered with the help and a code of its own', async () => {
  const { code, out } = await zhibu(['stratus'])
  expect([code, out]).toEqual([2, expect.stringContaining('npm start')])
})
