import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import { speakerOf, utter } from './speaker.ts'
import { Unable } from './unable.ts'

const Attach = z.object({
  as: z.string(),
  chat: z.string(),
  name: z.string().min(1).max(255),
  reply_to: z.string().optional(),
})

/** What people send as files and pictures, and the bytes of everything that has a key. */
export function serveFiles(server: FastifyInstance, state: SandboxState): void {
  server.post('/control/attach', ({ query, body, headers }) => {
    if (!Buffer.isBuffer(body) || body.length === 0)
      throw new Unable('attach: send the bytes of the file as the body, with a media type that is not JSON')
    const media = headers['content-type'] ?? 'application/octet-stream'
    return attach(state, { ...Attach.parse(query), media, bytes: body })
  })
  server.get('/control/file/:key', ({ params }, reply) => {
    const file = state.files.get(z.object({ key: z.string() }).parse(params).key)
    // Anything may be sent by anybody: shown on the page, it must not act there.
    const caged = { 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' }
    return reply
      .code(file ? 200 : 404)
      .headers(caged)
      .type(file?.media ?? 'text/plain')
      .send(file?.bytes ?? '')
  })
}

type Attachment = z.infer<typeof Attach> & { media: string; bytes: Buffer }

/** A person sends a picture or a file into a chat; an app in that chat can fetch it by the message. */
function attach(state: SandboxState, { name, media, bytes, ...speech }: Attachment): { message_id: string } {
  const speaker = speakerOf(state, speech)
  const type = media.startsWith('image/') ? 'image' : 'file'
  const key = `${type === 'image' ? 'img' : 'file'}_v3_${randomUUID()}`
  state.files.set(key, { name, bytes, media })
  return utter(state, speaker, {
    type,
    content: JSON.stringify(type === 'image' ? { image_key: key } : { file_key: key, file_name: name }),
    text: type === 'image' ? '[图片]' : `[${name}]`,
  })
}
