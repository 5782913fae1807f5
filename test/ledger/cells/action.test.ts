import { expect, test } from 'vitest'
import { fillButtonOf, tickButton, untickButton } from '../../../src/ledger/cells/action.ts'
import { CellId, RequestId } from '../../../src/ids.ts'
import { shown } from '../../inspections/setup.ts'
import type { Life } from '../../support/a-life.ts'
import { aLedger, aProgramme, cellsOf, SECRETARY } from '../a-programme.ts'

const BOTH = aProgramme({
  steps: [
    { id: 'list', title: '清单上墙', due: '2026-12-25' },
    { id: 'paper', title: '交述职报告', due: '2027-01-20', needs: 'text' },
  ],
})
/** A member of B03 without an office. */
const MEMBER = 'M0059'

const list = { id: CellId.parse('zrs26.B03.list') }
const paper = { id: CellId.parse('zrs26.B03.paper'), request: null }

function press(life: Life, who: string, { action, data }: { action: string; data: object }) {
  return life.press(who, action, { data })
}

test('a step is ticked off once and taken back, and whoever pressed again is told so', async () => {
  await using life = await aLedger([BOTH])
  expect(await press(life, SECRETARY, tickButton(list))).toBe('已记为办结，谢谢。')
  expect(await press(life, SECRETARY, tickButton(list))).toBe('这项已经处理，无需再点。')
  expect((await cellsOf(life, 'B03'))[0]).toBe('B03.list done 2026-12-25')
  expect(await press(life, SECRETARY, untickButton(list))).toBe('已恢复为未办结。')
  expect((await cellsOf(life, 'B03'))[0]).toBe('B03.list open 2026-12-25')
})

test('what is due later than in thirty days is asked for when somebody wants to fill it in', async () => {
  await using life = await aLedger([BOTH])
  expect(await press(life, MEMBER, fillButtonOf(paper))).toContain('需要承办支部的书记')
  expect(await life.db.selectFrom('reports_requests').select('id').execute()).toEqual([])
  expect(await press(life, SECRETARY, fillButtonOf(paper))).toBe('填写卡已发到与您的私聊。')
  const request = RequestId.parse('R-zrs26.B03.paper')
  expect(await life.db.selectFrom('reports_requests').select('id').execute()).toEqual([{ id: request }])
  expect(await press(life, SECRETARY, fillButtonOf({ ...paper, request }))).toBe('填写卡已在私聊中，请查看。')
})

test('a step of others is offered to be put before whoever does it, with its button', async () => {
  await using life = await aLedger([BOTH])
  expect(await press(life, MEMBER, tickButton(list))).toContain('可在与我的私聊中点“转达”')
  const data = { matter: 'step', id: list.id }
  expect(await press(life, MEMBER, { action: 'desk.relay', data })).toMatch(/^已转达给/)
  const [asked] = await life.letters('desk.relayed')
  expect(asked?.receiver).toBe(`person:${SECRETARY}`)
  await life.settle()
  const card = await shown(life, SECRETARY, 'desk.relayed')
  expect(card).toContain('请您办理：2026年责任书：清单上墙。')
  expect(card).toContain('ledger.tick')
})
