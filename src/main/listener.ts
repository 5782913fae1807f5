import type { Env } from '../../config/env.ts'
import type { Ctx } from '../ctx.ts'
import { transact } from '../db/transact.ts'
import { greet } from '../desk/service.ts'
import { messageOf } from '../errors.ts'
import type { Feishu } from '../feishu/out/client.ts'
import type { Listener } from '../feishu/in/events.ts'
import { editMessage, recallMessage, receiveMessage } from '../inbox/service.ts'
import { openSocket, type SocketPace, type SocketState } from '../feishu/in/socket.ts'
import { openWebhook, type Webhook } from '../feishu/in/webhook.ts'
import { handleClick, followConnection } from '../inbox/service.ts'
import { askForCheck } from '../roster/service.ts'
import { registry } from '../router.ts'
import type { OpenId } from '../ids.ts'
import type { PublishedMetrics } from '../web/metrics.ts'

/** The way by which the platform comes to us: a long connection, or our own address. */
export type EventSource = AsyncDisposable & {
  /** The long connection's; null where the platform comes to us, and `connecting` as long as nobody listens either way. */
  state(): SocketState | null
  /** Null where there is none, and until it is open. */
  webhook(): Webhook | null
  /** Begins to listen. */
  open(): Promise<void>
}

export type EventSourceOptions = {
  env: Env
  app: { appId: string; appSecret: string; domain: string; proxy: string | null; pace?: SocketPace }
  ctx: Ctx
  metrics: PublishedMetrics
  feishu: Feishu
}

/** While nobody listens: whoever asks whether we are sound is told no. */
const UNHEARD = (): SocketState | null => 'connecting'

/** The event source of a process that chats: closed until `open`, and silent once it is disposed. */
export function prepareEventSource(opts: EventSourceOptions): EventSource {
  const { env, app, ctx } = opts
  const opened = new AsyncDisposableStack()
  let state = UNHEARD
  let webhook: Webhook | null = null
  return {
    state: () => state(),
    webhook: () => webhook,
    async open() {
      const listener = await listenerOf(opts)
      if (env.webhook === null) {
        const following = followConnection(ctx)
        const onState = (is: SocketState) => is === 'connected' && following.opened()
        const socket = opened.use(await openSocket({ ...listener, ...app, onState, onPong: following.heard }))
        state = socket.state
        return
      }
      const endpoint = openWebhook({ ...listener, ...env.webhook, now: ctx.now })
      webhook = endpoint
      state = () => null
      opened.defer(() => endpoint.settled())
    },
    async [Symbol.asyncDispose]() {
      webhook = null
      state = UNHEARD
      await opened.disposeAsync()
    },
  }
}

/** The handlers of events, whichever way they come: a click is answered at once, a message is stored and acknowledged. */
async function listenerOf({ ctx, feishu, metrics }: EventSourceOptions): Promise<Listener> {
  const self = knowSelf(ctx, feishu)
  await self.ask()
  return {
    log: ctx.log,
    botOpenId: self.openId,
    onMessage: (message) => receiveMessage(ctx, message),
    onEdit: (message, at) => editMessage(ctx, message, at),
    onRecall: (message) => recallMessage(ctx, message),
    onAdded: (added) => transact(ctx, (tx) => greet(ctx, tx, added)),
    onChange: () => transact(ctx, (tx) => askForCheck(ctx, tx)),
    async onClick(click) {
      const started = ctx.elapsed()
      const answer = await handleClick(ctx, registry.letters, click)
      metrics.clickAnswered(ctx.elapsed() - started)
      return answer
    },
  }
}

/** Our own open_id: asked for at the start and, if the platform was away then, again at the events that need it. */
export function knowSelf(ctx: Pick<Ctx, 'log'>, feishu: Pick<Feishu, 'botInfo'>) {
  let openId: OpenId | null = null
  let asking: Promise<void> | null = null
  async function ask(): Promise<void> {
    try {
      openId = (await feishu.botInfo()).openId
    } catch (thrown) {
      ctx.log.warn({ err: messageOf(thrown) }, 'bot info not known: every mention of a bot counts as ours')
    }
  }
  return {
    ask,
    openId() {
      if (openId === null && asking === null) {
        asking = ask().finally(() => {
          asking = null
        })
      }
      return openId
    },
  }
}
