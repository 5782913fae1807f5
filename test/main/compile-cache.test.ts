import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { environmentWith } from '../../config/env.ts'
import { aFolder } from './command-line.ts'

const run = promisify(execFile)
/** All that the command line reads before it knows its command. */
const SOURCES = ['package.json', 'src/main.ts', 'src/errors.ts', 'src/main/help.ts']

async function installedIn(path: string): Promise<void> {
  for (const source of SOURCES) {
    await mkdir(dirname(join(path, source)), { recursive: true })
    await cp(source, join(path, source))
  }
}

async function help(path: string): Promise<{ stdout: string; stderr: string }> {
  const env = environmentWith({ NODE_COMPILE_CACHE: undefined, TMPDIR: join(path, 'tmp') })
  return run(process.execPath, [join(path, 'src/main.ts'), 'help'], { env })
}

test('what a start has read is kept for the next one beside the packages, where nobody else may write', async () => {
  await using folder = await aFolder()
  await installedIn(folder.path)
  await mkdir(join(folder.path, 'tmp'))
  expect((await help(folder.path)).stdout).toContain('npm start')
  const kept = join(folder.path, 'node_modules/.cache/zhibu')
  expect(await readdir(kept)).toHaveLength(1)
  expect((await stat(kept)).mode & 0o077).toBe(0)
  expect(await readdir(join(folder.path, 'tmp'))).toEqual([])
})

test('a start that can keep nothing works all the same, and says nothing about it', async () => {
  await using folder = await aFolder()
  await installedIn(folder.path)
  await writeFile(join(folder.path, 'node_modules'), '')
  const { stdout, stderr } = await help(folder.path)
  expect(stdout).toContain('npm start')
  expect(stderr).toBe('')
})
