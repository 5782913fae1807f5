import type { FastifyInstance } from 'fastify'
import type { Webhook } from '../feishu/in/webhook.ts'

/** Where the platform posts events and callbacks alike. */
const PATH = '/feishu/events'
/** A message holds at most 150 KB, and encrypting adds a third. */
const BODY_LIMIT = 1024 * 1024

/** Serves the platform's way in: the bytes as they came, since the signature is over them. */
export async function serveWebhook(web: FastifyInstance, opened: () => Webhook | null): Promise<void> {
  await web.register(
    (scope, _options, done) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
      scope.setErrorHandler(async ({ statusCode = 500 }: { statusCode?: number }, _request, reply) =>
        reply.code(statusCode).send({}),
      )
      scope.post('/', { bodyLimit: BODY_LIMIT }, async ({ headers, body }, reply) => {
        const webhook = opened()
        // While we start or stop: the platform brings an event again.
        if (webhook === null) return reply.code(503).send({})
        const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
        const answer = await webhook.receive({ headers, body: bytes })
        return reply.code(answer.status).send(answer.body)
      })
      scope.addHook('preClose', async () => opened()?.settled())
      done()
    },
    { prefix: PATH },
  )
}
