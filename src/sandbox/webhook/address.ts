import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { Unable } from '../control/unable.ts'
import { asObject, type Json, parseJson } from '../json.ts'
import { App } from '../world.ts'
import { post } from './post.ts'
import { seal } from './seal.ts'

/** So long an address may take to answer the challenge. */
const CHALLENGE_MS = 1_000
const Address = z.object({ app_id: z.string(), url: App.shape.request_url.unwrap() })

/** The console's field for the address of an app: it is saved once the app has answered the challenge there. */
export function serveAddress(server: FastifyInstance, state: SandboxState): void {
  server.post('/control/request-url', async ({ body }) => {
    const { app_id, url } = Address.parse(body)
    const app = state.apps.get(app_id)
    if (!app) throw new Unable(`no app ${app_id}`)
    if (!(await isAnswered(state, app, url)))
      throw new Unable(`${url} did not answer the challenge within 1 s with {"challenge": …}: not saved`)
    app.request_url = url
    state.addresses.set(app_id, url)
    return {}
  })
}

/** Asks the addresses that the world names; one that does not answer is not saved, and its app hears nothing. */
export async function askAddresses(state: SandboxState): Promise<void> {
  await Promise.all(
    [...state.apps.values()].map(async (app) => {
      const { app_id, request_url: url } = app
      if (url !== undefined && (await isAnswered(state, app, url))) state.addresses.set(app_id, url)
    }),
  )
}

async function isAnswered(state: SandboxState, app: App, url: string): Promise<boolean> {
  const challenge = randomUUID()
  const content: Json = { challenge, token: app.verification_token, type: 'url_verification' }
  const sealed = seal(app, content, state.clock)
  const headers = state.switches.signedChallenge === 'signed' ? sealed.headers : {}
  const ack = await post(url, { ...sealed, headers }, CHALLENGE_MS)
  const answer = parseJson(Buffer.from(ack?.data ?? '', 'base64').toString())
  return ack?.code === 200 && asObject(answer)['challenge'] === challenge
}
