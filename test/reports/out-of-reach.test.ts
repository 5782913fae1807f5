import { expect, test } from 'vitest'
import { MemberId } from '../../src/ids.ts'
import { draftFromReply } from '../../src/reports/service.ts'
import { onDelivery } from '../../src/roster/service.ts'
import { aScene, said, SECRETARY } from './setup.ts'

test('whom no direct message reaches is told so where the reply stands, with the cure, and the draft is kept', async () => {
  await using scene = await aScene()
  await scene.run((tx) =>
    onDelivery(scene.ctx, tx, { to: { person: MemberId.parse(SECRETARY) }, code: '230053' }),
  )
  const words = said()
  await scene.run((tx) => draftFromReply(scene.ctx, tx, words))
  const noted = (await scene.written()).at(-1)
  expect(noted).toMatchObject({ receiver: 'chat:oc_fx_B10', reply_to: words.messageId, ref: 'outOfReach' })
  expect(await scene.render({ kind: 'reports.noted', ref: 'outOfReach' })).toEqual({
    text: expect.stringContaining('打开私聊，再回复一次'),
  })
  expect(await scene.db.selectFrom('reports_drafts').select('state').execute()).toEqual([{ state: 'open' }])
})
