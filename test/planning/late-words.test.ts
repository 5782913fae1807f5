import type { Ctx } from '../../src/ctx.ts'
import { answerMessage } from '../../src/inbox/messages/effect.ts'
import { expect, test } from 'vitest'
import { ChatId, MessageId, OpenId } from '../../src/ids.ts'
import { registry } from '../../src/router.ts'
import { aLife } from '../support/a-life.ts'
import { called, press, SECRETARY, shown } from './new-meeting/desk.ts'
import { aTold, DEPUTY, shown as changeShown } from './changes/desk.ts'

type Written = { who: string; text: string; at: string; n?: number }
type Heard = { ctx: Ctx; act: Awaited<ReturnType<typeof aLife>>['act'] }

/** The bot hears at this moment what somebody wrote to it before. */
async function hear({ ctx, act }: Heard, { who, text, at, n = 1 }: Written): Promise<void> {
  await act((tx) =>
    answerMessage(ctx, tx, {
      inbox: registry,
      message: {
        messageId: MessageId.parse(`om_late_${n}`),
        chatId: ChatId.parse('oc_direct'),
        chatType: 'p2p',
        openId: OpenId.parse(who),
        at: Temporal.Instant.from(at),
        mentionsBot: false,
        type: 'text',
        text,
        pictures: [],
      },
    }),
  )
}

const NOTE = '您的消息写于11月22日（周日）23:50，文中的时间按当时理解，请核对。'
const WRITTEN = '2026-11-22T23:50:00+08:00'
const OU = `ou_${SECRETARY}`

test('tomorrow is the day after the message was written, and the preview says that it came late', async () => {
  await using life = await aLife({ only: [] })
  await hear(life, { who: OU, text: '开会 明天下午两点 支部党员大会', at: WRITTEN })
  const preview = await shown(life, SECRETARY)
  expect(preview).toContain('2026年11月23日（周一，第12周）14:00')
  expect(preview).toContain(NOTE)
  expect(await press(life, SECRETARY, '确认')).toBe('已安排。')
  expect(await called(life)).toMatchObject([{ starts_local: '2026-11-23T14:00:00' }])
})

test('a question and a form of a message that came late say so, and what was filled in by hand does not', async () => {
  await using life = await aLife({ only: [] })
  await hear(life, { who: OU, text: '开会 明天9点 党课', at: WRITTEN })
  expect(await shown(life, SECRETARY)).toContain(NOTE)
  await press(life, SECRETARY, '修改')
  expect(await shown(life, SECRETARY)).toContain(NOTE)
  const form = { whom: 'branch:B10', type: '党课', day: '2026-12-04 +0800', clock: '15:00 +0800' }
  expect(await press(life, SECRETARY, { text: '预览', form })).toBe('请核对后确认。')
  expect(await shown(life, SECRETARY)).not.toContain('您的消息写于')
})

test('a message that comes within half an hour of the same day needs no remark', async () => {
  await using life = await aLife({ only: [] })
  const at = life.ctx.now().subtract({ minutes: 29 }).toString()
  await hear(life, { who: OU, text: '开会 明天下午两点 支部党员大会', at })
  expect(await shown(life, SECRETARY)).not.toContain('您的消息写于')
  const older = life.ctx.now().subtract({ minutes: 31 }).toString()
  await hear(life, { who: OU, text: '开会 明天下午两点 支部党员大会', at: older, n: 2 })
  expect(await shown(life, SECRETARY)).toContain('您的消息写于')
})

test('a meeting is moved to the day that was meant when the sentence was written', async () => {
  await using at = await aTold()
  const who = DEPUTY.replace('M', 'ou_fx_')
  const yesterday = at.ctx.now().subtract({ hours: 24 })
  await hear(at, { who, text: '党员大会改到后天15:00', at: yesterday.toString() })
  const preview = await changeShown(at, DEPUTY)
  const day = yesterday.toZonedDateTimeISO('Asia/Shanghai').add({ days: 2 })
  expect(preview).toContain(`${day.month}月${day.day}日`)
  expect(preview).toContain('您的消息写于')
})
