import { cp, readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openLiveCalendar } from '../../jobs/follow-calendar.ts'
import { tasksOf } from '../../jobs/timetable-tasks.ts'
import { keepTable, readTable } from '../../src/calendar/service.ts'
import { transact } from '../../src/db/transact.ts'
import { MeetingId } from '../../src/ids.ts'
import { registry } from '../../src/router.ts'
import { OF_2027 } from '../calendar/tables.ts'
import { aDatabase } from '../support/database.ts'
import { aFilesLife, type FilesLife } from './files-life.ts'

const places = ({ db }: FilesLife) =>
  db.selectFrom('meetings_meetings').select(['id', 'place', 'title']).orderBy('id').execute()
const owed = async ({ db }: FilesLife) => [
  ...(await db.selectFrom('letters_letters').select('key').orderBy('seq').execute()),
  ...(await db.selectFrom('alarms_alarms').select(['key', 'due']).orderBy('key').execute()),
]

const refusals = ({ said }: FilesLife) => said.filter((line) => line.includes('files refused'))

test('a file with a fault is refused whole, and the log names its line, what is wrong and the cure', async () => {
  await using life = await aFilesLife()
  const before = await places(life)
  await life.edit('college.yaml', (yaml) =>
    yaml.replace('place: 电气楼118', 'place: 电气楼119').replace('host: M0140', 'host: M9999'),
  )
  await life.edit('members.csv', (csv) => csv.replace('ou_fx_0001', 'ou_fx_0002'))
  const yaml = (await readFile('config/demo/college.yaml', 'utf8')).split('\n')
  const line = yaml.findIndex((each) => each.includes('host: M0140')) + 1
  await life.poll()
  expect(await places(life)).toEqual(before)
  expect(life.said.map((each): unknown => JSON.parse(each))).toMatchObject([
    { file: life.path('college.yaml'), line, msg: 'host: 没有“M9999”；是不是“M0099”？' },
    {
      file: life.path('members.csv'),
      line: 3,
      msg: '飞书账号与第2行相同；两个人不能共用一个账号，改正其中一个',
    },
    { faults: 2 },
  ])
  await life.edit('college.yaml', (text) => text.replace('M9999', 'M0140'))
  await life.edit('members.csv', (csv) => csv.replace('ou_fx_0002', 'ou_fx_0001'))
  await life.poll()
  const changed = (await places(life)).filter(({ place }, i) => place !== before[i]?.place)
  expect(changed.map(({ place }) => place)).toEqual(['电气楼119'])
  expect(refusals(life)).toHaveLength(1)
})

test('when the list moves to another file, that file is followed, also while it is missing or faulty', async () => {
  await using life = await aFilesLife()
  const csv = await readFile('config/demo/members.csv', 'utf8')
  const left = async () =>
    (await life.db.selectFrom('roster_members').select('id').where('left_on', 'is not', null).execute())
      .length
  const write = (text: string) => writeFile(life.path('people.csv'), text)
  await life.edit('college.yaml', (yaml) => yaml.replace('./members.csv', './people.csv'))
  await life.poll()
  await life.poll()
  expect(refusals(life)).toHaveLength(1)
  await write(csv.replace('M0230,', 'M0231,'))
  await life.poll()
  await life.poll()
  expect(refusals(life)).toHaveLength(2)
  await write(csv.replace(/^M0230,.*\n/m, ''))
  await life.poll()
  expect(await left()).toBe(1)
})

test('a column that said something and is gone is a fault, at a start as well; one that is emptied first may go', async () => {
  await using life = await aFilesLife()
  const accounts = async () =>
    (await life.db.selectFrom('roster_members').select('id').where('open_id', 'is not', null).execute())
      .length
  const without = (nth: number) => (csv: string) =>
    csv.replace(/^.*$/gm, (line) => line.split(',').toSpliced(nth, 1).join(','))
  await life.edit('members.csv', without(2))
  await life.poll()
  const gone = '上次还有“飞书账号”这一列，现在没有了'
  expect(life.said[0]).toContain(gone)
  expect(await accounts()).toBe(420)
  await (await life.open()).apply(life.ctx)
  expect(await accounts()).toBe(420)
  await life.edit('members.csv', () => '')
  await cp('config/demo/members.csv', life.path('members.csv'))
  const all = life.said.length
  await life.edit('members.csv', (csv) => csv.replace(/,\d{4}-\d\d-\d\d$/gm, ','))
  await life.poll()
  await life.edit('members.csv', without(11))
  await life.poll()
  expect(life.said.slice(all)).toEqual([])
  expect(life.files.college().columns).not.toContain('probation_start')
})

test('a changed entry changes that entry alone', async () => {
  await using life = await aFilesLife()
  const { db } = life
  // The database decides: what was changed in it stays until the file’s own entry changes.
  await db
    .updateTable('meetings_meetings')
    .set({ place: '操场' })
    .where('id', '!=', MeetingId.parse('A047'))
    .execute()
  await life.edit('college.yaml', (yaml) => yaml.replace(/(id: A047\n(?: {4}.*\n)*? {4}place: ).*/, '$1礼堂'))
  await life.poll()
  const now = await places(life)
  expect(new Set(now.filter(({ id }) => id !== 'A047').map(({ place }) => place))).toEqual(new Set(['操场']))
  expect(now.find(({ id }) => id === 'A047')?.place).toBe('礼堂')
})

test('read ten times without a change, nothing is said twice', async () => {
  await using life = await aFilesLife()
  const before = await owed(life)
  for (let time = 1; time <= 10; time += 1) {
    await life.edit('college.yaml', (yaml) => `${yaml}# ${time}\n`)
    await life.poll()
    await life.files.apply(life.ctx)
  }
  expect(await owed(life)).toEqual(before)
  expect(before.length).toBeGreaterThan(0)
})

test('whoever is missing from the members has left, with the date, and comes back with the line', async () => {
  await using life = await aFilesLife()
  let line = ''
  const left = () =>
    life.db.selectFrom('roster_members').select(['id', 'left_on']).where('left_on', 'is not', null).execute()
  await life.edit('members.csv', (csv) =>
    csv.replace(/^M0230,.*\n/m, (found) => {
      line = found
      return ''
    }),
  )
  await life.poll()
  expect(await left()).toEqual([{ id: 'M0230', left_on: expect.anything() }])
  await life.edit('members.csv', (csv) => csv + line)
  await life.poll()
  expect(await left()).toEqual([])
})

test('a process that only follows takes over what was accepted, and leaves the records alone', async () => {
  await using life = await aFilesLife()
  const before = await places(life)
  await life.edit('college.yaml', (yaml) =>
    yaml.replace('place: 电气楼118', 'place: 电气楼119').replace('name: 智能与机电工程学院', 'name: 新学院'),
  )
  const other = await life.open()
  await other.follow(life.ctx)
  expect(other.settings().name).toBe('智能与机电工程学院')
  expect(await places(life)).toEqual(before)
  await life.poll()
  await other.follow(life.ctx)
  expect(other.settings().name).toBe('新学院')
  expect(other.settings()).toEqual(life.files.settings())
})

test('a change that could not be applied is applied at the next look', async () => {
  await using life = await aFilesLife()
  const broken = await aDatabase()
  await broken[Symbol.asyncDispose]()
  await life.edit('college.yaml', (yaml) =>
    yaml.replace('place: 电气楼118', 'place: 电气楼119').replace('name: 智能与机电工程学院', 'name: 新学院'),
  )
  const away = { ...life.ctx, db: broken }
  await expect(life.poll(away)).rejects.toThrow()
  expect(life.files.settings().name).toBe('智能与机电工程学院')
  await life.poll()
  expect((await places(life)).map(({ place }) => place)).toContain('电气楼119')
  expect(life.files.settings().name).toBe('新学院')
})

const ofSeries = async ({ db }: FilesLife) => {
  const rows = db.selectFrom('meetings_meetings').select(['id', 'starts_local', 'state'])
  const all = await rows.where('series', 'is not', null).orderBy('id').execute()
  return all.map(({ id, starts_local, state }) => `${id} ${starts_local} ${state}`)
}
const A_SERIES_LINE =
  '  - { id: day, for: B10, type: 主题党日, rrule: "FREQ=MONTHLY;BYDAY=2WE", at: "14:00" }\n'

test('a series in the file is planned at once, follows its own line, and goes with it', async () => {
  await using life = await aFilesLife()
  await life.edit('college.yaml', (yaml) => `${yaml}\nseries:\n${A_SERIES_LINE}`)
  await life.poll()
  expect(await ofSeries(life)).toEqual([
    'day-20261209 2026-12-09T14:00:00 scheduled',
    'day-20270113 2027-01-13T14:00:00 scheduled',
  ])
  await life.edit('college.yaml', (yaml) => yaml.replace('at: "14:00" }', 'at: "15:30" }'))
  await life.poll()
  expect((await ofSeries(life))[0]).toBe('day-20261209 2026-12-09T15:30:00 scheduled')
  await life.edit('college.yaml', (yaml) =>
    yaml.replace(`\nseries:\n${A_SERIES_LINE.replace('14:00', '15:30')}`, ''),
  )
  await life.poll()
  expect((await ofSeries(life)).map((one) => one.split(' ')[2])).toEqual(['cancelled', 'cancelled'])
})

test('each night the series are planned further, also as soon as an official table came, and what has expired is to be deleted', async () => {
  await using life = await aFilesLife()
  const { ctx, db, files } = life
  await life.edit('college.yaml', (yaml) => `${yaml}\nseries:\n${A_SERIES_LINE}`)
  await life.poll()
  const live = await openLiveCalendar(db)
  const tasks = tasksOf({ ctx, registry, files, live, heartbeat: async () => undefined })
  life.set('2026-12-17T03:30:00+08:00')
  await tasks.night(ctx.now())
  expect((await ofSeries(life)).at(-1)).toBe('day-20270210 2027-02-10T14:00:00 scheduled')
  const set = db.selectFrom('alarms_alarms').select('key').where('kind', '=', 'desk.expire')
  expect(await set.execute()).toEqual([{ key: 'desk.expire:2026-12-17:1' }])
  const reading = readTable(OF_2027)
  if (!reading.ok) throw new Error('the table does not read')
  await transact(ctx, (tx) => keepTable(ctx, tx, { reading, by: 'file' }))
  await tasks.files(ctx.now())
  // The tenth of February lies in the holidays of the spring festival, which end on a Friday.
  expect((await ofSeries(life)).at(-1)).toBe('day-20270210 2027-02-15T14:00:00 scheduled')
})
