import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { extname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance, FastifyReply } from 'fastify'

type Files = Map<string, { type: string; body: Buffer }>
type Page = { state: 'building' } | { state: 'ready'; files: Files } | { state: 'failed'; why: string }

const CLIENT = join(import.meta.dirname, 'client')
const BUILDER = join(import.meta.dirname, 'build.ts')
const USUAL = resolve(import.meta.dirname, '../../../node_modules/.cache/zhibu-page')

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Serves the page at `/`. Its first build runs in a process of its own, so that the platform's calls never wait. */
export async function servePage(app: FastifyInstance, cache = USUAL): Promise<void> {
  let page: Page = { state: 'building' }
  const stop = new AbortController()
  const building = preparedFiles(cache, stop.signal).then(
    (files) => {
      page = { state: 'ready', files }
    },
    (error: unknown) => {
      page = { state: 'failed', why: error instanceof Error ? error.message : String(error) }
    },
  )
  app.addHook('onClose', async () => {
    stop.abort()
    await building
  })
  app.get('/', (_request, reply) => answer(reply, page, 'index.html'))
  app.get<{ Params: { name: string } }>('/assets/:name', (request, reply) =>
    answer(reply, page, `assets/${request.params.name}`),
  )
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send())
}

function answer(reply: FastifyReply, page: Page, name: string): FastifyReply {
  if (page.state === 'failed')
    return reply.code(500).type('text/html; charset=utf-8').send(failedHtml(page.why))
  if (page.state === 'building') return reply.code(503).type('text/html; charset=utf-8').send(WAITING_HTML)
  const file = page.files.get(name)
  if (file === undefined) return reply.code(404).send('not found')
  const lifetime = name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable'
  return reply.type(file.type).header('cache-control', lifetime).send(file.body)
}

async function preparedFiles(cache: string, signal: AbortSignal): Promise<Files> {
  const folder = join(cache, fingerprint())
  if (!existsSync(join(folder, 'index.html'))) {
    await promisify(execFile)(process.execPath, [BUILDER, CLIENT, folder], { signal })
    forgetOthers(cache, folder)
  }
  return filesIn(folder)
}

/** The built page belongs to exactly these sources. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of [BUILDER, ...pathsIn(CLIENT)])
    hash.update(relative(CLIENT, file)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

// A page built from older sources is never asked for again; who serves one holds its files in memory.
function forgetOthers(cache: string, folder: string): void {
  for (const name of readdirSync(cache)) {
    const old = join(cache, name)
    if (old !== folder && !name.startsWith('new-')) rmSync(old, { recursive: true, force: true })
  }
}

function filesIn(folder: string): Files {
  return new Map(
    pathsIn(folder).map((path) => {
      const type = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream'
      return [relative(folder, path), { type, body: readFileSync(path) }]
    }),
  )
}

function pathsIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

// A refresh by <meta> would only jump to the fragment of the address, never load again.
const WAITING_HTML = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<script>setTimeout(() => location.reload(), 700)</script><title>支部助手</title>
<body style="font:16px sans-serif;color:#646a73;padding:20vh 0;text-align:center">正在准备页面…</body></html>`

function failedHtml(why: string): string {
  const safe = why.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>支部助手</title>
<body style="font:16px sans-serif;padding:10vh 10vw"><h1>页面没有准备好</h1>
<p>请在项目目录运行 <code>npm ci</code> 后重新启动。</p><pre>${safe}</pre></body></html>`
}
