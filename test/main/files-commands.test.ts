import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { aListener } from '../support/a-listener.ts'
import { aDatabase } from '../support/database.ts'
import { aRedis } from '../support/redis.ts'
import { aFolder, zhibu } from './command-line.ts'

const APP = { FEISHU_APP_ID: 'cli_00000000000000a1', FEISHU_APP_SECRET: 'secret' }

test('init writes files from which the bot starts, and never over existing ones', async () => {
  await using folder = await aFolder()
  const where = { ZHIBU_COLLEGE: folder.college }
  const first = await zhibu(['init'], where)
  expect(first).toMatchObject({ code: 0, err: '' })
  for (const said of [
    folder.college,
    'members.csv',
    `ZHIBU_COLLEGE=${folder.college} npm run -s zhibu -- check`,
  ])
    expect(first.out).toContain(said)
  const modes = ['', 'college.yaml', 'members.csv'].map(async (name) => {
    return (await stat(join(folder.path, 'config', name))).mode & 0o777
  })
  expect(await Promise.all(modes)).toEqual([0o700, 0o600, 0o600])
  expect((await readdir(join(folder.path, 'config'))).toSorted()).toEqual(['college.yaml', 'members.csv'])
  expect(await loadCollege(folder.college)).toMatchObject({ ok: true })

  await writeFile(folder.college, 'mine')
  const second = await zhibu(['init'], where)
  expect([second.code, second.err]).toEqual([1, expect.stringContaining(folder.college)])
  expect(await readFile(folder.college, 'utf8')).toBe('mine')
})

test('init works in an empty folder, and writes neither file where one of them is', async () => {
  await using folder = await aFolder()
  const first = await zhibu(['init'], { ZHIBU_COLLEGE: '' }, { cwd: folder.path })
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain(folder.college)
  const yaml = await readFile(folder.college, 'utf8')
  const schema = /\$schema=(.*)/.exec(yaml)?.[1] ?? ''
  expect(await stat(join(folder.path, 'config', schema))).toBeTruthy()
  await rm(folder.college)
  const second = await zhibu(['init'], { ZHIBU_COLLEGE: folder.college })
  expect(second).toMatchObject({ code: 1, out: '', err: expect.stringContaining('members.csv 已存在') })
  expect(await readdir(join(folder.path, 'config'))).toEqual(['members.csv'])
})

test('check reads the files and nothing else: what they hold, or every fault with line, column and cure', async () => {
  await using folder = await aFolder()
  const where = { ZHIBU_COLLEGE: folder.college, HTTP_PORT: 'eighty' }
  const none = await zhibu(['check'], where)
  expect(none).toMatchObject({ code: 1, out: '', err: expect.stringContaining('ENOENT') })
  expect(none.err).toContain('zhibu -- init')
  await zhibu(['init'], { ZHIBU_COLLEGE: folder.college })
  const sound = await zhibu(['check'], where)
  expect(sound).toMatchObject({ code: 0, err: '' })
  for (const said of ['学院文件没有错误', '党员：2人（正式1，预备1）', '第一党小组没有组长'])
    expect(sound.out).toContain(said)
  await writeFile(join(folder.path, 'config/members.csv'), '姓名,编号,支部\n张机密?,M1,B01\n李四,M 2,B01\n')
  const faulty = await zhibu(['check'], where)
  expect([faulty.code, faulty.out]).toEqual([1, ''])
  expect(faulty.err).toMatch(/members\.csv:2 第1列 姓名里有/)
  expect(faulty.err).toMatch(/members\.csv:3 第2列 “编号”写法不对；/)
  expect(faulty.err).not.toContain('机密')
  const english = await zhibu(['check', '--json'], { ...where, LANG: 'en' })
  expect(english.err).toContain('members.csv:3 column 2: “编号” is not an id')
  expect(JSON.parse(english.out)).toMatchObject({ ok: false, faults: expect.any(Array) })
  expect(await zhibu(['check', '--demo'])).toMatchObject({ code: 0, out: expect.stringContaining('420人') })
})

test('all faults of the college’s files are named at once, each with file and line', async () => {
  await using folder = await aFolder()
  await using db = await aDatabase()
  const servers = { DATABASE_URL: db.url, REDIS_URL: 'redis://127.0.0.1:1' }
  await zhibu(['init'], { ZHIBU_COLLEGE: folder.college })
  await writeFile(
    folder.college,
    (await readFile(folder.college, 'utf8')).replace('timezone: Asia/Shanghai', 'timezone: Asia/Shangai'),
  )
  await writeFile(join(folder.path, 'config/members.csv'), 'id,name,branch\nM1,王一,B99\nM1,王二,B01\n')
  const { code, err } = await zhibu(['start'], { ...APP, ...servers, ZHIBU_COLLEGE: folder.college })
  expect(code).toBe(1)
  expect(err).toMatch(/college\.yaml:\d+ .*Asia\/Shangai/)
  expect(err).toMatch(/members\.csv:2 .*没有这个支部/)
  expect(err).toMatch(/members\.csv:3 编号与第2行相同/)
})

/** A folder with the demo college, whose files were accepted. */
async function acceptedFolder(db: { url: string }) {
  const folder = await aFolder()
  await cp('config/demo', join(folder.path, 'config'), { recursive: true })
  const where = { ZHIBU_COLLEGE: folder.college, DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  expect((await zhibu(['problems'], where)).code).toBe(0)
  return { ...folder, where }
}

test('a start without college.yaml runs on what was accepted last, and the administrators are told', async () => {
  await using db = await aDatabase()
  await using folder = await acceptedFolder(db)
  await using busy = await aListener(() => undefined)
  const redis = await aRedis()
  await rm(folder.college)
  // It comes as far as the port, which is taken.
  const { port } = new URL(busy.url)
  const { code, err } = await zhibu(['start'], {
    ...APP,
    ...folder.where,
    REDIS_URL: redis.url,
    HTTP_PORT: port,
  })
  expect([code, err]).toEqual([1, expect.stringContaining(port)])
  expect(err).not.toContain('找不到学院文件')
  const told = await db
    .selectFrom('letters_letters')
    .select('receiver')
    .where('kind', '=', 'roster.faulty')
    .execute()
  expect(told).toHaveLength(3)
  const { out } = await zhibu(['problems'], folder.where)
  expect(out).toMatch(/^学院文件 .*college\.yaml:1 文件读不了（ENOENT）；.*从备份恢复/m)
})

test('a start without college.yaml on records where nothing was accepted is refused with the cure', async () => {
  await using db = await aDatabase()
  await using folder = await aFolder()
  const where = { ZHIBU_COLLEGE: folder.college, DATABASE_URL: db.url, REDIS_URL: 'unix:/none' }
  const { code, err } = await zhibu(['start'], { ...APP, ...where })
  expect([code, err]).toEqual([1, expect.stringContaining(`${folder.college}:1 文件读不了（ENOENT）`)])
  expect(err).toContain('zhibu -- init')
})

test('faulty files are among the problems, with line and cure and no name, until they are mended', async () => {
  await using db = await aDatabase()
  await using folder = await acceptedFolder(db)
  const csv = join(folder.path, 'config/members.csv')
  const sound = await readFile(csv, 'utf8')
  await writeFile(csv, sound.replace(/^(M0230),[^,]+/m, '$1,张机密?'))
  const line = sound.split('\n').findIndex((each) => each.startsWith('M0230')) + 1
  const faulty = await zhibu(['problems', '--json'], folder.where)
  expect(faulty.out).toMatch(new RegExp(`^学院文件 .*members\\.csv:${line} 第2列 姓名里有.*；.+$`, 'm'))
  expect(faulty.out).not.toContain('机密')
  const json = JSON.parse(faulty.out.trim().split('\n').at(-1) ?? '')
  expect(json.files).toMatchObject({ kind: 'faulty', faults: [{ line, column: 2 }] })
  await writeFile(csv, sound.split('\n').slice(0, 300).join('\n'))
  expect((await zhibu(['problems'], folder.where)).out).toContain('学院文件的改动待确认')
  await writeFile(csv, sound)
  expect((await zhibu(['problems'], folder.where)).out).not.toContain('学院文件')
})

test('a command that finds no college.yaml where it looks works on what was accepted, and tells nobody else', async () => {
  await using db = await aDatabase()
  await using folder = await acceptedFolder(db)
  await rm(folder.college)
  const { code, out, err } = await zhibu(['problems'], folder.where)
  expect([code, err]).toEqual([0, expect.stringContaining(`找不到学院文件 ${folder.college}`)])
  expect(out).not.toContain('学院文件')
  expect(await db.selectFrom('roster_proposals').select('version').execute()).toEqual([])
})
