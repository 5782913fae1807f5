import { expect, test } from 'vitest'
import { ChatId, MessageId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { buttonsOf, called, MEMBER, mention, SECRETARY, shown } from '../../planning/new-meeting/desk.ts'
import { drafts, NO_LETTER, owing, press, question, reply } from './setup.ts'

const newest = async (life: Life) => (await life.letters()).at(-1)?.kind

test.each(['安排一下下周三下午的支委会', '明天下午3点支委会 学工活动室'])(
  '“%s” calls a meeting although a report is owed, and becomes no report',
  async (text) => {
    await using life = await owing(['R-1'])
    await life.say(SECRETARY, text)
    expect(await newest(life)).toBe('meetings.convene')
    expect(await shown(life, SECRETARY)).toContain('支部委员会')
    expect(await drafts(life)).toEqual([])
  },
)

test('in a group, too, the words lead to the card on which a meeting is called', async () => {
  await using life = await owing(['R-1'])
  await mention(life, SECRETARY, { chat: 'oc_fx_B10', text: '安排一下下周三下午的支委会' })
  expect(await newest(life)).toBe('meetings.convene')
})

test('words that say what was done become the one report in question, however short', async () => {
  await using life = await owing(['R-1'])
  await life.say(SECRETARY, '学习了全会精神')
  expect(await newest(life)).toBe('reports.confirm')
  expect(await drafts(life)).toEqual([['R-1', '学习了全会精神']])
})

test('words for a report that was handed in meanwhile are kept, and another answer is still possible', async () => {
  await using life = await owing(['R-1'])
  await life.say(SECRETARY, '学习全会精神，开展交流')
  await life.db.updateTable('reports_requests').set({ state: 'approved' }).where('id', '=', 'R-1').execute()
  expect(await press(life, '写入纪实')).toBe('这份纪实现在不能再写入，原话还在，可另选一项。')
  expect([...buttonsOf(await question(life)).keys()]).toContain('都不是')
  expect(await drafts(life)).toEqual([])
})

test('whoever takes the message back is asked nothing about it any more, and its words are gone', async () => {
  await using life = await owing(['R-1'])
  await life.say(SECRETARY, '学习全会精神，开展交流')
  const { id } = await life.db.selectFrom('desk_questions').select('id').executeTakeFirstOrThrow()
  await life.act((tx) => registry.messages.withdraw(life.ctx, tx, MessageId.parse(id)))
  expect(JSON.stringify(await question(life))).not.toContain('全会')
  expect(buttonsOf(await question(life)).size).toBe(0)
})

test('words that may be either are asked about, and each answer is what it says', async () => {
  await using life = await owing(['R-1'])
  const said = '学习全会精神，开展交流'
  await life.say(SECRETARY, said)
  expect([...buttonsOf(await question(life)).keys()]).toEqual(['写入纪实', '安排会议', '都不是'])
  expect(await drafts(life)).toEqual([])
  expect(await press(life, '写入纪实')).toBe('已写入活动纪实的草稿，请在纪实确认卡上核对后提交。')
  expect(await drafts(life)).toEqual([['R-1', said]])
  expect(buttonsOf(await question(life)).size).toBe(0)

  await life.say(SECRETARY, '支委会，学工活动室，交流')
  await press(life, '安排会议')
  expect(await newest(life)).toBe('meetings.convene')
  expect(await shown(life, SECRETARY)).toContain('学工活动室')

  await life.say(SECRETARY, '今天天气怎么样，适合出门吗')
  const before = (await life.letters()).length
  await press(life, '都不是')
  expect((await life.letters()).length).toBe(before)
  expect(await called(life)).toEqual([])
})

test('twenty presses on one answer write one draft, and a stranger writes none', async () => {
  await using life = await owing(['R-1'])
  await life.say(SECRETARY, '学习全会精神，开展交流')
  expect(await press(life, '写入纪实', MEMBER)).toBe('请由写这段话的同志选择。')
  const button = buttonsOf(await question(life)).get('写入纪实')
  if (button === undefined) throw new Error('no button')
  const { action, data } = button
  await Promise.all(Array.from({ length: 20 }, () => life.press(SECRETARY, action, { data })))
  expect((await life.letters()).filter(({ kind }) => kind === 'reports.confirm')).toHaveLength(1)
})

test('with several reports owed it is asked which one is meant', async () => {
  await using life = await owing(['R-1', 'R-2'])
  await life.say(SECRETARY, '学习了全会精神，交流了体会')
  expect([...buttonsOf(await question(life)).keys()]).toEqual(['写入：R-1的会', '写入：R-2的会', '都不是'])
  await press(life, '写入：R-2的会')
  expect(await drafts(life)).toEqual([['R-2', '学习了全会精神，交流了体会']])
})

test('while one report is being written, further words belong to it', async () => {
  await using life = await owing(['R-1', 'R-2'])
  await life.say(SECRETARY, '学习了全会精神，交流了体会')
  await press(life, '写入：R-1的会')
  await life.say(SECRETARY, '讨论了发展计划')
  expect(await drafts(life)).toEqual([['R-1', '学习了全会精神，交流了体会\n讨论了发展计划']])
  await life.say(SECRETARY, '参观校史馆')
  expect([...buttonsOf(await question(life)).keys()]).toContain('写入纪实')
})

test('a reply to a request that rather calls a meeting is asked about', async () => {
  await using life = await owing(['R-1'])
  await reply(life, '明天下午3点支委会 学工活动室')
  expect([...buttonsOf(await question(life)).keys()]).toEqual(['写入纪实', '安排会议', '都不是'])
  await reply(life, '支委会 学工活动室')
  expect(await newest(life)).toBe('reports.confirm')
})

test('a reply to the summary after a meeting is its report, a word of thanks is none, and a member writes none', async () => {
  await using life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-25T18:00:00+08:00')
  const summary = {
    id: NO_LETTER,
    kind: 'attendance.checkin',
    ref: 'A047',
    to: { chat: ChatId.parse('oc_fx_B10') },
  } as const
  const say = (text: string, who = SECRETARY) => reply(life, text, { about: summary, who })
  await say('学习了全会精神', MEMBER)
  await say('谢谢大家')
  expect(await drafts(life)).toEqual([])
  await say('学习了全会精神')
  expect(await drafts(life)).toEqual([['R-A047', '学习了全会精神']])
  await say('学习全会精神，开展交流')
  expect([...buttonsOf(await question(life)).keys()]).toEqual(['写入纪实', '都不是'])
})

test('whoever may do neither gets the hint', async () => {
  await using life = await owing(['R-1'])
  await life.say(MEMBER, '明天下午3点支委会 学工活动室')
  expect(await newest(life)).toBe('desk.hint')
})
