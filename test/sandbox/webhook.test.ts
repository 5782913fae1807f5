import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { World } from '../../src/sandbox/world.ts'
import { APP, aWorld, openSandbox, SCOPES } from '../support/sandbox.ts'
import type { HostedSandbox } from '../support/hosted-sandbox.ts'
import { aCardFor, openRaw } from './app.ts'
import { KEY, openFickleApp, openOurApp, openSdkApp, serve, TOKEN, type Way } from './posted-apps.ts'

type Secrets = { encrypt_key?: string; request_url?: string }

/** A sandbox whose app has these in its console, and a card in the group. */
async function aSandbox(secrets: Secrets = {}): Promise<HostedSandbox & { card: string }> {
  const apps = [{ ...APP, scopes: SCOPES, ...secrets }]
  const sandbox = await openSandbox(aWorld({ apps }))
  const call = await openRaw(sandbox.url)
  const sent = await call('POST', '/im/v1/messages?receive_id_type=chat_id', aCardFor('oc_branch'))
  return { ...sandbox, card: String(sent.data['message_id']) }
}

const ask = ({ control }: HostedSandbox, url: string) => control.requestUrl({ app_id: APP.app_id, url })
/** Saves an address that answers; whoever is busy may miss the platform's second, and is asked again. */
const save = (sandbox: HostedSandbox, url: string) =>
  expect.poll(() => ask(sandbox, url).catch(String)).toEqual({})
const press = ({ control, card }: HostedSandbox & { card: string }) =>
  control.press({ as: 'ou_bo', message: card, text: '参加' })
const say = ({ control }: HostedSandbox, text: string) => control.say({ as: 'ou_bo', chat: 'bot', text })

async function advance({ control }: HostedSandbox, seconds: number): Promise<void> {
  await control.clock((await control.state()).offsetMs + seconds * 1_000)
}

describe('an app with an address', () => {
  for (const value of ['unsigned', 'signed'] as const)
    for (const encrypt_key of [undefined, KEY])
      it(`built on the SDK hears and answers there (challenge ${value}, ${encrypt_key ? 'sealed' : 'plain'})`, async () => {
        await using sandbox = await aSandbox(encrypt_key === undefined ? {} : { encrypt_key })
        await using app = await openSdkApp(encrypt_key)
        await sandbox.control.switch({ name: 'signedChallenge', value })
        await save(sandbox, app.url)
        await say(sandbox, '您好')
        await expect.poll(() => app.heard).toEqual(['您好'])
        expect(await press(sandbox)).toEqual({ toast: { type: 'success', content: '好' } })
        expect(app.clicks).toEqual(['ou_bo'])
        await expect.poll(async () => (await sandbox.control.events())[0]?.end).toBe('acknowledged')
      })

  for (const value of ['unsigned', 'signed'] as const)
    it(`built on our receiver hears and answers there (challenge ${value})`, async () => {
      await using sandbox = await aSandbox({ encrypt_key: KEY })
      const { offsetMs } = await sandbox.control.state()
      await using app = await openOurApp(() => Temporal.Now.instant().add({ milliseconds: offsetMs }))
      await sandbox.control.switch({ name: 'signedChallenge', value })
      await save(sandbox, app.url)
      await say(sandbox, '周报𠮷')
      await expect.poll(() => app.heard).toEqual(['周报𠮷'])
      expect(await press(sandbox)).toEqual({ toast: { type: 'success', content: '好' } })
    })

  it('that its world names is asked at the start', async () => {
    await using app = await openSdkApp(KEY)
    const firstPress = async () => {
      await using sandbox = await aSandbox({ encrypt_key: KEY, request_url: app.url })
      return await press(sandbox)
    }
    await expect.poll(firstPress).toMatchObject({ toast: { content: '好' } })
  })

  it('finds its verification token in the header, and no signature where it has no key', async () => {
    await using sandbox = await aSandbox()
    await using app = await openFickleApp()
    await save(sandbox, app.url)
    await press(sandbox)
    expect(JSON.parse(app.seen[0]?.body ?? '')).toMatchObject({ schema: '2.0', header: { token: TOKEN } })
    expect(app.seen[0]?.headers).not.toHaveProperty('x-lark-signature')
  })
})

describe('an address', () => {
  it('that does not answer the challenge as it must is not saved, and the one before stays', async () => {
    await using sandbox = await aSandbox()
    await using before = await openSdkApp()
    await save(sandbox, before.url)
    const wrong: RequestListener[] = [
      (_request, response) => response.end('{"challenge":"guessed"}'),
      (_request, response) => response.end('{}'),
      (_request, response) => response.writeHead(500).end(),
      (_request, response) => response.writeHead(302, { location: before.url }).end(),
      () => undefined,
    ]
    for (const listener of wrong) {
      await using app = await serve(listener)
      await expect(ask(sandbox, app.url)).rejects.toThrow(/did not answer the challenge within 1 s/)
    }
    expect(await press(sandbox)).toMatchObject({ toast: { content: '好' } })
  })

  it('that was not saved leaves its app deaf: clicks show 200340, events wait for the next attempt', async () => {
    await using sandbox = await aSandbox({ request_url: 'http://127.0.0.1:1/feishu/events' })
    expect(await press(sandbox)).toMatchObject({ error: { code: 200340 } })
    await say(sandbox, '您好')
    await expect
      .poll(() => sandbox.control.events())
      .toMatchObject([{ attempts: 1, next: expect.any(String) }])
  })

  it('of another machine is refused, for a toy must not post there', async () => {
    await using sandbox = await aSandbox()
    const elsewhere = [
      'http://10.0.0.1/',
      'https://example.org/',
      'http://127.0.0.1@example.org/',
      'ftp://127.0.0.1/',
    ]
    for (const url of elsewhere) {
      await expect(ask(sandbox, url), url).rejects.toThrow(/must be an address of this machine/)
      const apps = [{ ...APP, scopes: SCOPES, request_url: url }]
      expect(World.safeParse(aWorld({ apps })).success, url).toBe(false)
    }
  })
})

describe('a click on its way to an address', () => {
  it('shows the code of what went wrong', async () => {
    await using sandbox = await aSandbox()
    const app = await openFickleApp()
    await save(sandbox, app.url)
    const codes: [Way, number][] = [
      ['fail', 200671],
      ['elsewhere', 200671],
      ['noContent', 200671],
      ['empty', 200672],
      ['text', 200672],
      ['cut', 200080],
      ['hang', 200341],
    ]
    for (const [way, code] of codes) {
      app.way = way
      expect(await press(sandbox), way).toMatchObject({ error: { code } })
    }
    expect(app.seen).toHaveLength(codes.length)
    await app[Symbol.asyncDispose]()
    expect(await press(sandbox)).toMatchObject({ error: { code: 200342 } })
  })
})

describe('an event on its way to an address', () => {
  it('is posted again as the same event until the answer is 200, whatever that holds', async () => {
    await using sandbox = await aSandbox()
    await using app = await openFickleApp()
    await save(sandbox, app.url)
    const attempts = (n: number) =>
      expect.poll(() => sandbox.control.events()).toMatchObject([{ attempts: n, next: expect.any(String) }])
    app.way = 'fail'
    await say(sandbox, '您好')
    await attempts(1)
    for (const [way, seconds, n] of [
      ['elsewhere', 16, 2],
      ['noContent', 301, 3],
    ] as const) {
      app.way = way
      await advance(sandbox, seconds)
      await attempts(n)
    }
    app.way = 'text'
    await advance(sandbox, 3_601)
    await expect.poll(() => sandbox.control.events()).toMatchObject([{ attempts: 4, end: 'acknowledged' }])
    expect(new Set(app.seen.map(({ body }) => body)).size).toBe(1)
  })

  it('is signed anew each time, so that a receiver which remembers signatures takes it', async () => {
    await using sandbox = await aSandbox({ encrypt_key: KEY })
    let offsetMs = (await sandbox.control.state()).offsetMs
    await using app = await openOurApp(() => Temporal.Now.instant().add({ milliseconds: offsetMs }))
    await save(sandbox, app.url)
    const { message_id } = await say(sandbox, '您好')
    await expect.poll(async () => (await sandbox.control.events())[0]?.end).toBe('acknowledged')
    await sandbox.control.redeliver(message_id)
    offsetMs += 86_400_000
    await sandbox.control.clock(offsetMs)
    await sandbox.control.redeliver(message_id)
    expect(app.heard).toEqual(['您好', '您好', '您好'])
  })
})
