import { expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import type { Button, Card } from '../../src/cards/card.ts'
import { collegeDigest } from '../../src/digest/college/card.ts'
import { closeProgramme, saveProgramme } from '../../src/ledger/service.ts'
import { detailsButtons } from '../../src/pages/service.ts'
import { aProgramme } from '../ledger/a-programme.ts'
import { aPart, aScene, aSnapshot, MONDAY, week47 } from './setup.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')
const { settings } = loaded.college

const said = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.kind === 'text' ? block.text.split('\n') : []))
const pressed = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ text }) => text) : []))

const LINES = ['责任书 12/14，逾期2个', '八大计划 11月 6/8']

function digest({ ledger = [], programmes }: { ledger?: Button[]; programmes?: string[] }): Card {
  const snapshot = { ...aSnapshot([aPart({})]), ...(programmes === undefined ? {} : { programmes }) }
  const live = { toReview: 0, overdue: 0, remedies: 0, unreachable: 0, nudged: null }
  const leads = { figures: [], page: [], ledger, file: [] }
  return collegeDigest(snapshot, settings, { digest: week47.key, live, leads })
}

test('the ledger has a block of its own, with a way to what its numbers count', () => {
  const lines = said(digest({ programmes: LINES }))
  const at = lines.indexOf('台账')
  expect(lines.slice(at, at + 4)).toEqual(['台账', ...LINES, '各支部情况可发“台账”查看。'])
  const ledger = detailsButtons({ publicUrl: 'https://zhibu.example.edu.cn' }, '/ledger', '台账')
  expect(pressed(digest({ programmes: LINES, ledger }))).toEqual(['台账'])
  expect(said(digest({ ledger }))).not.toContain('台账')
})

test('what the ledger says is kept as it was at the making, and a digest of before knows nothing of it', async () => {
  await using scene = await aScene()
  await scene.makeAt(MONDAY.subtract({ hours: 24 * 7 }))
  const definition = aProgramme({ title: '责任书' })
  await scene.run((tx) => saveProgramme(scene.ctx, tx, { definition, by: 'file' }))
  await scene.makeAt(MONDAY)
  await scene.run((tx) => closeProgramme(scene.ctx, tx, { id: definition.id, by: 'file' }))
  const shown = async (key: string) => {
    const card = await scene.render(key)
    return 'blocks' in card ? said(card) : []
  }
  expect(await shown(week47.key)).toContain('责任书 0/14')
  expect(await shown('digest-COL1-2026-W46')).not.toContain('台账')
})
