import type { FastifyReply } from 'fastify'
import type { Box, News } from '../state.ts'

/** Tells a page what happens, as server-sent events; of chats only those its person is in. */
export function stream(box: Box, { as, reply }: { as: string; reply: FastifyReply }): void {
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  reply.raw.write(': open\n\n')
  const listen = (news: News) => {
    if (news.chat_id !== undefined && !box.chats.get(news.chat_id)?.members.has(as)) return
    reply.raw.write(`data: ${JSON.stringify(news)}\n\n`)
  }
  box.news.on('news', listen)
  reply.raw.on('close', () => box.news.off('news', listen))
}
