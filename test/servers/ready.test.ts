import { spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SCRIPT = join(import.meta.dirname, '../../config/ready.sh')
const TOOLS = [
  'sh',
  'id',
  'find',
  'tr',
  'grep',
  'paste',
  'dirname',
  'timeout',
  'cat',
  'touch',
  'mkdir',
  'chmod',
]

test('a machine that has everything is left alone, without a word', async () => {
  await using checkout = await aCheckout({ 'redis-server': '', pg_config: OWN_POSTGRES })
  expect(checkout.ready('demo')).toEqual({ code: 0, lines: [] })
})

test('without apt-get a missing server is two lines, what is missing and what to type, and a failure', async () => {
  await using checkout = await aCheckout({ pg_config: OWN_POSTGRES })
  const { code, lines } = checkout.ready('demo')
  expect(code).toBe(1)
  expect(lines).toEqual([
    expect.stringMatching(/missing: redis-server$/),
    expect.stringMatching(/apt-get install -y redis-server$/),
  ])
})

test('where the browser without windows is not packaged, the usual one is installed', async () => {
  const apt =
    'case "$*" in *headless*) exit 100 ;; *chromium*) touch bin/chromium; chmod +x bin/chromium ;; esac'
  const fonts = 'echo font'
  await using checkout = await aCheckout({
    ...{ 'redis-server': '', pg_config: OWN_POSTGRES, 'fc-list': fonts, 'apt-get': apt },
  })
  const { code, lines } = checkout.ready('test')
  expect([code, lines]).toEqual([0, [expect.stringContaining('installing chromium-headless-shell')]])
  expect(checkout.ready('test')).toEqual({ code: 0, lines: [] })
})

test('servers that are given by their addresses are not asked for', async () => {
  await using checkout = await aCheckout({})
  const given = { DATABASE_URL: 'postgres://elsewhere/zhibu', REDIS_URL: 'redis://elsewhere' }
  expect(checkout.ready('start', given)).toEqual({ code: 0, lines: [] })
})

test('packages older than the lock are installed again, by the npm outside node_modules', async () => {
  await using checkout = await aCheckout({
    npm: 'echo "$PATH" > npm.path; touch node_modules/.package-lock.json',
  })
  await checkout.changeLock()
  expect(checkout.ready('check').lines).toEqual([expect.stringContaining('npm ci')])
  expect(await readFile(join(checkout.path, 'npm.path'), 'utf8')).not.toContain('node_modules')
  expect(checkout.ready('check')).toEqual({ code: 0, lines: [] })
})

test('an npm that fails is two lines and a failure', async () => {
  await using checkout = await aCheckout({ npm: 'exit 7' })
  await checkout.changeLock()
  const { code, lines } = checkout.ready('check')
  expect(code).toBe(1)
  expect(lines.at(-1)).toMatch(/type: npm ci$/)
})

const OWN_POSTGRES = 'echo "$PWD/postgres/bin"'

/** A checkout with packages installed, on a machine that has only a shell and the programs given here. */
async function aCheckout(programs: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), 'zhibu-ready-'))
  const folders = ['bin', 'config', 'node_modules/.bin', 'postgres/bin']
  for (const folder of folders) await mkdir(join(path, folder), { recursive: true })
  await copyFile(SCRIPT, join(path, 'config/ready.sh'))
  await writeFile(join(path, 'package-lock.json'), '{}')
  await writeFile(join(path, 'node_modules/.package-lock.json'), '{}')
  await symlink(process.execPath, join(path, 'node_modules/.bin/node'))
  for (const tool of TOOLS) await symlink(whereIs(tool), join(path, 'bin', tool))
  for (const [name, body] of Object.entries({ ...programs, 'postgres/bin/initdb': '' })) {
    await addProgram(join(path, name.includes('/') ? name : `bin/${name}`), body)
  }
  const ready = (what: string, env: Record<string, string> = {}) => run(path, what, env)
  const changeLock = () => utimes(join(path, 'node_modules/.package-lock.json'), 0, 0)
  const remove = () => rm(path, { recursive: true, force: true })
  return { path, ready, changeLock, [Symbol.asyncDispose]: remove }
}

function run(path: string, what: string, env: Record<string, string>) {
  const PATH = `${path}/node_modules/.bin:${path}/bin`
  const { status, stderr } = spawnSync(`${path}/bin/sh`, ['config/ready.sh', what], {
    cwd: path,
    env: { PATH, ...env },
    encoding: 'utf8',
  })
  return { code: status, lines: stderr.split('\n').filter(Boolean) }
}

async function addProgram(file: string, body: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${body}\n`)
  await chmod(file, 0o755)
}

function whereIs(tool: string): string {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim()
}
