import { Fault } from '../errors.ts'
import type { Args } from './args.ts'
import { openCommandCore } from './command-core.ts'
import { bookHistory } from './demo/controlled-bot-command.ts'

/** `import history FILE`: books past activities as back-dated records. No messages are sent. */
export async function importCommand({ words, options }: Args): Promise<void> {
  const [what, path] = words
  if (what !== 'history' || path === undefined) {
    throw new Fault('用法：zhibu import history FILE', {
      cure: 'FILE 是 history.json 的路径，格式见 config/demo/history.json。',
    })
  }
  await using opening = new AsyncDisposableStack()
  const { ctx, files } = await openCommandCore({ options }, opening)
  const booked = await bookHistory({ ctx, files }, path)
  process.stdout.write(
    options['json'] === true ? `${JSON.stringify({ booked })}\n` : `已补录 ${booked} 条。\n`,
  )
}
