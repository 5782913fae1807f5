import { expect, test } from 'vitest'
import type { Incoming } from '../../../src/feishu/in/incoming.ts'
import { answerMessage } from '../../../src/inbox/messages/effect.ts'
import { ChatId, ImageKey, LetterId, MemberId, MessageId, OpenId } from '../../../src/ids.ts'
import { openTurns } from '../../../src/ledger/service.ts'
import { registry } from '../../../src/router.ts'
import type { Life } from '../../support/a-life.ts'
import { ADMIN, aLedger, aProgramme, cellsOf, SECRETARY } from '../a-programme.ts'

let sent = 0

/** Somebody sends a photo in the direct chat, answering nothing, and it arrives. */
async function sendPhoto({ ctx, db, act, settle }: Life, who: string): Promise<void> {
  sent += 1
  const message: Incoming = {
    messageId: MessageId.parse(`om_photo_${sent}`),
    chatId: ChatId.parse(`oc_p_${who}`),
    chatType: 'p2p',
    openId: OpenId.parse(`ou_${who}`),
    at: ctx.now(),
    mentionsBot: false,
    type: 'image',
    text: '',
    pictures: [ImageKey.parse(`img_sent_${sent}`)],
  }
  await act((tx) => answerMessage(ctx, tx, { inbox: registry, message }))
  for (const file of await db.selectFrom('files_files').selectAll().where('ended', 'is', null).execute()) {
    const here = { ended: 'here', image_key: `img_own_${sent}`, ended_at: ctx.now() }
    await db.updateTable('files_files').set(here).where('id', '=', file.id).execute()
  }
  await settle()
}

/** The newest letter of a kind to somebody, and its card. */
async function newest(life: Life, kind: 'reports.confirm' | 'reports.review', who: string) {
  const row = (await life.letters(kind)).findLast(({ receiver }) => receiver === `person:${who}`)
  if (row === undefined) throw new Error(`no ${kind}`)
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: { person: MemberId.parse(who) } }
  const card = await life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter))
  const blocks = 'blocks' in card ? card.blocks : []
  const all = blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'form' ? [block.submit, ...(block.others ?? [])] : []
  })
  const press = (text: string, form: object = {}) => {
    const button = all.find((one) => one.text === text)
    if (button === undefined) throw new Error(`no button ${text} among ${all.map((one) => one.text).join()}`)
    return life.press(who, button.action, { data: button.data, form, letter: letter.id })
  }
  return { said: JSON.stringify(card), press }
}

const stands = async (life: Life) => (await cellsOf(life, 'B03'))[0]?.split(' ')[1]

test('a photo in the direct chat and one press hand in a signed letter; it is read, sent back and handed in again', async () => {
  await using life = await aLedger([aProgramme({ rows: ['B03'] })])
  await openTurns(life.ctx)
  await sendPhoto(life, SECRETARY)
  const card = await newest(life, 'reports.confirm', SECRETARY)
  expect(card.said).toContain('台账事项确认')
  expect(card.said).toContain('2026年责任书：签署，上传扫描件')
  expect(await card.press('提交')).toBe('已提交，谢谢。')
  expect(await stands(life)).toBe('handedIn')

  await life.say(ADMIN, '审核')
  const review = await newest(life, 'reports.review', ADMIN)
  expect(review.said).toContain('签署，上传扫描件')
  expect(await review.press('退回', { content: '请补签日期' })).toContain('退回')
  expect(await stands(life)).toBe('returned')

  await sendPhoto(life, SECRETARY)
  await (await newest(life, 'reports.confirm', SECRETARY)).press('提交')
  await life.say(ADMIN, '审核')
  await (await newest(life, 'reports.review', ADMIN)).press('通过')
  expect(await stands(life)).toBe('done')
})

test('a signed step is not handed in without a photo or a file, whatever is written', async () => {
  await using life = await aLedger([aProgramme({ rows: ['B03'] })])
  await openTurns(life.ctx)
  await life.press(SECRETARY, 'reports.fill', { data: { request: 'R-zrs26.B03.sign' } })
  const card = await newest(life, 'reports.confirm', SECRETARY)
  expect(await card.press('提交', { content: '已签' })).toContain('“签字件（照片或扫描件）”须有')
  expect(await stands(life)).toBe('open')
})

test('with several that wait the person is asked which, and the one begun by 去填写 takes the photo', async () => {
  const sign = (id: string) => ({ id, title: id, due: '2026-12-18', needs: 'signed' })
  await using life = await aLedger([aProgramme({ rows: ['B03'], steps: [sign('s0'), sign('s1')] })])
  await openTurns(life.ctx)
  await sendPhoto(life, SECRETARY)
  expect((await life.letters('reports.noted')).map(({ ref }) => ref)).toEqual(['which'])
  await life.press(SECRETARY, 'reports.fill', { data: { request: 'R-zrs26.B03.s1' } })
  await sendPhoto(life, SECRETARY)
  await (await newest(life, 'reports.confirm', SECRETARY)).press('提交')
  expect((await cellsOf(life, 'B03')).map((line) => line.split(' ')[1])).toEqual(['open', 'done'])
})

test('what asks for words alone takes no photo that was meant for a signed letter', async () => {
  const other = aProgramme({
    id: 'form',
    rows: ['B03'],
    steps: [{ id: 'a', title: '填表', due: '2026-12-18', needs: 'sheet', template: '支部党员大会' }],
  })
  await using life = await aLedger([aProgramme({ rows: ['B03'] }), other])
  await openTurns(life.ctx)
  const { form_id: form } = await life.db
    .selectFrom('reports_requests')
    .select('form_id')
    .where('id', '=', 'R-form.B03.a')
    .executeTakeFirstOrThrow()
  const questions = JSON.stringify([{ id: 'x', label: '内容', type: 'long', required: true }])
  await life.db
    .updateTable('reports_forms')
    .set({ questions })
    .where('id', '=', form ?? '')
    .execute()
  await sendPhoto(life, SECRETARY)
  expect((await life.letters('reports.confirm')).map(({ ref }) => ref)).toEqual([
    expect.stringContaining('R-zrs26.B03.sign'),
  ])
})
