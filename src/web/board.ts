import { createHash, timingSafeEqual } from 'node:crypto'
import type { Queue } from 'bullmq'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

const BASE = '/board'
const COOKIE = 'zhibu_board'
const Query = z.object({ token: z.string().optional() })

/** Serves the queue board to whoever holds the token: jobs may be looked at, not changed. */
export async function serveBoard(
  web: FastifyInstance,
  opts: { token: string; queues: Queue[] },
): Promise<void> {
  // Loaded here, so that a bot without a board does not carry it.
  const { createBullBoard } = await import('@bull-board/api')
  const { BullMQAdapter } = await import('@bull-board/api/bullMQAdapter')
  const { FastifyAdapter } = await import('@bull-board/fastify')
  const adapter = new FastifyAdapter()
  createBullBoard({
    queues: opts.queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
  })
  adapter.setBasePath(BASE)
  await web.register(
    (board, _options, done) => {
      board.addHook('onRequest', (request, reply) => guard(request, reply, opts.token))
      void board.register(adapter.registerPlugin())
      done()
    },
    { prefix: BASE },
  )
}

/** Lets in a bearer or a cookie; a token in the address is exchanged for a cookie, so that it does not stay there. */
async function guard(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
  const query = Query.safeParse(request.query)
  if (!query.success) return reply.code(400).send({ error: 'token is given more than once' })
  const { token: shown } = query.data
  if (shown !== undefined && isSame(shown, token)) {
    const cookie = `${COOKIE}=${pass(token)}; Path=${BASE}; HttpOnly; SameSite=Strict`
    return reply.header('set-cookie', cookie).redirect(request.url.split('?')[0] ?? BASE)
  }
  if (isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return
  if (isSame(cookieOf(request), pass(token))) return
  return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'ADMIN_TOKEN is needed' })
}

function cookieOf(request: FastifyRequest): string {
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
  return parts.find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? ''
}

/** What the browser keeps instead of the token. */
function pass(token: string): string {
  return createHash('sha256').update(`${COOKIE}:${token}`).digest('hex')
}

/** Compares in a time that tells nothing about where two texts differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
