import { expect, test } from 'vitest'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { buttonsOf, MEMBER, mention, SECRETARY } from '../../planning/new-meeting/desk.ts'

test('who asks for names or a nudge is told where the counts are, and no meeting is taken for it', async () => {
  await using life = await aLife({ only: ['A047'] })
  for (const text of ['谁没反馈', '催一下', '名单']) await life.say(SECRETARY, text)
  expect((await life.letters('desk.pointer')).map(({ kind, ref }) => [kind, ref])).toEqual([
    ['desk.pointer', 'silent'],
    ['desk.pointer', 'nudge'],
    ['desk.pointer', 'roll'],
  ])
  expect(await answered(life, MEMBER)).toMatchObject({ text: expect.stringContaining('发送“会议”') })
})

test('签到 brings the button while people check in, and says when they do otherwise, always privately', async () => {
  await using life = await aLife({ only: ['A047'] })
  await mention(life, MEMBER, { chat: 'oc_fx_B10', text: '签到' })
  expect((await life.letters()).at(-1)).toMatchObject({ kind: 'desk.pointer', receiver: `person:${MEMBER}` })
  expect(await answered(life, MEMBER)).toMatchObject({
    text: expect.stringContaining('会议开始前15分钟开放'),
  })
  await life.liveUntil('2026-11-25T13:50:00+08:00')
  await life.say(MEMBER, '我要签到')
  const card = await answered(life, MEMBER)
  if ('text' in card) throw new Error(card.text)
  const [button] = buttonsOf(card).values()
  if (button === undefined) throw new Error('nothing to press')
  expect(await life.press(MEMBER, button.action, { data: button.data })).toContain('签到成功')
  expect(await answered(life, MEMBER)).toMatchObject({ text: expect.stringContaining('没有等您签到的会议') })
})

async function answered(life: Life, who: string) {
  const row = (await life.letters('desk.pointer')).at(-1)
  if (row === undefined) throw new Error('nobody was answered')
  const to = { person: MemberId.parse(who) }
  const letter = { id: LetterId.parse(row.id), kind: 'desk.pointer', ref: row.ref, to } as const
  return life.act((tx) => registry.letters.kinds['desk.pointer'].render(life.ctx, tx, letter))
}
