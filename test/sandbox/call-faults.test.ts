import { expect, it } from 'vitest'
import type { FaultKind } from '../../src/sandbox/faults.ts'
import { aText } from './app.ts'
import { TO_CHAT, TO_PERSON } from './hard-world.ts'
import { type Inside, openInside } from './inside.ts'

const shown = ({ control }: Inside) => control.messages('oc_branch', 'ou_bo')

it.each<[FaultKind, object]>([
  ['error', { status: 500, code: 2200 }],
  ['burst', { status: 429, code: 99991400 }],
  ['quota', { status: 400, code: 99991403 }],
])('%s takes the place of an answer, and nothing happens', async (kind, answer) => {
  await using inside = await openInside()
  await inside.control.fault({ kind, api: 'send', count: 1 })
  expect(await inside.call('POST', TO_CHAT, aText('oc_branch'))).toMatchObject(answer)
  expect(await shown(inside)).toEqual([])
  expect((await inside.call('POST', TO_CHAT, aText('oc_branch'))).code).toBe(0)
})

it('a burst says how long to stay away', async () => {
  await using inside = await openInside()
  await inside.control.fault({ kind: 'burst', ms: 4_200 })
  const { headers } = await inside.call('GET', '/bot/v3/info')
  expect(headers.get('x-ogw-ratelimit-reset')).toBe('5')
})

it('a proxy’s page comes instead of JSON, and nothing happens', async () => {
  await using inside = await openInside()
  await inside.control.fault({ kind: 'html' })
  const answer = await fetch(`${inside.url}/open-apis/im/v1/chats`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
  expect(await answer.text()).toContain('<html>')
})

it('latency comes before the effect', async () => {
  await using inside = await openInside()
  await inside.control.fault({ kind: 'latency', ms: 120 })
  await inside.call('POST', TO_CHAT, aText('oc_branch'))
  const last = (await inside.control.record()).at(-1)
  expect(last?.took).toBeGreaterThanOrEqual(119)
  expect((await inside.control.faults()).log).toMatchObject([{ kind: 'latency', use: 'send oc_branch' }])
})

it('an answer that is lost leaves the effect', async () => {
  await using inside = await openInside()
  await inside.control.fault({ kind: 'lostAnswer', api: 'send', count: 1 })
  await expect(inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))).rejects.toThrow('fetch failed')
  expect((await inside.control.record()).at(-1)).toMatchObject({ effect: 'new', code: 0, answered: false })
  await inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))
  expect(await shown(inside)).toHaveLength(1)
})

it('a person who has stopped the bot is not written to, and others are', async () => {
  await using inside = await openInside()
  await inside.control.fault({ kind: 'blocked', who: 'ou_bo' })
  expect(await inside.call('POST', TO_PERSON, aText('ou_bo'))).toMatchObject({ status: 400, code: 230053 })
  expect((await inside.call('POST', TO_PERSON, aText('ou_anna'))).code).toBe(0)
})

it('a bot that was put out of a group is outside of it for every call', async () => {
  await using inside = await openInside()
  const { message_id } = await inside.control.say({ as: 'ou_bo', chat: 'oc_branch', text: '您好' })
  await inside.control.fault({ kind: 'removed', chat: 'oc_branch' })
  expect((await inside.call('POST', TO_CHAT, aText('oc_branch'))).code).toBe(230002)
  expect((await inside.call('POST', `/im/v1/messages/${message_id}/reply`, aText(''))).code).toBe(230002)
  expect((await inside.call('GET', '/im/v1/chats/oc_branch/members')).code).toBe(232011)
  await inside.control.heal()
  expect((await inside.call('POST', TO_CHAT, aText('oc_branch'))).code).toBe(0)
})

it('a fault may concern one API, one person or one group', async () => {
  await using inside = await openInside()
  await inside.control.fault({ kind: 'error', who: 'ou_bo' })
  await inside.control.fault({ kind: 'quota', chat: 'oc_branch', api: 'members' })
  expect((await inside.call('POST', TO_PERSON, aText('ou_bo'))).status).toBe(500)
  expect((await inside.call('POST', TO_PERSON, aText('ou_anna'))).status).toBe(200)
  expect((await inside.call('POST', TO_CHAT, aText('oc_branch'))).status).toBe(200)
  expect((await inside.call('GET', '/im/v1/chats/oc_branch/members')).code).toBe(99991403)
})

it('the same seed strikes the same calls, in whatever order they come, and another seed others', async () => {
  const struck = async (seed: number, people: string[]) => {
    await using inside = await openInside()
    await inside.control.seed(seed)
    await inside.control.fault({ kind: 'error', api: 'send', share: 0.5 })
    for (const who of people) {
      inside.state.rates.clear()
      await inside.call('POST', TO_PERSON, aText(who))
    }
    return (await inside.control.faults()).log.map(({ use }) => use).sort()
  }
  const people = Array.from({ length: 20 }, () => ['ou_anna', 'ou_bo']).flat()
  const first = await struck(7, people)
  expect(await struck(7, people.toSorted())).toEqual(first)
  expect(first.length).toBeGreaterThan(5)
  expect(first.length).toBeLessThan(35)
  expect(await struck(8, people)).not.toEqual(first)
})
