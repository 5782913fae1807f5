import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { aDatabase } from '../support/database.ts'
import { aFolder, zhibu } from './command-line.ts'

const APP = { FEISHU_APP_ID: 'cli_00000000000000a1', FEISHU_APP_SECRET: 'secret' }

test('init writes files from which the house starts, and never over existing ones', async () => {
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
