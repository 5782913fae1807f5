import { expect, test } from 'vitest'
import { forgetOldLinks } from '../../src/pages/service.ts'
import { ADMIN, aSite, lastLink, MEMBER, OTHER, PUBLIC, SECRETARY } from './a-site.ts'

const LATER = '2026-11-23T09:10:01+08:00'

test('a link is looked at as often as anybody likes, and opens once', async () => {
  await using site = await aSite()
  const { toast, path } = await site.linkFor(MEMBER)
  expect(toast).toBe('链接已私聊发给您，10分钟内有效。')
  // As a preview of the chat does.
  for (const _ of [1, 2]) expect((await site.get(path)).body).toContain('请点“打开”继续')
  const answer = await site.post(path)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/p/me'])
  const again = await site.post(path)
  expect([again.statusCode, again.cookies]).toEqual([410, []])
  expect(again.body).toContain('链接已使用')
  expect((await site.get(path)).statusCode).toBe(410)
})

test('of a crowd that uses one link at once one is let in', async () => {
  await using site = await aSite()
  const { path } = await site.linkFor(MEMBER)
  const answers = await Promise.all(Array.from({ length: 20 }, () => site.post(path)))
  expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1)
  expect(answers.filter(({ statusCode }) => statusCode === 410)).toHaveLength(19)
  const sessions = await site.life.db.selectFrom('pages_sessions').selectAll().execute()
  expect(sessions).toHaveLength(1)
})

test('the records hold no secret: neither that of a link nor that of a session', async () => {
  await using site = await aSite()
  const { path } = await site.linkFor(MEMBER)
  const token = path.split('/').at(-1) ?? ''
  expect(token).toMatch(/^[\w-]{43}$/)
  const [cookie] = (await site.post(path)).cookies
  const kept = await Promise.all(
    (
      [
        'pages_links',
        'pages_tokens',
        'pages_sessions',
        'letters_letters',
        'letters_cards',
        'roster_audit',
      ] as const
    ).map((table) => site.life.db.selectFrom(table).selectAll().execute()),
  )
  expect(kept.slice(0, 3).map((rows) => rows.length)).toEqual([1, 1, 1])
  const text = JSON.stringify(kept)
  expect([text.includes(token), text.includes(cookie?.value ?? '')]).toEqual([false, false])
})

test('a link lapses after ten minutes, and 重新获取 puts a new one on its card; the old one is void', async () => {
  await using site = await aSite()
  const { path: old } = await site.linkFor(MEMBER)
  site.life.ctx.set(LATER)
  expect((await site.post(old)).body).toContain('链接已过期')
  const [letter] = await site.life.letters('pages.link')
  const renew = { data: { link: letter?.ref } }
  expect(await site.life.press(OTHER, 'pages.renew', renew)).toBe('这个链接不是发给您的。')
  expect(await site.life.press(MEMBER, 'pages.renew', renew)).toBe('已换成新链接，10分钟内有效。')
  expect((await site.post(old)).statusCode).toBe(404)
})

test('two presses within a minute are one link; a later one is another', async () => {
  await using site = await aSite()
  await site.linkFor(MEMBER)
  expect((await site.linkFor(MEMBER)).toast).toBe('链接刚刚已私聊发给您。')
  site.life.ctx.set(LATER)
  await site.linkFor(MEMBER)
  expect(await site.life.letters('pages.link')).toHaveLength(2)
})

test('a link goes only to whoever may open its page, and only privately', async () => {
  await using site = await aSite()
  const press = (who: string, to: string) => site.life.press(who, 'pages.details', { data: { to } })
  expect(await press(MEMBER, '/overview')).toBe('您目前无权查看这一页。')
  expect(await press(MEMBER, '/nowhere')).toBe('这一页已经没有了。')
  expect(await press(MEMBER, '//evil.example/me')).toBe('这一页已经没有了。')
  expect(await site.life.letters('pages.link')).toEqual([])
  expect(await press(ADMIN, '/overview')).toBe('链接已私聊发给您，10分钟内有效。')
  expect((await site.life.letters('pages.link')).map(({ receiver }) => receiver)).toEqual([`person:${ADMIN}`])
})

test('without a public address there is no link, and what an old card asks for is refused', async () => {
  await using site = await aSite()
  await site.linkFor(MEMBER)
  site.life.ctx.publicUrl = null
  expect(await site.life.press(MEMBER, 'pages.details', { data: { to: '/me' } })).toBe('学院没有开放网页。')
})

test('a card of a link that was opened says so', async () => {
  await using site = await aSite()
  const { path } = await site.linkFor(MEMBER)
  await site.post(path)
  const stale = await site.life.db.selectFrom('letters_cards').select(['wanted', 'shown']).execute()
  expect(stale.filter(({ wanted, shown }) => wanted > shown)).toHaveLength(1)
})

test('at night tokens and sessions that are over are forgotten', async () => {
  await using site = await aSite()
  await site.signIn(MEMBER)
  await site.linkFor(SECRETARY)
  site.life.ctx.set('2026-11-24T03:30:00+08:00')
  await forgetOldLinks(site.life.ctx)
  const left = (table: 'pages_tokens' | 'pages_sessions' | 'pages_links') =>
    site.life.db.selectFrom(table).selectAll().execute()
  expect([await left('pages_tokens'), await left('pages_sessions')]).toEqual([[], []])
  expect(await left('pages_links')).toHaveLength(2)
  site.life.ctx.set('2026-12-24T03:30:00+08:00')
  await forgetOldLinks(site.life.ctx)
  expect(await left('pages_links')).toEqual([])
})

test('the address in the card is the public one', async () => {
  await using site = await aSite({ publicUrl: `${PUBLIC}/zhibu` })
  await site.linkFor(MEMBER)
  expect(lastLink(site.life.sent)).toMatch(/^\/zhibu\/p\/in\//)
})
