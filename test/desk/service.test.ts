import { expect, test } from 'vitest'
import { commands } from '../../src/desk/command.ts'
import { lettersOf } from '../../src/desk/letter.ts'
import { greet, handleMessage } from '../../src/desk/service.ts'
import { ChatId, LetterId } from '../../src/ids.ts'
import { renderCard } from '../../src/feishu/cards/card.ts'
import { registry } from '../../src/router.ts'
import type { Said } from '../../src/inbox/types.ts'
import type { Letter } from '../../src/letters/types.ts'
import { aPhoto } from '../reports/photo-setup.ts'
import { aScene, BRANCH_CHAT, LEADER, MEMBER, said, SECRETARY, textOf } from '../reports/setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const noLetter = { id: LetterId.parse('00000000-0000-4000-8000-000000000000'), to: { person: SECRETARY } }

test('help lists every command of the bot, where it was asked for', async () => {
  await using scene = await aScene()
  await say(scene, { text: '帮助', about: null })
  const [letter] = await newest(scene, 1)
  expect(letter).toMatchObject({ kind: 'desk.help', receiver: `chat:${BRANCH_CHAT}`, ref: 'group' })
  const card = await drawn(scene, 'desk.help', 'group')
  for (const { triggers, label, help } of commands) {
    expect(textOf(card)).toContain(label ?? triggers.join(' / '))
    expect(textOf(card)).toContain(help)
  }
  expect(textOf(card)).toContain('@支部助手')
})

test('what is waiting is told privately, also when asked in a group, with a way to do it', async () => {
  await using scene = await aScene()
  await say(scene, { who: LEADER, text: '/todo', about: null })
  expect(await newest(scene, 1)).toMatchObject([{ kind: 'desk.todo', receiver: `person:${LEADER}` }])
  const text = textOf(await drawn(scene, 'desk.todo', LEADER))
  expect(text).toContain('纪实待提交：第一党小组')
  expect(text).toContain('11月23日18:00截止')
  expect(text).toContain('去填写')
  expect(textOf(await drawn(scene, 'desk.todo', MEMBER))).toContain('目前没有需要您办理的事项')
})

test('what was not understood gets one hint per person and day', async () => {
  await using scene = await aScene()
  const direct = { inGroup: false, about: null, who: MEMBER }
  await say(scene, { ...direct, text: '今天天气怎么样，适合开会吗' })
  await say(scene, { ...direct, text: '在吗' })
  expect((await hints(scene)).map(({ ref }) => ref)).toEqual(['direct'])
  scene.ctx.set('2026-11-24T08:00:00+08:00')
  await say(scene, { ...direct, text: '在吗' })
  expect(await hints(scene)).toHaveLength(2)
})

test('in a group one person’s hint mutes it for nobody else', async () => {
  await using scene = await aScene()
  for (const who of [MEMBER, LEADER, MEMBER]) await say(scene, { who, about: null, text: '在吗' })
  expect(await hints(scene)).toHaveLength(2)
})

test('a reply to a card that waits is always pointed to its buttons, and is no report of its own', async () => {
  await using scene = await aScene()
  const about = { ...noLetter, kind: 'attendance.leaveAsked', ref: 'A047/M0233' } as const
  const reply = { about, inGroup: false, buttons: ['同意', '不同意', '同意'] }
  for (const text of ['这位同志确实有事，已经和我说过了', '可以']) await say(scene, { ...reply, text })
  const [first, second, ...others] = await hints(scene)
  expect([first?.ref, others]).toEqual([second?.ref, []])
  expect(await drawnText(scene, first?.ref ?? '')).toBe('您回复的消息需点按钮办理：“同意”“不同意”。')
})

test('a reply to a list at the desk may still be a report', async () => {
  await using scene = await aScene()
  const about = { ...noLetter, kind: 'desk.todo', ref: SECRETARY } as const
  await say(scene, { about, inGroup: false, buttons: ['去填写'] })
  expect((await newest(scene, 1)).map(({ kind }) => kind)).toEqual(['reports.confirm'])
})

test('words without a character that can be seen are no report', async () => {
  await using scene = await aScene()
  await say(scene, { text: '\u200b \u2060\u3164\u00ad', words: '' })
  expect((await newest(scene, 1)).map(({ kind, ref }) => [kind, ref])).toEqual([['desk.hint', 'file']])
})

test('a file is answered with what can be sent instead, once a day, also as a reply to a request', async () => {
  await using scene = await aScene()
  const file = { inGroup: false, text: '', isUseless: true }
  for (const about of [null, said().about, null]) await say(scene, { ...file, about })
  const [hint, ...others] = await hints(scene)
  expect([hint?.ref, others]).toEqual(['file', []])
  expect(await drawnText(scene, hint?.ref ?? '')).toContain('可收文字、照片，以及活动纪实的附件')
  await say(scene, { inGroup: false, about: null, text: '在吗' })
  expect(await hints(scene)).toHaveLength(2)
})

test('a photo comes to the report that is owed, and one that is nobody’s gets the hint', async () => {
  await using scene = await aScene()
  await say(scene, aPhoto())
  expect((await newest(scene, 1)).map(({ kind }) => kind)).toEqual(['reports.confirm'])
  await say(scene, aPhoto({ who: MEMBER }))
  expect((await newest(scene, 1)).map(({ kind, ref }) => [kind, ref])).toEqual([['desk.hint', 'direct']])
})

test('a reply to a request is a report even when it begins like a command', async () => {
  await using scene = await aScene()
  await say(scene, { text: '帮助 困难同学的活动已开展' })
  expect((await newest(scene, 1)).map(({ kind }) => kind)).toEqual(['reports.confirm'])
})

test('a command alone stays a command, also as a reply to a request', async () => {
  await using scene = await aScene()
  await say(scene, { text: 'help' })
  expect((await newest(scene, 1)).map(({ kind }) => kind)).toEqual(['desk.help'])
})

test('in the direct chat a command comes before a report, and a report before a hint', async () => {
  await using scene = await aScene()
  const direct = { inGroup: false, about: null, who: SECRETARY }
  await say(scene, { ...direct, text: '待办' })
  expect((await newest(scene, 1)).map(({ kind }) => kind)).toEqual(['desk.todo'])
  await say(scene, { ...direct, text: '党小组会已开，实到13人，学习了讲话精神' })
  expect((await newest(scene, 1)).map(({ kind }) => kind)).toEqual(['reports.confirm'])
})

test('an administrator, and nobody else, is told of messages that came to nothing', async () => {
  await using scene = await aScene()
  await say(scene, { who: LEADER, text: '待办', about: null })
  await scene.db
    .updateTable('letters_letters')
    .set({ ended: 'unknown', ended_at: scene.ctx.now() })
    .where('kind', '=', 'desk.todo')
    .execute()
  expect(textOf(await drawn(scene, 'desk.todo', 'M0142'))).toContain('待办是否送达不明')
  expect(textOf(await drawn(scene, 'desk.todo', LEADER))).not.toContain('送达')
})

test('groups and members out of reach are counted for an administrator as well', async () => {
  await using scene = await aScene()
  const since = scene.ctx.now()
  await scene.db.insertInto('roster_reach').values({ kind: 'botOut', about: 'B01', since }).execute()
  await scene.db.updateTable('roster_members').set({ open_id: null }).where('id', '=', 'M0230').execute()
  expect(textOf(await drawn(scene, 'desk.todo', 'M0142'))).toContain('有2个群或成员联系不上')
  expect(textOf(await drawn(scene, 'desk.todo', LEADER))).not.toContain('联系不上')
})

test('a group of the college that the bot was added to is greeted with the help, once a day', async () => {
  await using scene = await aScene()
  const at = scene.ctx.now()
  const added = { chat: BRANCH_CHAT, at }
  await Promise.all(Array.from({ length: 20 }, () => scene.run((tx) => greet(scene.ctx, tx, added))))
  const hellos = async () => (await scene.written()).filter(({ key }) => key.startsWith('desk.hello'))
  expect(await hellos()).toMatchObject([{ kind: 'desk.help', ref: 'group', receiver: `chat:${BRANCH_CHAT}` }])
  await scene.run((tx) => greet(scene.ctx, tx, { chat: BRANCH_CHAT, at: at.add({ hours: 24 }) }))
  expect(await hellos()).toHaveLength(2)
})

test('a strange group hears nothing, and neither does that of a branch which was closed', async () => {
  await using scene = await aScene()
  await scene.db.updateTable('roster_branches').set({ active: false }).where('id', '=', 'B01').execute()
  const before = await scene.written()
  for (const chat of ['oc_stranger', 'oc_fx_B01']) {
    await scene.run((tx) => greet(scene.ctx, tx, { chat: ChatId.parse(chat), at: scene.ctx.now() }))
  }
  expect(await scene.written()).toEqual(before)
})

test('every card of the feature is one that the platform can show', async () => {
  await using scene = await aScene()
  const ids = { letter: LetterId.parse('00000000-0000-4000-8000-000000000000') }
  for (const card of [await drawn(scene, 'desk.help', 'group'), await drawn(scene, 'desk.todo', LEADER)]) {
    expect(JSON.stringify(renderCard(card, ids)).length).toBeLessThan(30_000)
  }
})

async function say(scene: Scene, over: Partial<Said>): Promise<void> {
  await scene.run((tx) => handleMessage(scene.ctx, tx, { said: said(over), commands }))
}

async function newest(scene: Scene, count: number) {
  return (await scene.written()).slice(-count)
}

async function hints(scene: Scene) {
  return (await scene.written()).filter(({ kind }) => kind === 'desk.hint')
}

async function drawnText(scene: Scene, ref: string): Promise<string> {
  const id = LetterId.parse('00000000-0000-4000-8000-000000000000')
  const letter: Letter = { id, kind: 'desk.hint', ref, to: { chat: BRANCH_CHAT } }
  const rendering = await scene.run((tx) =>
    lettersOf({ commands, kinds: () => registry.letters.kinds, callsSince: async () => [] })[
      'desk.hint'
    ].render(scene.ctx, tx, letter),
  )
  return 'text' in rendering ? rendering.text : ''
}

async function drawn(scene: Scene, kind: 'desk.help' | 'desk.todo', ref: string) {
  const id = LetterId.parse('00000000-0000-4000-8000-000000000000')
  const letter: Letter = { id, kind, ref, to: { chat: BRANCH_CHAT } }
  const rendering = await scene.run((tx) =>
    lettersOf({ commands, kinds: () => registry.letters.kinds, callsSince: async () => [] })[kind].render(
      scene.ctx,
      tx,
      letter,
    ),
  )
  if ('text' in rendering) throw new Error(`${kind} is a text`)
  return rendering
}
