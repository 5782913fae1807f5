import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { waitingFor } from '../../src/desk/service.ts'
import { MeetingId, MemberId } from '../../src/ids.ts'
import { filesState } from '../../src/roster/service.ts'
import { openFiles } from '../../jobs/load-files.ts'
import { aDatabase } from '../support/database.ts'
import { aFilesLife, type FilesLife } from './files-life.ts'

const ADMINS = ['person:M0140', 'person:M0141', 'person:M0142']
const todo = (life: FilesLife, who: string) => life.act((tx) => waitingFor(life.ctx, tx, MemberId.parse(who)))
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const faulty = (yaml: string) => yaml.replace('host: M0140', 'host: M9999')

test('administrators get one private letter for each faulty version, with line and cure, and a to-do while it lasts', async () => {
  await using life = await aFilesLife()
  const before = life.files.settings()
  await life.edit('college.yaml', faulty)
  await life.poll()
  await life.poll()
  await life.edit('college.yaml', (yaml) => `${yaml}# 只加了一行\n`)
  await life.poll()
  const letters = await life.cards('roster.faulty')
  expect(letters.map(({ to }) => to)).toEqual(ADMINS)
  const yaml = (await readFile(life.path('college.yaml'), 'utf8')).split('\n')
  const line = yaml.findIndex((each) => each.includes('M9999')) + 1
  expect(letters[0]?.says).toContain(`college.yaml 第${line}行`)
  expect(letters[0]?.says).toContain('M9999')
  expect(letters[0]?.says).toContain('M0099')
  expect((await todo(life, 'M0140')).files).toMatchObject({ faults: 1 })
  expect((await todo(life, 'M0001')).files).toBeNull()
  expect(life.files.settings()).toEqual(before)

  await life.edit('college.yaml', (text) => text.replace('M9999', 'M0140'))
  await life.poll()
  const [mended] = await life.cards('roster.faulty')
  expect(mended?.says).toContain('学院文件已改好')
  expect(mended?.isRelevant).toBe(false)
  expect((await todo(life, 'M0140')).files).toBeNull()

  await life.edit('members.csv', (csv) => csv.replace('ou_fx_0001', 'ou_fx_0002'))
  await life.poll()
  expect(await life.cards('roster.faulty')).toHaveLength(2 * ADMINS.length)
})

test('a start on faulty files runs on what was accepted last, whole and without reading them', async () => {
  await using life = await aFilesLife()
  const accepted = life.files.college()
  await life.edit('college.yaml', faulty)
  const started = await life.open()
  await started.apply(life.ctx)
  expect(plain(started.settings())).toEqual(plain(accepted.settings))
  for (const part of ['branches', 'groups', 'committee', 'inspectors', 'meetings', 'series'] as const)
    expect(JSON.stringify(started.college()[part])).toBe(JSON.stringify(accepted[part]))
  const byId = (members: readonly { id: string }[]) =>
    plain(members.toSorted((a, b) => a.id.localeCompare(b.id)))
  expect(byId(started.college().members)).toEqual(byId(accepted.members))
  expect(await life.cards('roster.faulty')).toHaveLength(ADMINS.length)
  expect(await life.act(filesState)).toBe('faulty')

  await rm(life.path('members.csv'))
  await writeFile(life.path('college.yaml'), 'college: [')
  expect((await life.open()).settings().name).toBe(accepted.settings.name)
  await cp('config/demo', life.path('.'), { recursive: true })
  // Whoever started on faulty files takes up the mended ones without another start.
  await started.poll(life.ctx)
  await started.poll(life.ctx)
  expect(await life.act(filesState)).toBe('ok')
})

test('where nothing was ever accepted, a start on faulty files is refused with every line and cure', async () => {
  await using life = await aFilesLife()
  await using db = await aDatabase()
  await life.edit('college.yaml', faulty)
  const open = openFiles({ path: life.path('college.yaml'), db, now: life.ctx.now })
  await expect(open).rejects.toThrow(/M9999/)
})

test('what an older version of the program accepted stays in force, though this one would refuse a part of it', async () => {
  await using life = await aFilesLife()
  const row = await life.db.selectFrom('roster_loads').select('written').executeTakeFirstOrThrow()
  const older = JSON.stringify(row.written).replace('"digest":', '"bygone":{"key":1},"digest":')
  expect(older).toContain('bygone')
  await life.db.updateTable('roster_loads').set({ written: older }).execute()
  await life.edit('college.yaml', faulty)
  expect((await life.open()).settings().digest).toEqual(life.files.settings().digest)
})

test('a fault of a meeting that is over blocks nothing, one of a meeting to come refuses the file', async () => {
  await using life = await aFilesLife()
  life.set('2026-11-30T10:00:00+08:00')
  const a047 = () =>
    life.db
      .selectFrom('meetings_meetings')
      .select(['state', 'host_id', 'place'])
      .where('id', '=', MeetingId.parse('A047'))
      .execute()
  const before = await a047()
  await life.edit('college.yaml', (yaml) => yaml.replace('host: M0213', 'host: M9999'))
  expect(await readFile(life.path('college.yaml'), 'utf8')).toContain('M9999')
  await life.poll()
  expect(await life.cards('roster.faulty')).toEqual([])
  expect(life.files.college().meetings.map(({ id }) => `${id}`)).not.toContain('A047')
  expect(await life.act(filesState)).toBe('ok')
  expect(await a047()).toEqual(before)

  await life.edit('college.yaml', (yaml) => yaml.replace(/(id: A077\n(?: {4}.*\n)*? {4}host: ).*/, '$1M9998'))
  await life.poll()
  const [told] = await life.cards('roster.faulty')
  const yaml = (await readFile(life.path('college.yaml'), 'utf8')).split('\n')
  expect(told?.says).toContain(`第${yaml.findIndex((each) => each.includes('M9998')) + 1}行`)
  expect(told?.says).not.toContain('M9999')
})

test('a load that leaves a branch without secretary says so in the log, by its id', async () => {
  await using life = await aFilesLife()
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) })
  await life.edit('members.csv', (csv) => csv.replace(/^(M0213,.*),支部书记,[\d-]+,[\d-]+,/m, '$1,,,,'))
  await life.poll({ ...life.ctx, log })
  const vacant = said.map((line): unknown => JSON.parse(line)).at(-1)
  expect(vacant).toMatchObject({ branches: ['B10'], msg: expect.stringContaining('没有支部书记') })
})
