import { expect, test } from 'vitest'
import { commands } from '../../src/digest/command.ts'
import { ChatId, MemberId, MessageId } from '../../src/ids.ts'
import { aScene, MONDAY, week47 } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>
const { key } = week47

test('周报 sends the last digest to a member of the committee, privately and once', async () => {
  await using scene = await aScene([])
  await scene.makeAt(MONDAY)
  await ask(scene, 'M0142')
  await ask(scene, 'M0142')
  expect((await scene.letters()).slice(1)).toEqual([
    { key: 'digest-again:om_1', kind: 'digest.college', ref: key, receiver: 'person:M0142' },
  ])
})

test.each([
  ['M0213', '学院周报供学院党委查阅。如需了解本支部的会议，可发送“会议”。'],
  ['M0142', '还没有生成过周报。每周生成后会发到学院党委群。'],
])('%s is told why there is no digest to send', async (who, text) => {
  await using scene = await aScene([])
  await ask(scene, who)
  const [letter] = await scene.letters()
  expect(await scene.render(letter?.ref ?? '')).toEqual({ text })
})

async function ask(scene: Scene, who: string): Promise<void> {
  const said = {
    who: MemberId.parse(who),
    chat: ChatId.parse('oc_fx_college'),
    inGroup: true,
    text: '',
    pictures: [],
    words: '',
    buttons: [],
    files: [],
    isUseless: false,
    messageId: MessageId.parse('om_1'),
    at: scene.ctx.now(),
    about: null,
  }
  await scene.run(async (tx) => commands[0]?.run(scene.ctx, tx, said))
}
