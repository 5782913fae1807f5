import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Bots, openBots } from '../support/bots.ts'

/** The secretary of B10, who hosts A047 on Wednesday 25 November at 14:00, and three of its members. */
const [SECRETARY, MEMBER, OTHER, PHONELESS] = ['ou_fx_0213', 'ou_fx_0230', 'ou_fx_0231', 'ou_fx_0232']
const CHAT = 'oc_fx_B10'
type Where = { as: string; chat: string; title: string }

/** The newest card with that title as somebody sees it in a chat, once it holds the text. */
async function cardIn({ sandbox }: Bots, { as, chat, title }: Where, text = title) {
  const found = async () => {
    const messages = await sandbox.control.messages(chat, as)
    return messages.findLast(({ card }) => JSON.stringify(card ?? {}).includes(`"content":"${title}`))
  }
  await expect
    .poll(async () => JSON.stringify((await found())?.card ?? {}), { timeout: 100_000 })
    .toContain(text)
  const message = await found()
  return { message: message?.message_id ?? '', shows: JSON.stringify(message?.card) }
}

async function pressed(bots: Bots, where: Where, press: { text: string; form?: Record<string, string> }) {
  const { message } = await cardIn(bots, where, press.text)
  const { toast } = await bots.sandbox.control.press({ as: where.as, message, ...press })
  return String(toast?.['content'] ?? '')
}

async function saysDigitsAloud({ folder }: Bots): Promise<void> {
  const file = join(folder, 'college.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace('code: none', 'code: spoken'))
}

test('a secretary sees who has not answered, reminds them, answers for one, and checks people in by digits said aloud', async () => {
  await using bots = await openBots()
  await saysDigitsAloud(bots)
  const bot = await bots.start()
  await bots.moveTo('2026-11-23T10:00:00+08:00', [bot])
  const { control } = bots.sandbox
  const mine = (title: string) => ({ as: SECRETARY, chat: 'bot', title })
  await cardIn(bots, { as: SECRETARY, chat: CHAT, title: '【会议通知】第四季度支部党员大会' })
  await control.say({ as: SECRETARY, chat: 'bot', text: '会议' })
  await pressed(bots, mine('会议安排'), { text: '11月25日14:00 第四季度支部党员大会' })
  expect(await pressed(bots, mine('会议安排：第四季度'), { text: '反馈情况' })).toBe('已发到与您的私聊。')
  const overview = mine('反馈情况：第四季度')
  expect((await cardIn(bots, overview)).shows).toContain('未反馈（41）')
  expect(await pressed(bots, overview, { text: '提醒未反馈者' })).toBe('将提醒41位同志。')
  await pressed(bots, { as: MEMBER, chat: 'bot', title: '请反馈是否参加会议' }, { text: '参加' })
  const form = { member: 'M0232', reply: 'join', category: '' }
  expect(await pressed(bots, overview, { text: '提交', form })).toMatch(/^已代.+反馈：参加。$/)
  expect((await cardIn(bots, overview, '参加（2）')).shows).toContain('（代答）')

  await bots.moveTo('2026-11-25T13:46:00+08:00', [bot])
  const { shows } = await cardIn(bots, mine('签到口令：第四季度'))
  const digits = /签到口令是([\d ]+)。/.exec(shows)?.[1]?.replaceAll(' ', '') ?? ''
  const group = (as: string) => ({ as, chat: CHAT, title: '【签到】第四季度' })
  const wrong = `${(Number(digits[0]) + 1) % 10}${digits.slice(1)}`
  expect(await pressed(bots, group(MEMBER), { text: '签到', form: { code0: wrong } })).toContain(
    '还可再试4次',
  )
  expect(await pressed(bots, group(MEMBER), { text: '签到', form: { code0: digits } })).toContain('签到成功')
  expect(await pressed(bots, group(OTHER), { text: '签到', form: { code0: digits } })).toContain('签到成功')
  await pressed(bots, mine('签到口令：第四季度'), { text: '签到情况' })
  const coming = mine('签到情况：第四季度')
  // The card of before, which says how it was when the check-in opened, is not the one that was asked for.
  await cardIn(bots, coming, '已签到（2）')
  const seen = { member: 'M0232', reason: '没有手机' }
  expect(await pressed(bots, coming, { text: '代签', form: seen })).toMatch(/^已为.+签到（13:46）。$/)
  expect((await cardIn(bots, coming, '已签到（3）')).shows).toContain('（代签）')
  const inGroup = JSON.stringify(await control.messages(CHAT, MEMBER))
  expect(inGroup).not.toMatch(new RegExp(`(?<!\\d)${digits}(?!\\d)`))
  expect(JSON.stringify(await control.messages('bot', PHONELESS))).not.toContain('签到口令')
})
