import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { servePage } from '../../../src/sandbox/page/serve.ts'

let cache: string

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'page-'))
})
afterEach(() => rmSync(cache, { recursive: true }))

test('the page is built once: the next start serves the same files', async () => {
  await using first = await aServer()
  const html = await first.page()
  const built = builds()
  await using second = await aServer()
  expect(await second.page()).toBe(html)
  expect(builds()).toEqual(built)
})

test('a first start answers at once and says that the page is being prepared', async () => {
  await using server = await aServer()
  const answer = await server.get('/')
  expect(answer.statusCode).toBe(503)
  expect(answer.body).toContain('正在准备页面')
  expect(await server.page()).toContain('id="page"')
})

test('every file that the page names is served, and nothing else', async () => {
  await using server = await aServer()
  const names = [...(await server.page()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    (found) => found[1] ?? '',
  )
  expect(names.length).toBeGreaterThanOrEqual(2)
  for (const name of names) expect((await server.get(name)).statusCode).toBe(200)
  expect((await server.get('/assets/..%2Findex.html')).statusCode).toBe(404)
})

async function aServer() {
  const app = Fastify()
  await servePage(app, cache)
  const get = (url: string) => app.inject({ method: 'GET', url })
  const page = async () => {
    await expect.poll(async () => (await get('/')).statusCode).toBe(200)
    return (await get('/')).body
  }
  return { get, page, [Symbol.asyncDispose]: () => app.close() }
}

function builds(): [string, number][] {
  return readdirSync(cache).map((name) => [name, statSync(join(cache, name)).mtimeMs])
}
