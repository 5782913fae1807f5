import { once } from 'node:events'
import { connect } from 'node:net'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { aWeb } from './a-web.ts'

const token = randomBytes(16).toString('hex')

test('a request whose body never comes to its end is closed within the limit', async () => {
  await using web = await aWeb({ limits: { requestMs: 200, checkMs: 50 } })
  const { hostname, port } = new URL(web.web.url ?? '')
  const slow = connect({ host: hostname, port: Number(port) })
  slow.on('error', () => undefined)
  slow.write(
    'POST /health HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  )
  const [first] = await once(slow, 'data')
  expect(String(first)).toContain('408')
  await once(slow, 'close')
})

test('what is wrong with a request is answered by 4xx, not by 500', async () => {
  await using web = await aWeb({ adminToken: token })
  const json = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const ask = (method: string, path: string) => fetch(`${web.web.url}${path}`, { method, headers: json })
  for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) {
    for (const path of ['/health', '/board/api/queues/run-alarm/pause', '/nowhere']) {
      const { status } = await ask(method, path)
      expect([method, path, Math.floor(status / 100)]).toEqual([method, path, 4])
    }
  }
  expect((await web.get('/board?token=a&token=b')).status).toBe(400)
})

test('no answer may be kept, or shown in a frame of another page', async () => {
  await using web = await aWeb({ adminToken: token })
  const bearer = { authorization: `Bearer ${token}` }
  for (const [path, headers] of [
    ['/health', {}],
    ['/metrics', {}],
    ['/nowhere', {}],
    ['/board', bearer],
  ] as const) {
    const answer = await web.get(path, headers)
    expect([path, answer.headers.get('cache-control'), answer.headers.get('x-frame-options')]).toEqual([
      path,
      'no-store',
      'DENY',
    ])
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
})
