import { expect, test } from 'vitest'
import { openSocket } from '../../../src/feishu/in/socket.ts'
import { encodeFrame } from '../../../src/sandbox/socket/frame.ts'
import { openInside } from '../../sandbox/inside.ts'
import { silentListener } from '../../support/silent-listener.ts'
import { APP } from '../../support/sandbox.ts'
import { aLog } from '../aids.ts'

test.each([
  ['fifty million parts', 50_000_000, 10],
  ['parts that are too large together', 200, 100_000],
])(
  'an event that claims %s is refused before room is made for it, and the next one is heard',
  async (_what, sum, size) => {
    await using sandbox = await openInside()
    const { log, lines } = aLog()
    const heard: string[] = []
    await using socket = await openSocket({
      ...{ appId: APP.app_id, appSecret: APP.app_secret, domain: sandbox.url, log },
      ...silentListener,
      onMessage: async ({ text }) => void heard.push(text),
    })
    await expect.poll(() => [...sandbox.state.hub.connections].some((one) => one.pinged)).toBe(true)
    const headers = { type: 'event', message_id: 'm', trace_id: 't', sum: `${sum}`, seq: '0' }
    const frame = encodeFrame({ service: 1, method: 1, headers, payload: Buffer.alloc(size) })
    for (const { socket: to } of sandbox.state.hub.connections) to.send(frame)
    await expect.poll(() => lines.join()).toContain(`an event of ${sum} parts`)
    await sandbox.control.say({ as: 'ou_bo', chat: 'bot', text: '帮助' })
    await expect.poll(() => heard).toEqual(['帮助'])
    expect(socket.state()).toBe('connected')
  },
)
