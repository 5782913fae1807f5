import { readFile, stat, utimes } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { aFilesLife } from './files-life.ts'

test('a file that is still being written is not read before two looks in a row saw it unchanged', async () => {
  await using life = await aFilesLife()
  const whole = await readFile('config/demo/members.csv', 'utf8')
  const left = async () =>
    (await life.db.selectFrom('roster_members').select('id').where('left_on', 'is not', null).execute())
      .length
  await life.edit('members.csv', () => whole.split('\n').slice(0, 361).join('\n'))
  await life.files.poll(life.ctx)
  await life.edit('members.csv', () => whole.split('\n').slice(0, 400).join('\n'))
  await life.files.poll(life.ctx)
  await life.edit('members.csv', () => `${whole}\n`)
  await life.files.poll(life.ctx)
  expect(await left()).toBe(0)
  await life.edit('members.csv', () => whole.replace(/^M0230,.*\n/m, ''))
  await life.files.poll(life.ctx)
  expect(await left()).toBe(0)
  await life.files.poll(life.ctx)
  expect(await left()).toBe(1)
})

test('what counts is what a file holds: touched at every look it is read, and one saved twice at one time as well', async () => {
  await using life = await aFilesLife()
  const yaml = life.path('college.yaml')
  const place = async () =>
    (await life.db.selectFrom('meetings_meetings').select('place').execute()).map((one) => one.place)
  await life.edit('college.yaml', (text) => text.replace('place: 电气楼118', 'place: 电气楼119'))
  for (const second of [1, 2]) {
    await utimes(yaml, second, second)
    await life.files.poll(life.ctx)
  }
  expect(await place()).toContain('电气楼119')

  const { atime, mtime } = await stat(yaml)
  await life.edit('college.yaml', (text) => text.replace('place: 电气楼119', 'place: 电气楼120'))
  await utimes(yaml, atime, mtime)
  await life.poll()
  expect(await place()).toContain('电气楼120')
})
