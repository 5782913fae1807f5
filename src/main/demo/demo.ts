import { once } from 'node:events'
import { z } from 'zod'
import type { Args } from '../args.ts'
import { untilToldToStop } from '../stop.ts'
import { OPENS } from './facts.ts'
import { playWeek } from './play/play.ts'
import { openStage, type Stage } from './stage.ts'

/** `demo`: the main job on the demo college inside the local platform; with `--play` without a browser. */
export async function demoCommand({ options }: Args): Promise<void> {
  const play = options['play'] === true
  await using stage = await openStage({ port: portOf(options['port'], play), page: !play })
  await stage.timeController.advanceTo(OPENS)
  if (play) {
    process.exitCode = await playWeek(stage, { all: options['all'] === true, json: options['json'] === true })
    return
  }
  serveAdvance(stage)
  process.stdout.write(`支部助手演示：${stage.sandbox.url}\n（Ctrl+C 结束 / to end）\n`)
  await Promise.race([untilToldToStop(), once(stage.bot.child, 'exit')])
}

function portOf(port: string | boolean | undefined, play: boolean): number | undefined {
  if (typeof port === 'string') return Number(port)
  return play ? 0 : undefined
}

const Advance = z.object({ type: z.literal('advance'), id: z.string(), by: z.enum(['hour', 'day', 'next']) })
const STEP = { hour: { hours: 1 }, day: { hours: 24 }, next: { hours: 24 * 14 } }

/** The page asks to advance; one at a time. */
function serveAdvance({ sandbox, timeController }: Stage): void {
  let last: Promise<void> = Promise.resolve()
  sandbox.child.on('message', (message) => {
    const asked = Advance.safeParse(message)
    if (!asked.success) return
    const { id, by } = asked.data
    last = last.then(async () => {
      const limit = timeController.now().add(STEP[by])
      await (by === 'next' ? timeController.advanceToNext(limit) : timeController.advanceTo(limit))
      sandbox.child.send({ type: 'advanced', id, now: timeController.now().toString() })
    })
  })
}
