import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { openWeek } from '../../src/digest/service.ts'
import { AlarmId, ChatId } from '../../src/ids.ts'
import { writeLetters } from '../../src/letters/service.ts'
import { aWeb } from './a-web.ts'

const token = randomBytes(16).toString('hex')

test('what the bot tells is counted', async () => {
  await using web = await aWeb()
  const { published } = web
  published.alarmCommitted(300)
  published.letterSent(90_000)
  published.callEnded({ api: 'send', code: 0, ms: 20 })
  published.callEnded({ api: 'patch', code: 230020, ms: 20 })
  published.callEnded({ api: 'patch', code: null, ms: 20 })
  published.repeatAvoided('click')
  published.clickAnswered(30)
  const lines = (await web.metrics()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'zhibu_lateness_seconds_bucket{le="0.25",until="committed"} 0',
      'zhibu_lateness_seconds_bucket{le="0.5",until="committed"} 1',
      'zhibu_lateness_seconds_sum{until="sent"} 90',
      'zhibu_platform_calls_total{api="send",outcome="ok"} 1',
      'zhibu_platform_calls_total{api="patch",outcome="230020"} 1',
      'zhibu_platform_calls_total{api="patch",outcome="no_answer"} 1',
      'zhibu_repeats_avoided_total{what="click"} 1',
      'zhibu_click_answer_seconds_bucket{le="0.05"} 1',
    ]),
  )
})

test('what the records, the queue and the connection know is read when asked', async () => {
  await using web = await aWeb()
  const { ctx } = web
  const to = { chat: ChatId.parse('oc_fx_college') }
  await transact(ctx, (tx) => writeLetters(ctx, tx, [{ key: 'k', kind: 'digest.college', ref: 'r', to }]))
  await openWeek(ctx, ctx.now())
  await web.queues.enqueue('run-alarm', [{ id: AlarmId.parse(crypto.randomUUID()) }])
  const before = (await web.metrics()).split('\n')
  expect(before).toEqual(
    expect.arrayContaining([
      'zhibu_letters{end="open"} 1',
      'zhibu_digest_waiting 1',
      'zhibu_queue_depth{queue="run-alarm"} 1',
      'zhibu_connection{state="connected"} 1',
      'zhibu_connection{state="failed"} 0',
    ]),
  )
  await web.db.updateTable('letters_letters').set({ ended: 'sent', ended_at: ctx.now() }).execute()
  const after = await web.metrics()
  expect(after).toContain('zhibu_letters{end="sent"} 1')
  expect(after).not.toContain('zhibu_letters{end="open"}')
})

test('the longest stall of the loop since the process was ready is seen', async () => {
  await using web = await aWeb()
  const stall = async () =>
    Number(/^zhibu_loop_stall_max_seconds (\S+)$/m.exec(await web.metrics())?.[1] ?? Number.NaN)
  await stall()
  const until = performance.now() + 1_000
  while (performance.now() < until) Math.sqrt(until)
  await stall()
  expect(await stall()).toBeGreaterThan(0.8)
  web.published.ready()
  expect(await stall()).toBeLessThan(0.8)
})

test('without ADMIN_TOKEN there is no queue board', async () => {
  await using web = await aWeb()
  expect((await web.get('/board')).status).toBe(404)
})

test('the queue board opens to a bearer of the token and to nobody else', async () => {
  await using web = await aWeb({ adminToken: token })
  for (const path of ['/board', '/board/api/queues', '/board/?token=wrong']) {
    expect((await web.get(path)).status, path).toBe(401)
  }
  expect((await web.get('/board', { cookie: `zhibu_board=${token}` })).status).toBe(401)
  const page = await web.get('/board', { authorization: `Bearer ${token}` })
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')])
  const listed = await web.get('/board/api/queues', { authorization: `Bearer ${token}` })
  expect(await listed.text()).toContain('deliver-letter')
})

test('a token in the address becomes a cookie that is not the token', async () => {
  await using web = await aWeb({ adminToken: token })
  const entered = await web.get(`/board?token=${token}`)
  const cookie = entered.headers.get('set-cookie') ?? ''
  expect([entered.status, entered.headers.get('location')]).toEqual([302, '/board'])
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  expect(cookie).not.toContain(token)
  expect((await web.get('/board', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200)
})

test('the board may look at jobs, not change them', async () => {
  await using web = await aWeb({ adminToken: token })
  const path = `${web.web.url}/board/api/queues/run-alarm/empty`
  const answer = await fetch(path, { method: 'PUT', headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(405)
})

test('on port -1 nothing is served', async () => {
  await using web = await aWeb({ port: -1 })
  expect(web.web.url).toBeNull()
})
