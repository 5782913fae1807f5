import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentWith } from '../../config/env.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

type Ended = { code: number; out: string; err: string }

/** The command line in a process of its own, as somebody types it. */
export function zhibu(
  words: string[],
  variables: Record<string, string> = {},
  { input = '', cwd = process.cwd() } = {},
): Promise<Ended> {
  const env = environmentWith(variables)
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...words], { env, cwd }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
    child.stdin?.end(input)
  })
}

/** An empty folder, and where its college.yaml would be. */
export async function aFolder(): Promise<AsyncDisposable & { path: string; college: string }> {
  const path = await mkdtemp(join(tmpdir(), 'zhibu-command-'))
  const college = join(path, 'config/college.yaml')
  return { path, college, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
