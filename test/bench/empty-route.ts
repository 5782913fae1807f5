import Fastify from 'fastify'

/** A server that takes a message and says yes: what any server written like the local platform costs. */
const server = Fastify()
server.post('/open-apis/im/v1/messages', () => ({ code: 0, msg: 'success', data: {} }))
process.send?.(await server.listen({ host: '127.0.0.1', port: 0 }))
