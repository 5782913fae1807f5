import { expect, test } from 'vitest'
import { LetterId } from '../../src/ids.ts'
import { cardOf, buttonsOf, SECRETARY, shown } from './people.ts'
import { membersAsked } from './running.ts'

const CROWD = 20

test('twenty who answer at the same moment all count, and whoever presses twice counts once', async () => {
  await using life = await membersAsked()
  const people = (await life.letters('collections.ask')).map(({ receiver }) =>
    receiver.replace('person:', ''),
  )
  const crowd = people.slice(0, CROWD)
  expect(crowd).toHaveLength(CROWD)
  const presses = await Promise.all(
    crowd.map(async (who) => ({ who, buttons: buttonsOf(await cardOf(life, 'collections.ask', who)) })),
  )
  const said = await Promise.all(
    presses.flatMap(({ who, buttons: [yes] }) =>
      yes === undefined ? [] : [1, 2].map(() => life.press(who, yes.action, { data: yes.data })),
    ),
  )
  expect(said.filter((one) => one === '已提交，谢谢。')).toHaveLength(CROWD)
  expect(said.filter((one) => one === '已提交，内容没有变化。')).toHaveLength(CROWD)
  const board = await shown(life, 'collections.board', SECRETARY)
  expect(board).toContain(`已提交${CROWD}/${people.length}。`)
  expect(board).toContain(`参加 ${CROWD}，不参加 0`)
  const versions = life.db.selectFrom('reports_versions').select(({ fn }) => fn.countAll().as('n'))
  expect(Number((await versions.executeTakeFirstOrThrow()).n)).toBe(CROWD)
})

test('a crowd of answers owes the board one update, a quarter of an hour later at the latest', async () => {
  await using life = await membersAsked()
  const rows = await life.letters('collections.ask')
  const crowd = rows.slice(0, CROWD).map(({ receiver }) => receiver.replace('person:', ''))
  for (const who of crowd) {
    const [yes] = buttonsOf(await cardOf(life, 'collections.ask', who))
    if (yes !== undefined) await life.press(who, yes.action, { data: yes.data })
  }
  const [board] = await life.letters('collections.board')
  const card = await life.db
    .selectFrom('letters_cards')
    .select(['wanted', 'shown', 'gathers_until'])
    .where('letter_id', '=', LetterId.parse(board?.id))
    .executeTakeFirstOrThrow()
  expect(card.wanted).toBeGreaterThan(card.shown)
  expect(String(card.gathers_until)).toBe(String(life.ctx.now().add({ minutes: 15 })))
})
