import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import * as Lark from '@larksuiteoapi/node-sdk'
import fastify from 'fastify'
import { pino } from 'pino'
import { openWebhook } from '../../src/feishu/in/webhook.ts'
import { serveWebhook } from '../../src/web/webhook.ts'
import { silentListener } from '../support/silent-listener.ts'

/** What stands in the console of the tests' app. */
export const KEY = 'encrypt-key'
export const TOKEN = 'sandbox-verification-token'

const PATH = '/feishu/events'
const quiet = () => undefined
const silent = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet }

/** An app to which the sandbox posts, and what it has heard. */
type App = AsyncDisposable & { url: string; heard: string[]; clicks: string[] }

/** The unmodified SDK behind its own adapter: a judge that knows nothing of this bot. */
export async function openSdkApp(encryptKey?: string): Promise<App> {
  const [heard, clicks]: [string[], string[]] = [[], []]
  const table: Record<string, (data: never) => Promise<unknown>> = {
    'card.action.trigger': async (click: { operator: { open_id: string } }) => {
      clicks.push(click.operator.open_id)
      return { toast: { type: 'success', content: '好' } }
    },
    'im.message.receive_v1': async ({ message }: { message: { content: string } }) => {
      heard.push(JSON.parse(message.content).text)
      return {}
    },
  }
  const dispatcher = new Lark.EventDispatcher({ logger: silent, ...(encryptKey && { encryptKey }) })
  const server = await serve(Lark.adaptDefault(PATH, dispatcher.register(table), { autoChallenge: true }))
  return { ...server, heard, clicks }
}

/** Our own receiver, on the real time by which the sandbox of these tests lives. */
export async function openOurApp(now: () => Temporal.Instant): Promise<App> {
  const [heard, clicks]: [string[], string[]] = [[], []]
  const webhook = openWebhook({
    ...silentListener,
    encryptKey: KEY,
    verificationToken: TOKEN,
    now,
    log: pino({ level: 'silent' }),
    onMessage: async ({ text }) => void heard.push(text),
    onClick: async ({ openId }) => {
      clicks.push(openId)
      return { toast: { type: 'success', content: '好' } }
    },
  })
  const web = fastify({ forceCloseConnections: true })
  await serveWebhook(web, () => webhook)
  const url = await web.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${url}${PATH}`, heard, clicks, [Symbol.asyncDispose]: () => web.close() }
}

/** Any server, at the path of an app. */
export async function serve(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}${PATH}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Way = 'right' | 'fail' | 'elsewhere' | 'noContent' | 'empty' | 'text' | 'hang' | 'cut'
type Seen = { headers: IncomingHttpHeaders; body: string }

/** An app without a key that answers every challenge, and what comes then in the way it is told to. */
export async function openFickleApp(): Promise<AsyncDisposable & { url: string; seen: Seen[]; way: Way }> {
  const seen: Seen[] = []
  const app = { seen, way: 'right' as Way } // the tests change it
  const server = await serve(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const { challenge } = JSON.parse(body)
    if (challenge !== undefined) return response.end(JSON.stringify({ challenge }))
    seen.push({ headers: request.headers, body })
    const ways: Record<Way, () => unknown> = {
      right: () => response.end('{}'),
      fail: () => response.writeHead(500).end(),
      elsewhere: () => response.writeHead(302, { location: PATH }).end(),
      noContent: () => response.writeHead(204).end(),
      empty: () => response.end(),
      text: () => response.end('好'),
      hang: quiet,
      cut: () => request.socket.destroy(),
    }
    return ways[app.way]()
  })
  return Object.assign(app, server)
}
