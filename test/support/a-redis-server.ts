import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { withRedis } from './own-servers.ts'

/** A Redis that this test may empty and stop; started again it comes back at the same place, empty. */
export async function aRedisServer() {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-redis-'))
  const socket = join(folder, 'redis.sock')
  const url = `unix:${socket}`
  let child: ChildProcess | undefined
  const isThere = () => withRedis(url, (redis) => redis.ping()).catch(() => null)
  async function start(): Promise<void> {
    child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', ''], { stdio: 'ignore' })
    await expect.poll(isThere).toBe('PONG')
  }
  async function stop(): Promise<void> {
    if (child === undefined) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    child = undefined
  }
  await start()
  const dispose = async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url, start, stop, [Symbol.asyncDispose]: dispose }
}
