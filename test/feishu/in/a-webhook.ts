import fastify from 'fastify'
import type { Click } from '../../../src/feishu/in/click.ts'
import type { Incoming } from '../../../src/feishu/in/incoming.ts'
import { openWebhook, type WebhookOptions } from '../../../src/feishu/in/webhook.ts'
import { serveWebhook } from '../../../src/web/webhook.ts'
import { aLog } from '../aids.ts'
import { KEY, NOW, type Request, TOKEN } from './envelopes.ts'
import { silentListener } from '../../support/silent-listener.ts'

/** What whoever is not believed gets. */
export const REFUSED = [401, {}]

/** The bot's own way in, on a real server; `clock.now` is its wall time. */
export async function aWebhook(over: Partial<WebhookOptions> = {}) {
  const heard: Incoming[] = []
  const clicks: Click[] = []
  const clock = { now: NOW }
  const { log, lines } = aLog()
  const webhook = openWebhook({
    ...silentListener,
    encryptKey: KEY,
    verificationToken: TOKEN,
    now: () => clock.now,
    log,
    onMessage: async (message) => void heard.push(message),
    onClick: async (click) => {
      clicks.push(click)
      return { toast: { type: 'success', content: '已登记' } }
    },
    ...over,
  })
  const web = fastify({ forceCloseConnections: true })
  await serveWebhook(web, () => webhook)
  const url = await web.listen({ host: '127.0.0.1', port: 0 })
  const post = async ({ body, headers }: Request) => {
    const answer = await fetch(`${url}/feishu/events`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    })
    return [answer.status, await answer.json()]
  }
  const close = () => web.close()
  return { heard, clicks, clock, lines, url, post, close, [Symbol.asyncDispose]: close }
}
