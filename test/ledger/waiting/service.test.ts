import { expect, test } from 'vitest'
import { openTurns } from '../../../src/ledger/service.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import type { Life } from '../../support/a-life.ts'
import { ADMIN, aLedger, aProgramme, SECRETARY } from '../a-programme.ts'

const STEPS = [
  { id: 'late', title: '清单上墙', due: '2026-11-20' },
  { id: 'soon', title: '自查', due: '2026-12-20' },
  { id: 'far', title: '总结会', due: '2027-01-20' },
  { id: 'sign', title: '签署，上传扫描件', due: '2026-12-18', needs: 'signed' },
  { id: 'next', title: '公示', after: { step: 'far', days: 3 } },
  { id: 'seen', title: '学院查看', due: '2026-12-04', by: 'committee' },
]

/** The lines of somebody's 待办, and its buttons' actions. */
async function todo(life: Life, who: string) {
  const letter = {
    id: LetterId.parse('00000000-0000-4000-8000-000000000000'),
    kind: 'desk.todo',
    ref: who,
  } as const
  const to = { person: MemberId.parse(who) }
  const card = await life.act((tx) =>
    registry.letters.kinds['desk.todo'].render(life.ctx, tx, { ...letter, to }),
  )
  const blocks = 'blocks' in card ? card.blocks : []
  return {
    lines: blocks.flatMap((block) =>
      block.kind === 'text' && block.text.includes('台账') ? [block.text] : [],
    ),
    pressed: blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons.map(({ action }) => action) : [],
    ),
  }
}

test('a secretary sees what is late or due within thirty days, each once, with its button', async () => {
  await using life = await aLedger([aProgramme({ steps: STEPS })])
  await openTurns(life.ctx)
  expect(await todo(life, SECRETARY)).toEqual({
    lines: [
      '台账待提交：2026年责任书：签署，上传扫描件，12月18日18:00截止',
      '台账待补办：2026年责任书：清单上墙，原定11月20日前',
      '台账待办理：2026年责任书：自查，12月20日前',
    ],
    pressed: ['reports.fill', 'ledger.tick', 'ledger.tick'],
  })
  await life.press(SECRETARY, 'ledger.tick', { data: { cell: 'zrs26.B03.late' } })
  expect((await todo(life, SECRETARY)).lines).toHaveLength(2)
})

test('what is spoken of today stands there, also long before it is due', async () => {
  const early = [{ id: 'end', title: '换届准备', due: '2027-03-01', remind: [98], needs: 'text' }]
  await using life = await aLedger([aProgramme({ rows: ['B03'], steps: early })])
  expect(await todo(life, SECRETARY)).toEqual({
    lines: ['台账待办理：2026年责任书：换届准备，3月1日前'],
    pressed: ['ledger.fill'],
  })
  life.ctx.set('2026-11-24T09:00:00+08:00')
  expect((await todo(life, SECRETARY)).lines).toEqual([])
})

test('the committee’s steps wait for one administrator each, with the branch, and for no secretary', async () => {
  await using life = await aLedger([aProgramme({ rows: ['B03'], steps: STEPS })])
  const admins = await Promise.all(['M0140', 'M0141', ADMIN].map((who) => todo(life, who)))
  const lines = admins.flatMap((one) => one.lines)
  expect(lines).toEqual([expect.stringMatching(/^台账待办理：.+：2026年责任书：学院查看，12月4日前$/)])
})

test('a figure that is counted by itself has no button, and a person sees what is their own', async () => {
  const own = [
    {
      id: 'held',
      title: '主题党日3次',
      due: '2026-12-20',
      needs: 'measure',
      measure: { figure: 'held', atLeast: 3 },
    },
    { id: 'paper', title: '写思想汇报', due: '2026-12-20', by: 'person' },
  ]
  const rows = [{ id: 'r1', branch: 'B03', member: 'M0059' }]
  await using life = await aLedger([aProgramme({ rows, steps: own })])
  expect(await todo(life, SECRETARY)).toEqual({
    lines: ['台账待办理：2026年责任书：主题党日3次，12月20日前'],
    pressed: [],
  })
  expect(await todo(life, 'M0059')).toEqual({
    lines: ['台账待办理：2026年责任书：写思想汇报，12月20日前'],
    pressed: ['ledger.tick'],
  })
})
