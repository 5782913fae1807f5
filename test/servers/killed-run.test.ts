import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { environmentWith } from '../../config/env.ts'
import { processesWith } from '../support/marked.ts'

const PROGRAM = join(import.meta.dirname, 'lingering-run.ts')
const PATIENCE = { timeout: 60_000 }
// Two whole runs start, each with servers and a browser.
const MINUTES_2 = { timeout: 120_000 }

test.concurrent.for(['SIGTERM', 'SIGKILL'] as const)(
  'a run of tests that is ended by %s leaves no server and no browser behind',
  MINUTES_2,
  async (signal, { expect }) => {
    const mine = randomUUID()
    const run = spawn(process.execPath, [PROGRAM], {
      env: environmentWith({ OF_A_TEST: mine }),
      stdio: 'ignore',
    })
    const ended = once(run, 'exit')
    const mark = { variable: `OF_A_TEST=${mine}`, folder: join(tmpdir(), `zhibu-test-${run.pid}-`) }
    const left = async () => (await processesWith(mark)).map(({ name }) => name)
    const servers = ['postgres', 'redis-server', expect.stringMatching(/chrom/)]
    await expect.poll(left, PATIENCE).toEqual(expect.arrayContaining(servers))
    run.kill(signal)
    await ended
    await expect.poll(left, PATIENCE).toEqual([])
  },
)
