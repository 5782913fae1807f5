import { expect, test } from 'vitest'
import { commands } from '../../src/digest/command.ts'
import { lettersOf } from '../../src/digest/letter.ts'
import { ChatId, LetterId, MemberId, MessageId } from '../../src/ids.ts'
import { confirmOrder } from '../../src/digest/sending/service.ts'
import { aScene, MONDAY, week47 } from './setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>
const { key } = week47
const ADMIN = 'M0140'

test('周报 sends the last digest to a member of the committee, privately and once', async () => {
  await using scene = await aScene([])
  await scene.makeAt(MONDAY)
  await ask(scene, 'M0142')
  await ask(scene, 'M0142')
  expect((await scene.letters()).slice(1)).toEqual([
    { key: 'digest-again:om_1', kind: 'digest.college', ref: key, receiver: 'person:M0142' },
  ])
  const { hash } = await scene.db.selectFrom('digest_snapshots').select('hash').executeTakeFirstOrThrow()
  const receipt = `凭据：11月23日08:30发往学院党委群，校验值${hash.slice(0, 12)}`
  expect(JSON.stringify(await scene.render(key, 'M0142'))).toContain(receipt)
  expect(JSON.stringify(await scene.render(key))).not.toContain('凭据')
})

test('周报 sends whoever leads a branch its own digest once more, and it closes with the office', async () => {
  await using scene = await aScene([])
  await scene.makeAt(MONDAY)
  await ask(scene, 'M0213')
  const [letter] = await scene.db
    .selectFrom('letters_letters')
    .select(['ref', 'receiver'])
    .where('kind', '=', 'digest.asked')
    .execute()
  expect(letter).toEqual({ ref: `${key}/B10`, receiver: 'person:M0213' })
  const shownTo = (who: string) => {
    const to = { person: MemberId.parse(who) }
    const asked = {
      id: LetterId.parse(crypto.randomUUID()),
      kind: 'digest.asked',
      ref: letter?.ref ?? '',
      to,
    } as const
    return scene.run((tx) => lettersOf({})['digest.asked'].render(scene.ctx, tx, asked))
  }
  expect(await shownTo('M0213')).toMatchObject({ title: '本科二支部第11周小结' })
  expect(await shownTo('M0230')).toEqual({ text: expect.stringContaining('供学院党委查阅') })
})

test.each([
  ['M0230', '学院周报供学院党委查阅。如需了解本支部的会议，可发送“会议”。'],
  ['M0213', '还没有生成过周报。每周生成后会发到学院党委群。'],
  ['M0142', '还没有生成过周报。每周生成后会发到学院党委群。'],
])('%s is told why there is no digest to send', async (who, text) => {
  await using scene = await aScene([])
  await ask(scene, who)
  const [letter] = await scene.letters()
  expect(await scene.render(letter?.ref ?? '')).toEqual({ text })
})

async function ask(scene: Scene, who: string, text = ''): Promise<void> {
  const said = {
    who: MemberId.parse(who),
    chat: ChatId.parse('oc_fx_college'),
    inGroup: true,
    text,
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

const orders = (scene: Scene) =>
  scene.db.selectFrom('letters_letters').select(['kind', 'ref']).where('kind', '=', 'digest.order').execute()

test('周报 预览 shows what would be sent, marked as such, and sends nothing', async () => {
  await using scene = await aScene()
  await ask(scene, 'M0142', '预览')
  const [letter] = await scene.letters()
  expect(letter?.ref).toBe('preview:2026-W47')
  expect(await scene.render(letter?.ref ?? '')).toMatchObject({ title: '预览：第11周周报（11月16日—22日）' })
  expect(await scene.db.selectFrom('digest_snapshots').select('key').execute()).toEqual([])
})

test('周报 发送 is an administrator’s, asked once more, and makes the digest that has not gone out', async () => {
  await using scene = await aScene([])
  await ask(scene, 'M0143', '发送')
  expect([await orders(scene), (await scene.letters())[0]?.ref]).toEqual([[], 'refused:notAdmin'])
  await scene.db.deleteFrom('letters_letters').execute()
  await ask(scene, ADMIN, '发送')
  expect([await orders(scene), await scene.letters()]).toEqual([[{ kind: 'digest.order', ref: 'om_1' }], []])
  const confirm = () =>
    scene.run((tx) => confirmOrder(scene.ctx, tx, { id: 'om_1', who: MemberId.parse(ADMIN) }))
  expect(await confirm()).toEqual({ ok: true })
  await scene.makeDue()
  expect((await scene.letters()).map(({ ref }) => ref)).toEqual([key])
  expect(await confirm()).toEqual({ ok: false, refusal: 'sentBefore' })
})

test('周报 重发 needs a reason, and sends the same again once, with the reason', async () => {
  await using scene = await aScene([])
  await scene.makeAt(MONDAY)
  await ask(scene, ADMIN, '重发')
  expect((await scene.letters()).at(-1)?.ref).toBe('refused:noReason')
  await scene.db.deleteFrom('letters_letters').where('key', '=', 'digest-again:om_1').execute()
  await ask(scene, ADMIN, '重发 党委群更换')
  const confirm = () =>
    scene.run((tx) => confirmOrder(scene.ctx, tx, { id: 'om_1', who: MemberId.parse(ADMIN) }))
  expect([await confirm(), await confirm()]).toEqual([{ ok: true }, { ok: false, refusal: 'already' }])
  const again = (await scene.letters()).slice(1)
  expect(again.map(({ receiver }) => receiver)).toEqual(['chat:oc_fx_college'])
  const card = await scene.render(again[0]?.ref ?? '')
  expect(card).toMatchObject({ title: '重发：第11周周报（11月16日—22日）' })
  expect(JSON.stringify(card)).toContain('重发原因：党委群更换')
})

test('查看明细 stands on the digest only where people reach the pages', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY)
  const leads = async () =>
    JSON.stringify(await scene.render(key)).includes(
      '"pages.details","data":{"to":"/overview?week=2026-W47"}',
    )
  expect(await leads()).toBe(false)
  scene.ctx.publicUrl = 'https://zhibu.example.edu.cn'
  expect(await leads()).toBe(true)
})
