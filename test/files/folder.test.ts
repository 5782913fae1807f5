import { mkdtemp, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deleteUnnamed, keepBytes, readBytes } from '../../src/files/folder.ts'
import type { Sha256 } from '../../src/ids.ts'

const aFolder = () => mkdtemp(join(tmpdir(), 'zhibu-bytes-'))
const pathOf = (folder: string, name: string) => join(folder, 'files', name.slice(0, 2), name.slice(2))
const LONG_AGO = new Date('2020-01-01')
const none = async () => new Set<string>()

test('bytes are kept once under their SHA-256, for the bot alone', async () => {
  const folder = await aFolder()
  const bytes = Buffer.from('纪实')
  const names = await Promise.all(Array.from({ length: 20 }, () => keepBytes(folder, bytes)))
  expect(new Set(names)).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]))
  const [name] = names as [Sha256] // twenty of them
  expect(await readBytes(folder, name)).toEqual(bytes)
  const { mode } = await stat(pathOf(folder, name))
  expect((mode & 0o777).toString(8)).toBe('600')
  expect(await readdir(join(folder, 'files', name.slice(0, 2)))).toEqual([name.slice(2)])
})

test('bytes that are not there are null', async () => {
  const name = await keepBytes(await aFolder(), Buffer.from('elsewhere'))
  expect(await readBytes(await aFolder(), name)).toBeNull()
})

test('what no row names goes when it is a day old, and what one names stays', async () => {
  const folder = await aFolder()
  expect(await deleteUnnamed(folder, none)).toBe(0)
  const [kept, gone, young] = [
    await keepBytes(folder, Buffer.from('kept')),
    await keepBytes(folder, Buffer.from('gone')),
    await keepBytes(folder, Buffer.from('young')),
  ]
  const half = join(folder, 'files', gone.slice(0, 2), 'half.part')
  await writeFile(half, 'a crash')
  for (const path of [pathOf(folder, kept), pathOf(folder, gone), half])
    await utimes(path, LONG_AGO, LONG_AGO)
  expect(await deleteUnnamed(folder, async () => new Set([kept]))).toBe(2)
  expect(await Promise.all([kept, gone, young].map((name) => readBytes(folder, name)))).toEqual([
    Buffer.from('kept'),
    null,
    Buffer.from('young'),
  ])
  expect(await readdir(folder)).toEqual(['files'])
})

test('bytes that somebody keeps again while they are swept stay', async () => {
  const folder = await aFolder()
  const name = await keepBytes(folder, Buffer.from('again'))
  await utimes(pathOf(folder, name), LONG_AGO, LONG_AGO)
  const meanwhile = async () => {
    await keepBytes(folder, Buffer.from('again'))
    return new Set<string>()
  }
  expect(await deleteUnnamed(folder, meanwhile)).toBe(0)
  expect(await readBytes(folder, name)).toEqual(Buffer.from('again'))
})
