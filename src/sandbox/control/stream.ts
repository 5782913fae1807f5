import type { FastifyReply } from 'fastify'
import type { SandboxState, News } from '../state.ts'

/** Tells a page what happens, as server-sent events; of chats only those its person is in. */
export function stream(state: SandboxState, { as, reply }: { as: string; reply: FastifyReply }): void {
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  reply.raw.write(': open\n\n')
  const listen = (news: News) => {
    if (news.chat_id !== undefined && !state.chats.get(news.chat_id)?.members.has(as)) return
    reply.raw.write(`data: ${JSON.stringify(news)}\n\n`)
  }
  state.news.on('news', listen)
  reply.raw.on('close', () => state.news.off('news', listen))
}
