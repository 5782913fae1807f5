import { expect, test } from 'vitest'
import { renderCard } from '../../../src/feishu/cards/card.ts'
import { LetterId } from '../../../src/ids.ts'
import type { Button, Card } from '../../../src/cards/card.ts'

const LETTER = LetterId.parse('00000000-0000-4000-8000-000000000000')

test('buttons have room for a finger between them', () => {
  const button = (text: string): Button => ({ text, style: 'normal', action: 'desk.take', data: {} })
  const buttons = ['确认', '修改', '取消'].map(button)
  const card: Card = { title: '会', summary: '会', tone: 'blue', blocks: [{ kind: 'buttons', buttons }] }
  expect(JSON.stringify(renderCard(card, { letter: LETTER }))).toContain('"horizontal_spacing":"medium"')
})
