import { expect, test } from 'vitest'
import { pageAt } from '../../src/pages/service.ts'
import { registry } from '../../src/router.ts'
import { ADMIN, aSite, MEMBER, PUBLIC } from './a-site.ts'

test('a browser stays signed in for eight hours, in a cookie that no script and no other site reads', async () => {
  await using site = await aSite()
  const answer = await site.post((await site.linkFor(MEMBER)).path)
  expect(answer.headers['set-cookie']).toMatch(
    /^__Host-zhibu=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  const [cookie] = answer.cookies
  const headers = { cookie: `__Host-zhibu=${cookie?.value}` }
  expect((await site.get('/p/me', headers)).statusCode).toBe(200)
  site.life.ctx.set('2026-11-23T16:59:00+08:00')
  expect((await site.get('/p/me', headers)).statusCode).toBe(200)
  site.life.ctx.set('2026-11-23T17:00:01+08:00')
  const late = await site.get('/p/me', headers)
  expect([late.statusCode, late.body.includes('登录已满8小时')]).toEqual([401, true])
})

test('without a session, or with one of nobody, there is nothing to see', async () => {
  await using site = await aSite()
  for (const cookie of [
    '',
    '__Host-zhibu=',
    '__Host-zhibu=x',
    `__Host-zhibu=${'A'.repeat(43)}`,
    '=;;=',
    'zhibu=x',
  ]) {
    const answer = await site.get('/p/me', { cookie })
    expect([cookie, answer.statusCode]).toEqual([cookie, 401])
    expect(answer.body).not.toContain('编号')
  }
})

test('each sees the own record, whatever another session showed', async () => {
  await using site = await aSite()
  const [one, other] = [await site.signIn(MEMBER), await site.signIn(ADMIN)]
  expect((await site.get('/p/me', one)).body).toContain(`编号${MEMBER}`)
  expect((await site.get('/p/me', other)).body).toContain(`编号${ADMIN}`)
  expect((await site.get('/p/me', other)).body).not.toContain(`编号${MEMBER}`)
})

test('rights are those of the request: an office that ends closes its pages, and whoever leaves is out at once', async () => {
  await using site = await aSite()
  const admin = await site.signIn(ADMIN, '/overview')
  expect((await site.get('/p/overview', admin)).statusCode).toBe(200)
  await site.life.db.deleteFrom('roster_committee').where('member_id', '=', ADMIN).execute()
  expect((await site.get('/p/overview', admin)).statusCode).toBe(403)
  expect((await site.get('/p/me', admin)).statusCode).toBe(200)
  const left = { left_on: '2026-11-22' }
  await site.life.db.updateTable('roster_members').set(left).where('id', '=', ADMIN).execute()
  expect((await site.get('/p/me', admin)).statusCode).toBe(401)
  expect(await site.life.db.selectFrom('pages_sessions').selectAll().execute()).toEqual([])
})

test('a link of somebody who has left in between opens nothing', async () => {
  await using site = await aSite()
  const { path } = await site.linkFor(MEMBER)
  await site.life.db
    .updateTable('roster_members')
    .set({ left_on: '2026-11-22' })
    .where('id', '=', MEMBER)
    .execute()
  const answer = await site.post(path)
  expect([answer.statusCode, answer.cookies]).toEqual([404, []])
})

test('退出 ends the session in the records, too; another link ends the one before it', async () => {
  await using site = await aSite()
  const headers = await site.signIn(MEMBER)
  expect((await site.post('/p/out', headers)).headers['set-cookie']).toContain('__Host-zhibu=; ')
  expect((await site.get('/p/me', headers)).statusCode).toBe(401)
  const [first, { path }] = [await site.signIn(ADMIN), await site.linkFor(ADMIN, '/overview')]
  await site.post(path, first)
  expect((await site.get('/p/me', first)).statusCode).toBe(401)
})

test('what another site sends is not done', async () => {
  await using site = await aSite()
  const headers = await site.signIn(MEMBER)
  const { path } = await site.linkFor(ADMIN)
  for (const from of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: `${PUBLIC}.evil.example` },
  ]) {
    expect((await site.post(path, from)).statusCode).toBe(403)
    expect((await site.post('/p/out', { ...headers, ...from })).statusCode).toBe(403)
  }
  expect((await site.get('/p/me', headers)).statusCode).toBe(200)
  expect((await site.post(path, { origin: 'null', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303)
})

test('no page is kept by a browser or a proxy, framed, or may run what is not its own', async () => {
  await using site = await aSite()
  const headers = await site.signIn(MEMBER)
  for (const url of ['/p/me', '/p/nowhere', '/p/in/x']) {
    const answer = (await site.get(url, headers)).headers
    const policy = String(answer['content-security-policy'])
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split('; ')).toContain(part)
    }
    expect([answer['referrer-policy'], answer['content-type']]).toEqual([
      'same-origin',
      'text/html; charset=utf-8',
    ])
  }
  const { body } = await site.get('/p/me', headers)
  expect(body).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
})

test('hostile addresses are answered with 4xx and a word, never with 500', async () => {
  await using site = await aSite()
  const headers = await site.signIn(ADMIN)
  for (const url of [
    '/p/meetings/%00',
    '/p/meetings?branch=%00&type=%00',
    '/p/me?%00=1',
    '/p/meetings/%E0%A4%A',
    '/p/%2e%2e/%2e%2e/etc/passwd',
    '/p/meetings/../../health',
    '/p//me',
    '/p/me/',
    '/p/meetings/<script>alert(1)</script>',
    `/p/meetings/${'A'.repeat(3000)}`,
    '/p/in/%00',
    '/p/assets/x/../../../package.json',
    '/p/assets/x/pages.css',
  ]) {
    const answer = await site.get(url, headers)
    expect([url, Math.floor(answer.statusCode / 100)]).toEqual([url, 4])
    expect(answer.body).not.toContain('<script>alert')
  }
  expect((await site.get('/p/me?x=1&x=2&__proto__=1', headers)).statusCode).toBe(200)
  const large = await site.web.inject({
    method: 'POST',
    url: '/p/out',
    payload: 'x'.repeat(5_000),
    headers: { ...headers, origin: PUBLIC },
  })
  expect(large.statusCode).toBe(413)
})

test('whoever tries tokens is soon looked up no more; a right one from elsewhere still opens', async () => {
  await using site = await aSite()
  const { path } = await site.linkFor(MEMBER)
  const from = (address: string) => ({ 'x-forwarded-for': address })
  for (let n = 0; n < 20; n += 1)
    expect((await site.post(`/p/in/wrong${n}`, from('192.0.2.1'))).statusCode).toBe(404)
  expect((await site.post(path, from('192.0.2.1'))).statusCode).toBe(429)
  expect((await site.post(path, from('192.0.2.2'))).statusCode).toBe(303)
})

test('below another path everything lies below it, cookie and links included', async () => {
  await using site = await aSite({ publicUrl: `${PUBLIC}/zhibu` })
  const answer = await site.post((await site.linkFor(MEMBER)).path)
  expect(answer.headers.location).toBe('/zhibu/p/me')
  expect(answer.headers['set-cookie']).toMatch(/^__Secure-zhibu=.*; Path=\/zhibu\/p; HttpOnly; Secure/)
  const [cookie] = answer.cookies
  const page = await site.get('/zhibu/p/me', { cookie: `__Secure-zhibu=${cookie?.value}` })
  expect(page.body).toContain('<base href="/zhibu/p/"')
  expect((await site.get('/p/me')).statusCode).toBe(404)
})

test('every page has an address of its own, and the menu leads only to what one may open', async () => {
  const paths = registry.pages.map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  for (const { path } of registry.pages) expect(pageAt(registry.pages, path)?.page.path).toBe(path)
  await using site = await aSite()
  const own = await site.get('/p/', await site.signIn(MEMBER))
  expect(own.body).not.toContain('总览')
  expect((await site.get('/p/', await site.signIn(ADMIN))).body).toContain('<h1>总览</h1>')
})
