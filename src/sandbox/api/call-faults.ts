import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type { Box } from '../state.ts'
import { receiverOf } from '../chats.ts'
import { type FaultKind, struckBy, type Use } from '../faults.ts'
import { asObject, asText } from '../json.ts'
import { GATEWAY } from '../rules/rates.ts'
import { quotaSpent, tooOften } from './admission.ts'
import { type Answer, refuse } from './refusal.ts'
import { appOfToken } from './token.ts'

/** Lets the ordered faults of calls happen before any effect; an answer if one of them takes the place of the real one. */
export async function troubled(box: Box, use: Use): Promise<Answer | undefined> {
  const slow = struckBy(box, 'latency', use)
  if (slow) await sleep(slow.ms, undefined, { ref: false })
  for (const [kind, answer] of instead) {
    const fault = struckBy(box, kind, use)
    if (fault) return answer(fault)
  }
  return undefined
}

/** Whether a fault swallows the answer to a call that has taken effect. */
export function answerLost(box: Box, use: Use): boolean {
  return struckBy(box, 'lostAnswer', use) !== undefined
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

/** Whom a call concerns, in words that stay the same from run to run, as message ids do not. */
export function useOf(box: Box, api: string, { params, body, headers }: FastifyRequest): Use {
  const { receive_id, app_id, AppID } = asObject(body)
  const { message_id, chat_id } = asObject(params)
  const message = box.messages.get(asText(message_id))
  const chat = message && box.chats.get(message.chat_id)
  const who = asText(receive_id) || (chat ? receiverOf(chat) : asText(chat_id))
  const app = appOfToken(box, headers.authorization)
  const caller = 'app_id' in app ? app.app_id : `${app_id ?? AppID ?? ''}`
  return { use: `${api} ${who || caller}`, api, who, chat: chat?.chat_id ?? who }
}
