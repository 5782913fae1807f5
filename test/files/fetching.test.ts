import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { openFeishu } from '../../src/feishu/out/client.ts'
import { FileKey, ImageKey, MessageId, type PictureId } from '../../src/ids.ts'
import { openConnection } from '../../src/queue/connection.ts'
import {
  dropFiles,
  failedFiles,
  fetchFile,
  filesWait,
  filesWith,
  keepFile,
  keepPicture,
  picturesWith,
  takeDueFiles,
} from '../../src/files/service.ts'
import { readBytes } from '../../src/files/folder.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import type { HostedSandbox } from '../support/hosted-sandbox.ts'
import { PHOTO_WITH_PLACE, TRACES } from '../support/photo.ts'
import { aRedis } from '../support/redis.ts'
import { APP, openSandbox } from '../support/sandbox.ts'

/** Records, platform and edge, and a picture that Anna has sent; `told` counts what the feature was told of it. */
async function aPlace(over: { domain?: string } = {}) {
  await using opening = new AsyncDisposableStack()
  const db = opening.use(await aDatabase())
  const ctx = await aCtx(db)
  const sandbox = opening.use(await openSandbox())
  const { redis } = openConnection({ url: (await aRedis()).url, log: ctx.log })
  opening.defer(() => void redis.disconnect())
  const app = {
    appId: APP.app_id,
    appSecret: APP.app_secret,
    domain: over.domain ?? sandbox.url,
    log: ctx.log,
  }
  const feishu = opening.use(openFeishu({ ...app, elapsed: ctx.elapsed, redis }))
  const told: string[] = []
  const fetching = {
    feishu,
    settled: async (_ctx: unknown, _tx: unknown, of: { ref: string }) => void told.push(of.ref),
  }
  const sent = await sends(sandbox)
  const keep = () => transact(ctx, (tx) => keepPicture(tx, { ...sent, ref: 'R-A044' }))
  const id = await keep()
  if (id === undefined) throw new Error('not kept')
  const fetchOnce = () => fetchFile(ctx, fetching, id)
  const state = async () => (await transact(ctx, (tx) => picturesWith(tx, [id])))[0]
  const uploads = async () => (await sandbox.control.record()).filter(({ api }) => api === 'image')
  const opened = opening.move()
  return {
    ctx,
    db,
    sandbox,
    feishu,
    id,
    keep,
    told,
    fetchOnce,
    state,
    uploads,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

type Place = Awaited<ReturnType<typeof aPlace>>

async function sends({ control }: HostedSandbox) {
  const order = { as: 'ou_anna', chat: 'bot', name: '现场.jpg', type: 'image/jpeg', bytes: PHOTO_WITH_PLACE }
  const { message_id } = await control.attach(order)
  const [message] = await control.messages('bot', 'ou_anna')
  return { message: MessageId.parse(message_id), source: ImageKey.parse(message?.file?.['image_key']) }
}

/** Real time passes: the lease or the rest is over. */
async function rested({ db }: Place): Promise<void> {
  const longAgo = Temporal.Instant.from('2000-01-01T00:00:00Z')
  await db.updateTable('files_files').set({ look_at: longAgo }).execute()
}

/** One fetch that is stopped at the upload; `then` happens while it is. */
async function fetchStopped(at: Place, when: 'before' | 'after', then: () => Promise<void>): Promise<void> {
  const { control } = at.sandbox
  await control.hold({ api: 'image', when, count: 1 })
  const fetching = at.fetchOnce()
  await expect.poll(() => control.held()).toHaveLength(1)
  await then()
  for (const { n } of await control.held()) await control.release(n, 'cut')
  await fetching
}

test('a picture is looked at once a lease, fetched, and told to the feature in the same transaction', async () => {
  await using at = await aPlace()
  expect(await takeDueFiles(at.ctx)).toEqual([at.id])
  expect(await takeDueFiles(at.ctx)).toEqual([])
  expect([(await at.state())?.state, await filesWait(at.ctx)]).toEqual(['waiting', true])
  await at.fetchOnce()
  const state = await at.state()
  expect(state).toMatchObject({ state: 'here', ref: 'R-A044', key: expect.stringMatching(/^img_/) })
  const bytes = state?.state === 'here' && state.bytes ? await readBytes(at.ctx.dataPath, state.bytes) : null
  expect(bytes?.subarray(0, 2).toString('hex')).toBe('ffd8')
  for (const trace of TRACES) expect(bytes?.includes(trace)).toBe(false)
  expect([at.told, await filesWait(at.ctx)]).toEqual([['R-A044'], false])
})

test('a disk that takes nothing lets the picture rest longer each time, until whoever sent it is told', async () => {
  await using at = await aPlace()
  Object.assign(at.ctx, { dataPath: '/dev/null' })
  await at.fetchOnce()
  expect([(await at.state())?.state, await takeDueFiles(at.ctx)]).toEqual(['waiting', []])
  await at.db.updateTable('files_files').set({ attempts: 7 }).execute()
  await at.fetchOnce()
  expect([await at.state(), at.told]).toMatchObject([{ state: 'failed', code: 'ENOTDIR' }, ['R-A044']])
})

test('the same message again keeps no second picture', async () => {
  await using at = await aPlace()
  expect(await Promise.all(Array.from({ length: 20 }, at.keep))).toEqual(Array(20).fill(undefined))
})

test.each(['before', 'after'] as const)(
  'a connection that is cut %s the upload took effect leaves the picture open, and it is fetched again',
  async (when) => {
    await using at = await aPlace()
    await fetchStopped(at, when, async () => undefined)
    expect([(await at.state())?.state, at.told]).toEqual(['waiting', []])
    expect(await takeDueFiles(at.ctx)).toEqual([])
    await rested(at)
    expect(await takeDueFiles(at.ctx)).toEqual([at.id])
    await at.fetchOnce()
    expect([(await at.state())?.state, at.told]).toEqual(['here', ['R-A044']])
  },
)

test('twenty rings for one picture keep one copy', async () => {
  await using at = await aPlace()
  await Promise.all(Array.from({ length: 20 }, at.fetchOnce))
  const first = await at.state()
  await at.fetchOnce()
  expect(first).toMatchObject({ state: 'here' })
  expect(await at.state()).toEqual(first)
})

test('a picture that nobody wants any more while it is fetched stays dropped', async () => {
  await using at = await aPlace()
  await fetchStopped(at, 'before', () => transact(at.ctx, (tx) => dropFiles(at.ctx, tx, [at.id])))
  await at.fetchOnce()
  expect(await at.state()).toEqual({ id: at.id, ref: 'R-A044', state: 'dropped' })
  expect(await filesWait(at.ctx)).toBe(false)
})

test('what the platform refuses for good has failed at once, with its code and without a key', async () => {
  await using at = await aPlace()
  await at.db.updateTable('files_files').set({ source_key: 'img_of_another' }).execute()
  await at.fetchOnce()
  expect(await at.state()).toMatchObject({ state: 'failed', code: '234003' })
  expect(at.told).toEqual(['R-A044'])
  expect(await failedFiles(at.ctx)).toEqual([{ ref: 'R-A044', code: '234003' }])
})

test('a file is kept under a clean name by what it is, and one that is none has failed with its fault', async () => {
  await using at = await aPlace()
  const { control } = at.sandbox
  const sends = async (name: string, bytes: Buffer) => {
    const order = { as: 'ou_anna', chat: 'bot', name, type: 'application/octet-stream', bytes }
    const { message_id: message } = await control.attach(order)
    const file = (await control.messages('bot', 'ou_anna')).find(
      ({ message_id }) => message_id === message,
    )?.file
    const source = FileKey.parse(file?.['file_key'])
    const sent = { message: MessageId.parse(message), source, name, ref: 'R-A044' }
    const id = await transact(at.ctx, (tx) => keepFile(tx, sent))
    if (id === undefined) throw new Error('not kept')
    await fetchFile(at.ctx, { feishu: at.feishu, settled: async () => undefined }, id)
    return (await transact(at.ctx, (tx) => filesWith(tx, [id])))[0]
  }
  const pdf = Buffer.from('%PDF-1.7\n')
  const kept = await sends('../签字\u202e版.exe', pdf)
  expect(kept).toMatchObject({ state: 'here', name: '签字版.exe.pdf', type: 'pdf', size: 9 })
  expect(kept?.state === 'here' && (await readBytes(at.ctx.dataPath, kept.bytes))).toEqual(pdf)
  expect(await sends('签字版.pdf', Buffer.from('MZ'))).toMatchObject({ state: 'failed', code: 'format' })
})

test('a platform that does not answer is asked eight times, then the picture has failed', async () => {
  await using at = await aPlace({ domain: 'http://127.0.0.1:9' })
  for (let attempt = 1; attempt <= 7; attempt += 1) await at.fetchOnce()
  expect((await at.state())?.state).toBe('waiting')
  await at.fetchOnce()
  expect(await at.state()).toMatchObject({ state: 'failed', code: 'network' })
})

test('pictures come in the order asked for, and unknown ones are left out', async () => {
  await using at = await aPlace()
  const second = await transact(at.ctx, (tx) =>
    keepPicture(tx, { message: MessageId.parse('om_2'), source: ImageKey.parse('img_2'), ref: 'R-A048' }),
  )
  // One that was never kept.
  const unknown = crypto.randomUUID() as PictureId
  const wanted = [second, unknown, at.id].filter((id) => id !== undefined)
  const found = await transact(at.ctx, (tx) => picturesWith(tx, wanted))
  expect(found.map(({ id }) => id)).toEqual([second, at.id])
})
