import { access } from 'node:fs/promises'
import { collegePath, readStartEnv } from '../../config/env.ts'
import { Fault } from '../errors.ts'
import type { Args } from '../main.ts'
import { openBot } from './bot.ts'
import { openWall } from './clock.ts'
import { openLog } from './log.ts'
import { untilToldToStop } from './stop.ts'

/** Runs against Feishu until it is told to stop. */
export async function startCommand({ options }: Args): Promise<void> {
  await refuseMissing(collegePath())
  const env = readStartEnv()
  const log = openLog(env.logLevel)
  await using bot = await openBot({ env, wall: openWall(), log, yes: options['yes'] === true })
  const events = env.webhook === null ? 'socket' : 'webhook'
  log.info(
    { college: bot.ctx.college.id, roles: [...env.roles], domain: env.domain, events, web: bot.url },
    'running',
  )
  await untilToldToStop()
  log.info('stopping')
}

async function refuseMissing(path: string): Promise<void> {
  try {
    await access(path)
  } catch (cause) {
    const cure = '运行 npm run -s zhibu -- init 可生成一份带注释的样例。'
    throw new Fault(`找不到学院文件 ${path}。`, { cure, cause })
  }
}
