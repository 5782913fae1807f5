import { openFeishu } from '../../src/feishu/out/client.ts'
import { openSocket } from '../../src/feishu/in/socket.ts'
import { ChatId, MemberId, OpenId } from '../../src/ids.ts'
import { noteElsewhere, noteFailure, tellFailure } from '../../src/desk/service.ts'
import { handleClick, followConnection } from '../../src/inbox/service.ts'
import type { Post } from '../../src/letters/delivery/service.ts'
import type { ActionHandler, LetterKinds, LetterHandler } from '../../src/letters/types.ts'
import { openConnection } from '../../src/queue/connection.ts'
import { onDelivery } from '../../src/roster/service.ts'
import { aCtx } from './ctx.ts'
import { aDatabase } from './database.ts'
import { silentListener } from './silent-listener.ts'
import { aRedis } from './redis.ts'
import { APP, openSandbox } from './sandbox.ts'

export const BRANCH_CHAT = ChatId.parse('oc_branch')

/** A handler whose letters are always relevant and show `text`. */
export function aHandler(over: Partial<LetterHandler> & { text?: () => string } = {}): LetterHandler {
  return {
    urgency: 'answer',
    why: { because: '周三开会', stops: '取消后不发' },
    isRelevant: async () => true,
    render: async () => ({
      title: '会议通知',
      tone: 'blue',
      summary: '会议通知',
      blocks: [
        { kind: 'text', text: over.text?.() ?? '周三开会' },
        { kind: 'buttons', buttons: [{ text: '参加', style: 'primary', action: 'test.press', data: {} }] },
      ],
    }),
    ...over,
  }
}

/** Records, post and platform of a test: every kind of letter belongs to `handler`, every button to `press`. */
export async function aPost(handler: LetterHandler = aHandler(), press?: ActionHandler) {
  await using opening = new AsyncDisposableStack()
  const db = opening.use(await aDatabase())
  const ctx = await aCtx(db)
  const sandbox = opening.use(await openSandbox())
  const { url } = await aRedis()
  const { redis } = openConnection({ url, log: ctx.log })
  opening.defer(() => void redis.disconnect())
  const app = { appId: APP.app_id, appSecret: APP.app_secret, domain: sandbox.url, log: ctx.log }
  const feishu = opening.use(openFeishu({ ...app, elapsed: ctx.elapsed, redis, timeoutMs: 3_000 }))
  const post: Post = {
    feishu,
    letters: {
      // One handler serves all kinds.
      kinds: new Proxy({}, { get: () => handler }) as LetterKinds,
      actions: new Map(press === undefined ? [] : [['test.press', press]]),
      openIdOf: async (_tx, who) => OpenId.safeParse(`ou_${who}`).data ?? null,
      memberOf: async (_tx, openId) => MemberId.parse(openId.slice('ou_'.length)),
      onDelivery,
      heldBy: async () => null,
      isShared: async (_ctx, _tx, chat) => chat === BRANCH_CHAT,
      noteFailure,
      tellFailure,
      noteElsewhere,
    },
  }
  const listen = async () => {
    const connected = Promise.withResolvers<void>()
    const following = followConnection(ctx)
    opened.use(
      await openSocket({
        ...app,
        ...silentListener,
        onClick: (click) => handleClick(ctx, post.letters, click),
        onState(state) {
          if (state !== 'connected') return
          following.opened()
          connected.resolve()
        },
        onPong: following.heard,
      }),
    )
    await connected.promise
  }
  const sent = async () => (await sandbox.control.record()).filter(({ effect }) => effect === 'new')
  const opened = opening.move()
  return { db, ctx, post, sandbox, listen, sent, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
