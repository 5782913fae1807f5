import type { Redis } from 'ioredis'
import { type Budget, openBudget } from './budget.ts'
import { type Api, type Call, type CallOptions, openCall } from './call.ts'
import type { FileKey, ImageKey, MessageId } from '../../ids.ts'
import { FeishuError, GATEWAY_LIMIT, unanswered } from '../errors.ts'
import { type BotInfo, botInfo, type Chat, chatMembers, chats, type Person, users } from './lookups.ts'
import { patchCall, recallCall, replyCall, sendCall, sentOf } from './messages.ts'
import type { PatchRequest, ReplyRequest, SendRequest, Sent } from './messages.ts'
import { download, type SentResource, uploadFile, uploadImage } from './resources.ts'
import { waitFor } from './wait.ts'

export type { MessageContent, Sent } from './messages.ts'

/**
 * The platform as the bot sees it. Every failure is a `FeishuError`. Ask `budget` before `send`, `reply`, `patch` and
 * `recall`: they go at once. Everything else waits for its own turn, five seconds at most.
 */
export type Feishu = AsyncDisposable & {
  readonly budget: Budget
  send(request: SendRequest): Promise<Sent>
  reply(request: ReplyRequest): Promise<Sent>
  patch(request: PatchRequest): Promise<void>
  /** Takes a message back for everybody; refused once the company's window has passed. */
  recall(messageId: MessageId): Promise<void>
  botInfo(): Promise<BotInfo>
  chats(): Promise<Chat[]>
  chatMembers(chatId: string): Promise<Person[]>
  /** People outside the app's contact range are silently missing, as the platform leaves them out. */
  users(openIds: string[]): Promise<Person[]>
  /** The bytes of something that somebody sent. */
  download(sent: SentResource): Promise<Buffer>
  /** Makes a picture of the bot's own and returns its key. */
  uploadImage(image: Buffer): Promise<ImageKey>
  /** Makes a file of the bot's own and returns its key. */
  uploadFile(file: { name: string; bytes: Buffer }): Promise<FileKey>
}

export type FeishuOptions = CallOptions & { redis: Redis }

/** Opens the connection to the platform's HTTP interface; closing cuts what is still under way. */
export function openFeishu(options: FeishuOptions): Feishu {
  const closing = new AbortController()
  const budget = openBudget(options)
  const call = honest(openCall(options, closing.signal), budget)
  const patient = inTurn(call, budget, closing.signal)
  return {
    budget,
    send: (request) => call(sendCall(request)).then(sentOf),
    reply: (request) => call(replyCall(request)).then(sentOf),
    patch: async (request) => {
      await call(patchCall(request))
    },
    recall: async (messageId) => {
      await call(recallCall(messageId))
    },
    botInfo: () => botInfo(patient),
    chats: () => chats(patient),
    chatMembers: (chatId) => chatMembers(patient, chatId),
    users: (openIds) => users(patient, openIds),
    download: (sent) => download(patient, sent),
    uploadImage: (image) => uploadImage(patient, image),
    uploadFile: (file) => uploadFile(patient, file),
    async [Symbol.asyncDispose]() {
      closing.abort()
    },
  }
}

/** The gateway's limit, and the month's quota: while they last, one call in a while asks for all. */
const LIMITS = [GATEWAY_LIMIT, 99991403]

/** Tells the budget when the platform says that we were too fast or too many after all. */
function honest(call: Call, budget: Budget): Call {
  return async (request) => {
    try {
      return await call(request)
    } catch (error) {
      if (error instanceof FeishuError && LIMITS.includes(error.code ?? 0)) {
        await budget.penalise(request.api, error.waitMs ?? 1000)
      }
      throw error
    }
  }
}

function inTurn(call: Call, budget: Budget, closing: AbortSignal): Call {
  return async (request) => {
    await turn(budget, request.api, closing)
    return await call(request)
  }
}

/** Longer would hold up a stop; whoever asked comes back later. */
const PATIENCE_MS = 5_000

async function turn(budget: Budget, api: Api, closing: AbortSignal): Promise<void> {
  for (let waited = 0; waited <= PATIENCE_MS; ) {
    const ms = await budget.take({ api })
    if (ms === 0) return
    await waitFor(api, Math.min(ms, PATIENCE_MS), closing)
    waited += ms
  }
  throw unanswered(api, `no turn within ${PATIENCE_MS / 1000} s`, { mayHaveHappened: false })
}
