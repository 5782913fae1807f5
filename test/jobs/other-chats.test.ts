import { expect, test } from 'vitest'
import type { Branch } from '../../config/college.ts'
import { ChatId } from '../../src/ids.ts'
import { acceptCollege } from '../../src/roster/service.ts'
import { followChats } from '../../src/planning/service.ts'
import { aLife, type Life } from '../support/a-life.ts'

/** Another version of the files, in which the chat of B10 is this one. */
async function withChat(life: Life, chat: string | null): Promise<void> {
  const other = chat === null ? null : ChatId.parse(chat)
  const branches = life.college.branches.map(
    (one): Branch => (one.id === 'B10' ? { ...one, chat: other } : one),
  )
  await life.act(async (tx) => {
    const { otherChats } = await acceptCollege(life.ctx, tx, { ...life.college, branches })
    if (otherChats) await followChats(life.ctx, tx)
  })
  await life.settle()
}

/** What the chats were told, in order, without the people. */
const told = ({ sent }: Life) =>
  sent.flatMap(({ to, content }) => {
    const title = /"title":\{"tag":"plain_text","content":"([^"]*)"/.exec(JSON.stringify(content))?.[1]
    return to.type === 'chat' ? [`${to.id} ${title}`] : []
  })

const OLD = 'oc_fx_B10'
const NEW = 'oc_fx_new'
const NOTICE = '【会议通知】第四季度支部党员大会'

test('a meeting whose chat changed before its notice is announced and opened in the new chat alone', async () => {
  await using life = await aLife({ only: ['A047'], now: '2026-11-20T09:00:00+08:00' })
  await withChat(life, NEW)
  await life.liveUntil('2026-11-25T20:00:00+08:00')
  expect(told(life).map((one) => one.split(' ')[0])).toEqual([NEW, NEW])
})

test('after its notice the new chat is told once; the check-in comes there', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.settle()
  const before = told(life)
  expect(before).toEqual([expect.stringContaining(OLD)])
  await withChat(life, NEW)
  await withChat(life, NEW)
  expect(told(life).slice(1)).toEqual([before[0]?.replace(OLD, NEW)])
  await life.liveUntil('2026-11-25T20:00:00+08:00')
  expect(
    told(life)
      .slice(2)
      .map((one) => one.split(' ')[0]),
  ).toEqual([NEW])
})

test('without a chat nobody is told; as soon as there is one, what was missed is said there', async () => {
  await using life = await aLife({ only: [], now: '2026-11-20T09:00:00+08:00' })
  await withChat(life, null)
  await life.book(life.college.meetings.filter(({ id }) => id === 'A047'))
  await life.liveUntil('2026-11-24T15:00:00+08:00')
  expect(told(life)).toEqual([])
  await withChat(life, NEW)
  expect(told(life)).toEqual([`${NEW} ${NOTICE}`])
})

test('a check-in that could not open for want of a chat opens when there is one; an open one is shown in the new chat', async () => {
  await using life = await aLife({ only: [], now: '2026-11-20T09:00:00+08:00' })
  await withChat(life, null)
  await life.book(life.college.meetings.filter(({ id }) => id === 'A047'))
  await life.liveUntil('2026-11-25T13:55:00+08:00')
  await withChat(life, OLD)
  const opened = told(life)
  expect(opened.map((one) => one.split(' ')[0])).toEqual([OLD, OLD])
  life.ctx.set('2026-11-25T14:05:00+08:00')
  await withChat(life, NEW)
  expect(told(life).slice(2)).toEqual([opened[1]?.replace(OLD, NEW)])
})
