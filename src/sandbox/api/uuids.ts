import type { FastifyRequest } from 'fastify'
import type { SandboxState } from '../state.ts'
import type { Call } from '../calls.ts'
import { wall } from '../clock.ts'
import { asObject, asText } from '../json.ts'
import { type Message, platformMessage } from '../messages.ts'
import type { App } from '../world.ts'
import { appOfToken } from './token.ts'
import { type Answer, refuse, success } from './refusal.ts'

const UUID_LIFE = 3_600_000

/** Marks a call's uuid as being sent; disposing ends it. */
export function arrive(state: SandboxState, call: Call, request: FastifyRequest): Disposable {
  const uuid = asText(asObject(request.body)['uuid'])
  const app = appOfToken(state, request.headers.authorization)
  const key = uuid && 'app_id' in app ? keyOf(app, uuid) : undefined
  if (key === undefined || state.underway.has(key)) return { [Symbol.dispose]: () => undefined }
  state.underway.set(key, call.n)
  return { [Symbol.dispose]: () => void state.underway.delete(key) }
}

/** Returns the answer to a call whose uuid was used within the hour, or is in use; undefined for the first. */
export function answerRepeat(state: SandboxState, app: App, { call, uuid }: { call: Call; uuid: string }) {
  const key = keyOf(app, uuid)
  const sending = state.underway.get(key)
  if (sending !== undefined && sending !== call.n) return beingSent()
  const entry = state.uuids.get(key)
  const earlier = entry && wall(state.clock) - entry.at < UUID_LIFE && state.messages.get(entry.message_id)
  return earlier ? repeated(state, call, earlier) : undefined
}

/** Remembers which message a uuid made. */
export function rememberUuid(
  state: SandboxState,
  app: App,
  { uuid, message }: { uuid: string; message: Message },
) {
  state.uuids.set(keyOf(app, uuid), { message_id: message.message_id, at: wall(state.clock) })
}

// The documentation promises at most one message and leaves open what the second call is told.
function repeated(state: SandboxState, call: Call, earlier: Message): Answer {
  call.effect = 'repeat'
  call.message_id = earlier.message_id
  const answers: Record<SandboxState['switches']['uuidRepeat'], () => Answer> = {
    same_id: () => success(platformMessage(earlier)),
    no_id: () => success({}),
    error: beingSent,
  }
  return answers[state.switches.uuidRepeat]()
}

function beingSent(): Answer {
  return refuse(230049, 'The message is being sent.')
}

function keyOf({ app_id }: App, uuid: string): string {
  return `${app_id} ${uuid}`
}
