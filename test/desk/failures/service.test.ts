import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { failedAlarms } from '../../../src/alarms/service.ts'
import { waitingFor } from '../../../src/desk/service.ts'
import { handleClick, handleMessage, receiveMessage } from '../../../src/inbox/service.ts'
import { ChatId, MemberId, MessageId, OpenId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { type Life, aLife } from '../../support/a-life.ts'
import { aClick, joinsOfNotice } from '../../support/click.ts'

/** M0140 is an administrator, M0230 one of the 41 members of B10. */
const [ADMIN, MEMBER] = ['M0140', 'M0230']
const NUMBER = /编号(E-[0-9A-F]{4,8})。$/

const aQuietLife = () => aLife({ only: ['A047'], now: '2026-11-24T09:00:00+08:00' })

async function troublesOf(life: Life): Promise<string[]> {
  const { failures } = await life.act((tx) => waitingFor(life.ctx, tx, MemberId.parse(ADMIN)))
  return failures.map(({ says }) => says)
}

/** Somebody presses 参加 on the notice. */
async function press(life: Life, letters = registry.letters) {
  const [click] = await joinsOfNotice(life, [MEMBER])
  if (click === undefined) throw new Error('no click')
  return handleClick(life.ctx, letters, click)
}

async function textsTo(life: Life, who: string): Promise<string[]> {
  await life.settle()
  const texts = life.sent.filter(({ to }) => to.id === `ou_${who}`).map(({ content }) => content)
  return texts.flatMap((content) => ('text' in content ? [content.text] : []))
}

test('a press that comes to nothing is answered with a number, which the administrators find and tick off', async () => {
  await using life = await aQuietLife()
  await sql`alter table attendance_replies add check (reply = 'never')`.execute(life.db)
  const { toast } = await press(life)
  expect(toast).toMatchObject({ type: 'error', content: expect.stringMatching(NUMBER) })
  const [, number = ''] = NUMBER.exec(toast?.content ?? '') ?? []
  expect(await troublesOf(life)).toEqual([expect.stringContaining(number)])
  expect(await life.press(MEMBER, 'desk.settle', { data: { trouble: number } })).toContain('管理员')
  expect(await troublesOf(life)).toHaveLength(1)
  await life.press(ADMIN, 'desk.settle', { data: { trouble: number } })
  expect(await troublesOf(life)).toEqual([])
})

test('a press that comes to nothing after 正在处理 is told in a letter with its number', async () => {
  await using life = await aQuietLife()
  const gate = Promise.withResolvers<void>()
  const fails = async () => {
    await gate.promise
    throw new Error('the room is on fire')
  }
  const actions = new Map([...registry.letters.actions, ['attendance.answer', fails] as const])
  const { toast } = await press(life, { ...registry.letters, actions })
  expect(toast?.content).toContain('正在处理')
  gate.resolve()
  await expect.poll(() => textsTo(life, MEMBER)).toEqual([expect.stringMatching(NUMBER)])
  expect(await troublesOf(life)).toHaveLength(1)
})

test('a message that fails for good reaches its writer with a number, once, and the administrators’ list', async () => {
  await using life = await aQuietLife()
  const id = MessageId.parse('om_unlucky')
  await receiveMessage(life.ctx, {
    messageId: id,
    chatId: ChatId.parse('oc_p_1'),
    chatType: 'p2p',
    openId: OpenId.parse(`ou_${MEMBER}`),
    at: life.ctx.now(),
    type: 'text',
    text: '待办',
    mentionsBot: false,
    pictures: [],
  })
  const inbox = {
    ...registry,
    messages: {
      ...registry.messages,
      handleMessage: async () => {
        throw new Error('the room is on fire')
      },
    },
  }
  for (let n = 0; n < 10; n += 1) await handleMessage(life.ctx, inbox, id)
  expect(await textsTo(life, MEMBER)).toEqual([expect.stringMatching(NUMBER)])
  expect(await troublesOf(life)).toEqual([expect.stringContaining('消息没有处理成功')])
})

test('eight presses on cards of other records are not thanked, and each administrator is told once', async () => {
  await using life = await aQuietLife()
  const value = { a: 'attendance.answer', l: '00000000-0000-4000-8000-000000000000', meeting: 'A047' }
  for (let n = 0; n < 8; n += 1) {
    const click = aClick({ by: `ou_${MEMBER}`, message: `om_other_${n}`, chat: 'oc_fx_B10', value })
    const { toast, card } = await handleClick(life.ctx, registry.letters, click)
    expect([toast?.type, card]).toEqual(['warning', undefined])
  }
  const told = (await textsTo(life, ADMIN)).filter((text) => text.includes('另一套支部助手'))
  expect(told).toHaveLength(1)
  const [first] = (await life.letters('desk.elsewhere')).map(({ ref }) => ref)
  await life.press(ADMIN, 'desk.settle', { data: { trouble: first ?? '' } })
  const again = aClick({ by: `ou_${MEMBER}`, message: 'om_other_9', chat: 'oc_fx_B10', value })
  await handleClick(life.ctx, registry.letters, again)
  expect((await textsTo(life, ADMIN)).filter((text) => text.includes('另一套支部助手'))).toHaveLength(2)
})

test('a letter and an alarm that came to nothing stand in the list until they are ticked off', async () => {
  await using life = await aQuietLife()
  const ended = { ended: 'failed', ended_at: life.ctx.now() }
  await life.db
    .updateTable('letters_letters')
    .set({ ...ended, code: '230002' })
    .execute()
  await life.db
    .updateTable('alarms_alarms')
    .set({ ...ended, error: 'fire' })
    .where('kind', '=', 'reports.ask')
    .execute()
  const all = await troublesOf(life)
  expect(all.length).toBeGreaterThan(0)
  const { failures } = await life.act((tx) => waitingFor(life.ctx, tx, MemberId.parse(ADMIN)))
  for (const { id } of failures) await life.press(ADMIN, 'desk.settle', { data: { trouble: id } })
  expect(await troublesOf(life)).toEqual([])
  expect(await failedAlarms(life.ctx)).toEqual([])
})
