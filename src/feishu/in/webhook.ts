import * as Lark from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import { messageOf } from '../../errors.ts'
import { openInFlight } from './in-flight.ts'
import { handlersOf, type Listener } from './events.ts'
import { isSame, openSignatures, type Signed } from './verify.ts'

export type WebhookOptions = Listener & {
  encryptKey: string
  verificationToken: string
  /** Wall time: how old a request is. */
  now(): Temporal.Instant
}

/** The way in by which the platform posts events and clicks to us. */
export type Webhook = {
  /** Handles one request; a request that is not the platform's gets 401, whatever is wrong with it. */
  receive(request: Signed): Promise<Reply>
  /** Waits until what is being worked on is answered, three seconds at most. */
  settled(): Promise<void>
}
type Reply = { status: number; body: object }

const Sealed = z.object({ encrypt: z.string() })
/** What a body says once it is open; a challenge has its token outside, an event in its header. */
const Content = z.object({
  type: z.string().optional(),
  challenge: z.string().optional(),
  token: z.string().optional(),
  header: z.looseObject({ token: z.string(), event_type: z.string() }).optional(),
  event: z.record(z.string(), z.unknown()).optional(),
})
type Content = z.infer<typeof Content>

/**
 * Opens the receiver. Nothing of the SDK's own is used but its cipher, which is right and throws on garbage: its
 * dispatcher compares no token and no time, hashes a body that it has parsed and written anew, and answers a wrong
 * signature with 200, after which the platform never delivers that event again.
 */
export function openWebhook(options: WebhookOptions): Webhook {
  const { encryptKey, verificationToken, log, now } = options
  const cipher = new Lark.AESCipher(encryptKey)
  const signatures = openSignatures(encryptKey)
  const handlers = new Map(Object.entries(handlersOf(options)))
  const inFlight = openInFlight()

  function refuse(why: string): Reply {
    log.warn({ why }, 'feishu webhook: refused')
    return { status: 401, body: {} }
  }

  async function work({ header, event }: Content): Promise<object> {
    const handle = handlers.get(header?.event_type ?? '')
    // Header and event in one object, as the SDK hands it over on the long connection.
    return handle === undefined ? {} : await inFlight.track(handle({ ...header, ...event }))
  }

  return {
    settled: inFlight.settled,
    async receive(request) {
      const content = contentOf(request.body, cipher)
      if (content === null) return refuse('cannot be read')
      if (!isSame(content.header?.token ?? content.token ?? '', verificationToken))
        return refuse('wrong token')
      // The platform's documents do not say that the challenge is signed: key and token have to do.
      if (content.type === 'url_verification') return { status: 200, body: { challenge: content.challenge } }
      const doubt = signatures.doubt(request, now())
      if (doubt !== null) return refuse(doubt)
      try {
        return { status: 200, body: await work(content) }
      } catch (error) {
        log.error({ error: messageOf(error) }, 'feishu webhook: event failed, the platform brings it again')
        signatures.forget(request)
        return { status: 500, body: {} }
      }
    },
  }
}

/** Opens a body; null when it is not JSON, not sealed with our key, or says nothing that we know. */
function contentOf(bytes: Uint8Array, cipher: Lark.AESCipher): Content | null {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const sealed = Sealed.safeParse(body)
    return Content.parse(sealed.success ? JSON.parse(cipher.decrypt(sealed.data.encrypt)) : body)
  } catch {
    // Why it cannot be read is nobody's business: whoever tries out ciphertexts must learn nothing from the answer.
    return null
  }
}
