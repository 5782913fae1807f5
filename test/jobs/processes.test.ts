import { expect, test } from 'vitest'
import { expectSentOnce, messageWith, openBots } from '../support/bots.ts'

test('processes with roles of their own send each notice once, answer a click, and make one digest', async () => {
  await using bots = await openBots()
  const clock = await bots.start({ ZHIBU_ROLES: 'clock,worker' })
  const chat = await bots.start({ ZHIBU_ROLES: 'chat' })
  const worker = await bots.start({ ZHIBU_ROLES: 'worker' })
  await expectSentOnce(bots, 6)
  const message = await messageWith(bots, 'oc_fx_B10', '第四季度支部党员大会')
  const answer = await bots.sandbox.control.press({ as: 'ou_fx_0230', message, text: '参加' })
  expect(answer.toast?.['content']).toBe('已记录：您将参加。')
  await bots.moveTo('2026-11-23T08:30:00+08:00', [clock, chat, worker])
  // The committee's digest, and one for each of fourteen secretaries.
  await expectSentOnce(bots, 7 + 14)
  const digests = (await bots.sent()).filter((one) => one.startsWith('oc_fx_college'))
  expect(digests).toEqual([expect.stringContaining('第11周周报（11月16日—22日）')])
})

test('four bots that start at once on one empty database book and announce everything once', async () => {
  await using bots = await openBots()
  await Promise.all(Array.from({ length: 4 }, () => bots.start()))
  await expectSentOnce(bots, 6)
})

test('a bot that is told to stop lets its work finish within ten seconds, and the next one repeats nothing', async () => {
  await using bots = await openBots()
  const { control } = bots.sandbox
  const hold = await control.hold({ api: 'send', when: 'after', count: 3 })
  const first = await bots.start()
  await expect.poll(async () => (await control.held()).length).toBe(3)
  const stopped = first[Symbol.asyncDispose]()
  for (const { n } of await control.held()) await control.release(n, 'go')
  await control.unhold(hold)
  const asked = performance.now()
  await stopped
  expect(performance.now() - asked).toBeLessThan(10_000)
  await bots.start()
  await expectSentOnce(bots, 6)
})

test('a bot that moves in looks once at whom it reaches, again on the first of the month, and not the next morning', async () => {
  await using bots = await openBots()
  const bot = await bots.start()
  const looked = async () => (await bots.sandbox.control.record()).filter(({ api }) => api === 'chats').length
  const rested = () => expect.poll(async () => (await bot.ask()).idle).toBe(true)
  await bots.moveTo('2026-11-30T08:00:00+08:00', [bot])
  await expect.poll(looked).toBe(1)
  await rested()
  await bots.moveTo('2026-12-01T06:40:00+08:00', [bot])
  await bots.moveTo('2026-12-01T06:40:10+08:00', [bot])
  await expect.poll(looked).toBe(2)
  await rested()
  await bots.moveTo('2026-12-02T06:40:10+08:00', [bot])
  await rested()
  expect(await looked()).toBe(2)
})
