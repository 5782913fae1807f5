import { expect, test } from 'vitest'
import { MessageId } from '../../src/ids.ts'
import type { Said } from '../../src/letters/types.ts'
import { draftFromReply, withdrawMessage } from '../../src/reports/service.ts'
import { aScene, said, secretary, textOf } from './scene.ts'

const confirm = { kind: 'reports.confirm', ref: `R-A044/${secretary}/1` } as const

type Scene = Awaited<ReturnType<typeof aScene>>

test('a reply that was recalled is no draft any more, and its confirm card is painted and says so', async () => {
  await using scene = await aScene()
  const words = said()
  await reply(scene, words)
  await confirmIsShown(scene)
  await withdraw(scene, words.messageId)
  expect(textOf(await scene.card(confirm))).toContain('已取消，这份草稿未提交。')
  expect(await paintsOwed(scene)).toEqual([confirm.ref])
  await withdraw(scene, words.messageId)
  expect(await paintsOwed(scene)).toEqual([confirm.ref])
})

test('what was handed in stays, and a message that no draft came from takes nothing away', async () => {
  await using scene = await aScene()
  const words = said()
  await reply(scene, words)
  await withdraw(scene, MessageId.parse('om_another'))
  expect(textOf(await scene.card(confirm))).toContain('请核对，点“提交”后生效')
  await scene.press({ ...confirm, who: secretary, button: '提交', form: { content: '学习了讲话精神。' } })
  await withdraw(scene, words.messageId)
  expect(textOf(await scene.card(confirm))).toContain('已于11月23日08:00提交，谢谢。')
  expect(await scene.request()).toMatchObject({ state: 'submitted' })
})

async function reply(scene: Scene, words: Said): Promise<void> {
  await scene.run((tx) => draftFromReply(scene.ctx, tx, words))
}

async function withdraw(scene: Scene, message: MessageId): Promise<void> {
  await scene.run((tx) => withdrawMessage(scene.ctx, tx, message))
}

async function confirmIsShown(scene: Scene): Promise<void> {
  const letters = scene.db.selectFrom('letters_letters').select(['id', 'kind', 'ref'])
  const { id, ...letter } = await letters.where('kind', '=', confirm.kind).executeTakeFirstOrThrow()
  const card = { ...letter, letter_id: id, message_id: 'om_card', sent_at: scene.ctx.now() }
  await scene.db.insertInto('letters_cards').values(card).execute()
}

async function paintsOwed({ db }: Scene): Promise<string[]> {
  const owed = db.selectFrom('letters_cards').select('ref').whereRef('wanted', '>', 'shown')
  return (await owed.execute()).map(({ ref }) => ref)
}
