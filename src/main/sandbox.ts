import { once } from 'node:events'
import type { Args } from './args.ts'
import { launchSandbox } from '../sandbox/launch.ts'
import { openWallClock } from './clock.ts'
import { DEMO_APP, demoCollege, worldOf } from './demo/world.ts'
import { untilToldToStop } from './stop.ts'

/** `sandbox`: the local platform by itself, with the people, chats and app of the demo college, for any bot. */
export async function sandboxCommand({ options }: Args): Promise<void> {
  await using sandbox = await launchSandbox({
    // The tour is about what the bot does, and there is none.
    world: { ...worldOf(await demoCollege(), openWallClock().now()), tour: [] },
    ...(typeof options['port'] === 'string' && { port: Number(options['port']) }),
    page: true,
    hasTimeController: false,
  })
  process.stdout.write(`本地飞书：${sandbox.url}\n${connection(sandbox.url)}\n（Ctrl+C 结束 / to end）\n`)
  await Promise.race([untilToldToStop(), once(sandbox.child, 'exit')])
}

/** What a bot needs to speak to it. */
function connection(url: string): string {
  return `FEISHU_DOMAIN=${url} FEISHU_APP_ID=${DEMO_APP.id} FEISHU_APP_SECRET=${DEMO_APP.secret}`
}
