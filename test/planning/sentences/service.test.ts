import { answerMessage } from '../../../src/inbox/messages/effect.ts'
import { expect, test } from 'vitest'
import { ChatId, MessageId, OpenId } from '../../../src/ids.ts'
import { meetingById } from '../../../src/meetings/service.ts'
import { registry } from '../../../src/router.ts'
import { aCollege } from '../../meetings/college.ts'
import {
  A047,
  aTold,
  buttonsOf,
  cardOf,
  DEPUTY,
  type Registry,
  LEADER,
  MEMBER,
  press,
  pressButton,
  SECRETARY,
  shown,
} from '../changes/desk.ts'

type Told = { text: string; inGroup?: boolean; chat?: string; n?: number; parent?: string }

/** Somebody tells the bot something. */
async function say(at: Registry, who: string, { text, inGroup = false, chat, n = 1, parent }: Told) {
  await at.act((tx) =>
    answerMessage(at.ctx, tx, {
      inbox: registry,
      message: {
        messageId: MessageId.parse(`om_${n}`),
        chatId: ChatId.parse(chat ?? (inGroup ? 'oc_fx_B10' : 'oc_direct')),
        chatType: inGroup ? 'group' : 'p2p',
        openId: OpenId.parse(who.replace('M', 'ou_fx_')),
        at: at.ctx.now(),
        type: 'text',
        text,
        pictures: [],
        mentionsBot: inGroup,
        ...(parent === undefined ? {} : { parentId: MessageId.parse(parent) }),
      },
    }),
  )
}

const written = (at: Registry) =>
  at.db
    .selectFrom('letters_letters')
    .select(['kind', 'receiver'])
    .where('kind', 'in', ['meetings.manage', 'meetings.noneMeant'])
    .orderBy('seq')
    .execute()

test.each([true, false])(
  'one sentence is previewed privately and made by 确认 (group: %s)',
  async (inGroup) => {
    await using at = await aTold()
    await say(at, SECRETARY, { text: '党员大会改到11月27日15:00', inGroup })
    expect(await written(at)).toEqual([{ kind: 'meetings.manage', receiver: 'person:M0213' }])
    const preview = await shown(at, SECRETARY)
    expect(preview).toContain('11月27日（周五，第12周）15:00–16:40')
    expect(preview).toContain('将请已反馈的3人再确认一次。')
    expect(await press(at, SECRETARY, { text: '确认' })).toBe('已改期。')
    expect((await at.act((tx) => meetingById(tx, A047))).startsAt.toString()).toBe('2026-11-27T07:00:00Z')
  },
)

test('the same message again begins no second change', async () => {
  await using at = await aTold()
  await say(at, DEPUTY, { text: '地点改为信息楼306' })
  await say(at, DEPUTY, { text: '地点改为信息楼306' })
  expect(await written(at)).toHaveLength(1)
  expect(await press(at, DEPUTY, { text: '确认' })).toBe('地点已更改。')
})

test('a time that is not certain is asked for, with the day that was said and no time in its place', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '改期 周四9点' })
  const form = await shown(at, SECRETARY)
  expect(form).toContain('"2026-11-26"')
  expect(form).not.toContain('"14:00:00"')
  expect(form).toContain('"100"')
})

test('a time in Chinese words is understood, and previewed', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '改期 下周五下午两点' })
  expect(await shown(at, SECRETARY)).toContain('12月4日（周五，第13周）14:00–15:40')
})

test('a sentence into the past opens the form instead', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '改期 11月23日 13:00' })
  await press(at, SECRETARY, { text: '取消' })
  at.ctx.set('2026-11-23T14:00:00+08:00')
  await say(at, SECRETARY, { text: '改期 11月23日13:00', n: 2 })
  expect([...buttonsOf(await cardOf(at, SECRETARY)).keys()]).toEqual(['预览', '返回'])
})

test('time and place in one sentence are one preview, one change and one notice', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '党员大会改到11月27日15:00，地点信息楼306' })
  const preview = await shown(at, SECRETARY)
  expect(preview).toContain('11月27日（周五，第12周）15:00–16:40')
  expect(preview).toContain('["地点","信息楼306"]')
  expect(preview).toContain('原定地点：电气楼118。')
  expect(await press(at, SECRETARY, { text: '确认' })).toBe('已改期。')
  expect(await at.act((tx) => meetingById(tx, A047))).toMatchObject({ place: '信息楼306', version: 2 })
  await at.liveUntil('2026-11-23T09:31:00+08:00')
  expect((await at.written('meetings.notice')).map(({ isRelevant }) => isRelevant)).toEqual([false, true])
})

test('a meeting is put off by so much, from when it was to begin, also after it is asked which', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '党员大会推迟半小时' })
  expect(await shown(at, SECRETARY)).toContain('11月25日（周三，第12周）14:30–16:10')
  await say(at, SECRETARY, { text: '党员大会提前一天', n: 2 })
  expect(await shown(at, SECRETARY)).toContain('11月24日（周二，第12周）14:00–15:40')
})

test('主题党日取消 and 不开了 cancel, with the reason if it is said', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '党员大会取消，因为监考冲突' })
  expect(await shown(at, SECRETARY)).toContain('将取消以上会议，原因：监考冲突')
  await say(at, SECRETARY, { text: '11月25日的党员大会不开了', n: 2 })
  expect(await shown(at, SECRETARY)).toContain('取消原因')
  await say(at, SECRETARY, { text: '取消 党员大会，因为监考', n: 3 })
  expect(await shown(at, SECRETARY)).toContain('将取消以上会议，原因：监考')
})

test('取消 with a day asks for the reason first, and only then previews', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '取消 11月25日党员大会' })
  await press(at, SECRETARY, { text: '预览', form: { reason: '' } })
  expect(await shown(at, SECRETARY)).toContain('将取消以上会议。')
  expect(await press(at, SECRETARY, { text: '确认取消会议' })).toBe('会议已取消。')
})

test('which of several meetings is meant is asked with buttons, and only those can be picked', async () => {
  await using at = await aCollege({ only: ['A047', 'A046', 'A075'] })
  const who = 'M0140'
  await say(at, who, { text: '地点改为信息楼306' })
  const card = await cardOf(at, who)
  const buttons = [...buttonsOf(card).entries()]
  expect(buttons.length).toBeGreaterThan(1)
  const [, first] = buttons.find(([text]) => text.includes('党员大会')) ?? []
  if (first === undefined) throw new Error('the assembly is not among them')
  const stray = { ...first, data: { ...first.data, meeting: 'A099' } }
  expect(await pressButton(at, who, stray)).toBe('这次更改已处理完毕。')
  expect(await pressButton(at, who, first)).toBe('请核对后确认。')
  expect(await shown(at, who)).toContain('原定地点：电气楼118。')
  await press(at, who, { text: '确认' })
  expect((await at.act((tx) => meetingById(tx, A047))).place).toBe('信息楼306')
})

test('in the group of a branch its own meetings are meant', async () => {
  await using at = await aCollege({ only: ['A047', 'A075'] })
  await say(at, 'M0140', { text: '地点改为信息楼306', inGroup: true })
  expect(await shown(at, 'M0140')).toContain('原定地点：电气楼118。')
})

test('a reply to a notice means its meeting', async () => {
  await using at = await aTold()
  await at.db
    .updateTable('letters_letters')
    .set({ message_id: 'om_notice', ended: 'sent', ended_at: at.ctx.now() })
    .where('kind', '=', 'meetings.notice')
    .execute()
  await say(at, SECRETARY, { text: '地点改为信息楼306', inGroup: true, n: 2, parent: 'om_notice' })
  expect(await shown(at, SECRETARY)).toContain('原定地点：电气楼118。')
})

test.each([MEMBER, LEADER])('%s may change nothing of it, and hears so in private', async (who) => {
  await using at = await aTold()
  await say(at, who, { text: '取消 党员大会', inGroup: true })
  expect(await written(at)).toEqual([{ kind: 'meetings.noneMeant', receiver: `person:${who}` }])
})

test('a name that fits nothing changes nothing', async () => {
  await using at = await aTold()
  await say(at, SECRETARY, { text: '取消茶话会' })
  expect(await written(at)).toEqual([{ kind: 'meetings.noneMeant', receiver: 'person:M0213' }])
})
