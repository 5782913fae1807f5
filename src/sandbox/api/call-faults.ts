import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type { SandboxState } from '../state.ts'
import { receiverOf } from '../chats.ts'
import { type FaultKind, faultFor, type Use } from '../faults.ts'
import { asObject, asText } from '../json.ts'
import { GATEWAY } from '../rules/rates.ts'
import { quotaSpent, tooOften } from './admission.ts'
import { type Answer, refuse } from './refusal.ts'
import { appOfToken } from './token.ts'

/** Lets the ordered faults of calls happen before any effect; an answer if one of them takes the place of the real one. */
export async function troubled(state: SandboxState, use: Use): Promise<Answer | undefined> {
  const slow = faultFor(state, 'latency', use)
  if (slow) await sleep(slow.ms, undefined, { ref: false })
  for (const [kind, answer] of instead) {
    const fault = faultFor(state, kind, use)
    if (fault) return answer(fault)
  }
  return undefined
}

/** Whether a fault swallows the answer to a call that has taken effect. */
export function answerLost(state: SandboxState, use: Use): boolean {
  return faultFor(state, 'lostAnswer', use) !== undefined
}

// The code of an HTTP 500 and the page of a proxy are the sandbox's own.
const instead: [FaultKind, (fault: { ms: number }) => Answer][] = [
  ['error', () => refuse(2200, 'Internal Error', { status: 500 })],
  ['html', () => page('<html><head><title>502 Bad Gateway</title></head></html>')],
  ['burst', ({ ms }) => tooOften({ limit: GATEWAY[0]?.count ?? 0, used: 0, resetMs: ms })],
  ['quota', quotaSpent],
]

function page(html: string): Answer {
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return { status: 502, body: {}, bytes: Buffer.from(html), headers }
}

/** The receiver of a call, in words that stay the same from run to run, as message ids do not. */
export function useOf(state: SandboxState, api: string, { params, body, headers }: FastifyRequest): Use {
  const { receive_id, app_id, AppID } = asObject(body)
  const { message_id, chat_id } = asObject(params)
  const message = state.messages.get(asText(message_id))
  const chat = message && state.chats.get(message.chat_id)
  const who = asText(receive_id) || (chat ? receiverOf(chat) : asText(chat_id))
  const app = appOfToken(state, headers.authorization)
  const caller = 'app_id' in app ? app.app_id : `${app_id ?? AppID ?? ''}`
  return { use: `${api} ${who || caller}`, api, who, chat: chat?.chat_id ?? who }
}
