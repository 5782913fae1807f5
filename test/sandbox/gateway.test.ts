import { describe, expect, it } from 'vitest'
import { issueToken } from '../../src/sandbox/api/token.ts'
import { asObject } from '../../src/sandbox/json.ts'
import { GATEWAY, take } from '../../src/sandbox/rules/rates.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { aText, post } from './app.ts'
import { TO_CHAT } from './hard-world.ts'
import { type Inside, openInside } from './inside.ts'

const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'

/** A call with any header of authorization, or none. */
async function knock({ url }: Inside, authorization?: string) {
  const headers = authorization === undefined ? undefined : { authorization }
  const answer = await fetch(`${url}/open-apis/bot/v3/info`, headers && { headers })
  return [answer.status, asObject(await answer.json())['code']]
}

describe('the token', () => {
  it('stays the same while half an hour of it is left, then a new one is given and both are valid', async () => {
    await using inside = await openInside()
    const ask = () => issueToken(inside.state, APP).body
    const first = ask()
    expect(first['expire']).toBeLessThanOrEqual(7200)
    expect(ask()['tenant_access_token']).toBe(first['tenant_access_token'])
    for (const token of inside.state.tokens.values()) token.until -= 5_401_000
    const second = ask()
    expect(second['tenant_access_token']).not.toBe(first['tenant_access_token'])
    for (const { tenant_access_token } of [first, second])
      expect(await knock(inside, `Bearer ${tenant_access_token}`)).toEqual([200, 0])
  })

  it.each([
    ['missing', undefined, 99991661],
    ['of another kind', 'Basic abc', 99991661],
    ['a user’s', 'Bearer u-abc', 99991668],
    ['no token at all', 'Bearer abc', 99991671],
    ['unknown', 'Bearer t-abc', 99991663],
  ])('that is %s is refused', async (_what, header, code) => {
    await using inside = await openInside()
    expect(await knock(inside, header)).toEqual([400, code])
  })

  it.each(questions.expiredTokenStatus.answers)(
    'that has expired is refused under HTTP %s',
    async (status) => {
      await using inside = await openInside()
      inside.state.switches.expiredTokenStatus = status
      for (const token of inside.state.tokens.values()) token.until = 0
      expect(await inside.call('GET', '/bot/v3/info')).toMatchObject({
        status: Number(status),
        code: 99991663,
      })
    },
  )

  it.each(questions.wrongSecretStatus.answers)(
    'is not given for wrong credentials, under HTTP %s',
    async (status) => {
      await using inside = await openInside()
      inside.state.switches.wrongSecretStatus = status
      const ask = async (body: object) => {
        const answer = await post(`${inside.url}${TOKEN_PATH}`, body)
        expect(answer.status).toBe(Number(status))
        return answer.body['code']
      }
      expect(await ask({ app_id: APP.app_id })).toBe(10003)
      expect(await ask({ app_id: 'cli_00000000000000ff', app_secret: 'x' })).toBe(10014)
      expect(await ask({ app_id: APP.app_id, app_secret: 'wrong' })).toBe(10015)
    },
  )

  it('of an app that was disabled is refused, and there is no new one', async () => {
    await using inside = await openInside()
    for (const app of inside.state.apps.values()) app.enabled = false
    expect(await inside.call('GET', '/bot/v3/info')).toMatchObject({ status: 400, code: 99991662 })
    expect(issueToken(inside.state, APP).body).toMatchObject({ code: 10014 })
  })
})

describe('the gateway', () => {
  it('names the scopes that a call lacks', async () => {
    await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes: [] }] }))
    const answer = await inside.call('POST', TO_CHAT, aText('oc_branch'))
    expect(answer).toMatchObject({ status: 400, code: 99991672 })
    expect(answer.msg).toMatch(/^Access denied\..*\[im:message, im:message:send_as_bot, im:message:send\]\./)
  })

  it('offers nothing besides what the bot calls', async () => {
    await using inside = await openInside()
    const offered = async (method: string, path: string) => {
      const { status, code, msg } = await inside.call(method, path)
      return [status, code, msg]
    }
    const notOffered = [404, 99991201, 'sandbox: not offered']
    expect(await offered('GET', '/calendar/v4/calendars')).toEqual(notOffered)
    expect(await offered('POST', '/auth/v3/app_access_token/internal')).toEqual(notOffered)
    expect(await offered('PUT', '/im/v1/messages/om_1')).toEqual(notOffered)
    expect(await offered('GET', '/im/v1/messages/om_1')).toEqual(notOffered)
    expect(await offered('POST', '/im/v1/batch_messages')).toEqual(notOffered)
    expect(await offered('DELETE', '/bot/v3/info')).toEqual([400, 99991301, "request method doesn't match"])
  })

  it.each([
    ['receive_id_type', 'POST /im/v1/messages', aText('oc_branch')],
    ['receive_id', `POST ${TO_CHAT}`, { msg_type: 'text', content: '{}' }],
    ['content', `POST ${TO_CHAT}`, { ...aText('oc_branch'), content: {} }],
    ['uuid', `POST ${TO_CHAT}`, aText('oc_branch', 'x'.repeat(51))],
    ['content', 'POST /im/v1/messages/om_1/reply', { msg_type: 'text' }],
    ['content', 'PATCH /im/v1/messages/om_1', {}],
    ['page_size', 'GET /im/v1/chats?page_size=many', undefined],
    ['user_ids', 'GET /contact/v3/users/batch', undefined],
  ])('says that %s is at fault in %s', async (field, line, body) => {
    await using inside = await openInside()
    const [method = '', path = ''] = line.split(' ')
    const { status, code, error } = await inside.call(method, path, body)
    expect([status, code]).toEqual([400, 99992402])
    expect(error['field_violations']).toMatchObject([{ field, description: expect.stringMatching(/./) }])
  })

  it('gives every answer a log id of its own, which an error repeats', async () => {
    await using inside = await openInside()
    const [fine, outside, missing] = await Promise.all([
      inside.call('GET', '/bot/v3/info'),
      inside.call('POST', TO_CHAT, aText('oc_other')),
      inside.call('POST', TO_CHAT, {}),
    ])
    const ids = [fine, outside, missing].map(({ headers }) => headers.get('x-tt-logid'))
    expect(new Set(ids).size).toBe(3)
    expect([outside.error['log_id'], missing.error['log_id']]).toEqual(ids.slice(1))
    expect(fine.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(Object.keys(outside.error)).toContain('troubleshooter')
    expect(Object.keys(missing.error)).toContain('message')
  })

  it('writes down what a call was told and how long it took', async () => {
    await using inside = await openInside()
    await inside.call('POST', TO_CHAT, aText('oc_other'))
    const last = (await inside.control.record()).at(-1)
    expect(last).toMatchObject({ api: 'send', code: 230002, msg: 'The bot can not be outside the group.' })
    expect(last?.took).toBeGreaterThanOrEqual(0)
  })
})

describe('the limits', () => {
  it('let fifty calls of one API through in any second and a thousand in any minute', () => {
    const rates = new Map<string, number[]>()
    const second = (now: number) =>
      Array.from({ length: 60 }, () => take(rates, 'k', { limits: GATEWAY, now })).filter((over) => !over)
    expect(second(0)).toHaveLength(50)
    expect(take(rates, 'k', { limits: GATEWAY, now: 999 })).toEqual({ used: 50, limit: 50, resetMs: 1 })
    for (let now = 1_000; now < 19_000; now += 1_000) expect(second(now)).toHaveLength(50)
    expect([second(19_000).length, second(20_000).length, second(59_999).length]).toEqual([50, 0, 0])
    expect(second(60_000)).toHaveLength(50)
  })

  it.each([
    [50, 0],
    [1000, 30_000],
  ])('say under HTTP 429 that it is %i calls, and how long to wait', async (limit, ago) => {
    await using inside = await openInside()
    // What lies ahead stays within the second, however slow the machine is.
    const at = performance.now() + 20_000 - ago
    inside.state.rates.set(`api ${APP.app_id} bot_info`, new Array(limit).fill(at))
    const answer = await inside.call('GET', '/bot/v3/info')
    expect(answer).toMatchObject({ status: 429, code: 99991400, msg: 'request trigger frequency limit' })
    expect(answer.headers.get('x-ogw-ratelimit-limit')).toBe(`${limit}`)
    expect(Number(answer.headers.get('x-ogw-ratelimit-reset'))).toBeGreaterThan(0)
    expect((await inside.control.meters()).apis).toMatchObject([{ api: 'bot_info', minute: { used: limit } }])
  })

  it.each(questions.rateHeaders.answers)('tell of themselves: %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.rateHeaders = value
    const refused = await inside.call('POST', TO_CHAT, aText('oc_other'))
    const fine = await inside.call('GET', '/bot/v3/info')
    for (const { headers } of [refused, fine])
      expect(headers.get('x-ogw-ratelimit-limit')).toBe(value === 'always' ? '1000' : null)
  })

  it('end with the month’s quota, which begins anew with the next month', async () => {
    await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes: SCOPES, quota: 2 }] }))
    const codes = async () => (await inside.call('GET', '/bot/v3/info')).code
    expect([await codes(), await codes(), await codes()]).toEqual([0, 0, 99991403])
    expect((await inside.control.meters()).quota).toEqual({ used: 2, limit: 2 })
    inside.state.clock.offsetMs += 31 * 86_400_000
    expect(await codes()).toBe(0)
  })
})

it.each([
  ['POST', TO_CHAT, 230006],
  ['POST', '/im/v1/messages/om_1/reply', 230006],
  ['PATCH', '/im/v1/messages/om_1', 230006],
  ['GET', '/im/v1/chats', 232025],
  ['GET', '/im/v1/chats/oc_branch/members', 232025],
  ['POST', '/im/v1/images', 234007],
])('an app without the ability of a bot gets from %s %s: %i', async (method, path, code) => {
  await using inside = await openInside(aWorld({ apps: [{ ...APP, scopes: SCOPES, bot: false }] }))
  expect(await inside.call(method, path, method === 'GET' ? undefined : {})).toMatchObject({
    status: 400,
    code,
  })
})
