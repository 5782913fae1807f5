import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Visitor } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { renderCard } from '../../src/feishu/cards/card.ts'
import { findings } from '../../src/sandbox/rules/card.ts'
import type { Block } from '../../src/cards/card.ts'
import type { Knows } from '../../src/sandbox/rules/walk.ts'
import { parse } from '../architecture/source.ts'
import { botCards } from './bot-cards.ts'

const SOURCES = new URL('../../src/', import.meta.url)
const LETTER = '0193a5c2-8f0e-7c3a-9d51-6b1f3f0d2a44'

/** Nobody may be mentioned, and where the documents are silent the card is refused. */
const strict: Knows = {
  person: () => false,
  image: () => true,
  updates: true,
  switches: { negativePadding: 'refuse', namelessField: 'refuse' },
}

describe('a card of the bot, in whatever state', () => {
  it.each(Object.keys(botCards))('is taken by the platform: %s', (name) => {
    fc.assert(
      fc.property(botCards[name] ?? fc.constant(null), (card) => {
        expect(card && findings({ ...renderCard(card, { letter: LETTER }) }, strict)).toEqual([])
      }),
      { numRuns: 30, endOnFailure: true },
    )
  })

  it.each(Object.keys(botCards))('asks for nothing once nothing can be pressed: %s', (name) => {
    fc.assert(
      fc.property(botCards[name] ?? fc.constant(null), (card) => {
        const isOver = card?.tone === 'grey' && !canBePressed(card.blocks)
        expect(isOver ? `${card.title} ${card.summary}` : '').not.toMatch(
          /待(?:确认|批|反馈|提交|补充|处理)|还差一步|请反馈|请问/,
        )
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })

  it('is among those tried here: every exported function of a card.ts that returns a card', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    const features = files.filter(
      (path) => path.endsWith('/card.ts') && !/^(?:feishu|words|sandbox)\//.test(path),
    )
    expect(features.flatMap(cardsOf).sort()).toEqual(Object.keys(botCards).sort())
  })
})

function canBePressed(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'folded') return canBePressed(block.blocks)
    return block.kind === 'buttons' || block.kind === 'form'
  })
}

/** What a file exports that returns a card, or does not say what it returns. */
function cardsOf(path: string): string[] {
  const { result } = parse({ path, text: readFileSync(new URL(path, SOURCES), 'utf8') })
  const names: string[] = []
  new Visitor({
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type !== 'FunctionDeclaration') return
      const returned = declaration.returnType?.typeAnnotation
      const of = returned?.type === 'TSTypeReference' ? returned.typeName : undefined
      if (returned === undefined || (of?.type === 'Identifier' && of.name === 'Card'))
        names.push(`${path.replace('/card.ts', '')} ${declaration.id?.name}`)
    },
  }).visit(result.program)
  return names
}
