import { expect, it } from 'vitest'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { type Inside, openInside } from './inside.ts'

/** Every page of a list, as `has_more` leads through it. */
async function pages({ call }: Inside, path: string): Promise<string[][]> {
  const found: string[][] = []
  for (let token = '', more = true; more; ) {
    const { data } = await call('GET', `${path}?page_size=1&page_token=${token}`)
    const items: { member_id?: string; chat_id?: string }[] = JSON.parse(JSON.stringify(data['items']))
    found.push(items.map(({ member_id, chat_id }) => `${member_id ?? chat_id}`))
    token = `${data['page_token']}`
    more = data['has_more'] === true
  }
  return found
}

it('the list of a group’s people leaves out its bots, so that a page may hold fewer than asked for', async () => {
  await using inside = await openInside()
  expect(await pages(inside, '/im/v1/chats/oc_branch/members')).toEqual([[], ['ou_anna'], ['ou_bo']])
  const { data } = await inside.call('GET', '/im/v1/chats/oc_branch/members')
  expect(data).toMatchObject({ has_more: false, member_total: 2 })
})

it('the list of groups holds those with the bot, and none that was dissolved or that it was put out of', async () => {
  await using inside = await openInside()
  expect(await pages(inside, '/im/v1/chats')).toEqual([['oc_branch']])
  await inside.control.fault({ kind: 'removed', chat: 'oc_branch' })
  expect(await pages(inside, '/im/v1/chats')).toEqual([[]])
  await inside.control.heal()
  for (const chat of inside.state.chats.values()) chat.dissolved = true
  expect(await pages(inside, '/im/v1/chats')).toEqual([[]])
})

it.each([
  ['/im/v1/chats/oc_nowhere/members', 232006],
  ['/im/v1/chats/oc_other/members', 232011],
  ['/im/v1/chats/oc_branch/members?page_size=101', 232001],
  ['/im/v1/chats/oc_branch/members?member_id_type=union_id', 99991201],
  ['/im/v1/chats?page_token=forged', 232001],
  [`/contact/v3/users/batch?${'user_ids=ou_bo&'.repeat(51)}`, 40001],
  ['/contact/v3/users/batch?user_ids=ou_foreign', 99992361],
])('%s is refused with %i', async (path, code) => {
  await using inside = await openInside(aWorld({ foreign_open_ids: ['ou_foreign'] }))
  expect(await inside.call('GET', path)).toMatchObject({ status: 400, code })
})

it('the people of a dissolved group cannot be asked for', async () => {
  await using inside = await openInside()
  for (const chat of inside.state.chats.values()) chat.dissolved = true
  expect(await inside.call('GET', '/im/v1/chats/oc_branch/members')).toMatchObject({ code: 232009 })
})

it('people out of range or gone are silently missing, and names need a scope of their own', async () => {
  const people = [
    { open_id: 'ou_bo', name: '博文' },
    { open_id: 'ou_far', name: '远', available: false },
    { open_id: 'ou_left', name: '离', gone: true },
  ]
  const path = '/contact/v3/users/batch?user_ids=ou_bo&user_ids=ou_far&user_ids=ou_left&user_ids=ou_nobody'
  const bo = { open_id: 'ou_bo', union_id: 'on_bo', mobile_visible: true }
  await using inside = await openInside(aWorld({ people }))
  expect((await inside.call('GET', path)).data['items']).toEqual([{ ...bo, name: '博文' }])
  const scopes = SCOPES.filter((scope) => scope !== 'contact:user.base:readonly')
  await using nameless = await openInside(aWorld({ people, apps: [{ ...APP, scopes }] }))
  expect((await nameless.call('GET', path)).data['items']).toEqual([bo])
})
