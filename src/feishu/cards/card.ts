import { createHash } from 'node:crypto'
import type { Block, Card, Image } from '../../cards/card.ts'
import { chartElement } from './chart.ts'
import { fitted } from './fit.ts'
import { buttonElement, formElement, linkElement, plain, rowOf } from './form.ts'

/** A component of the platform's card language, JSON 2.0. */
type Element = Record<string, unknown>

/** The letter that a card stands in; every button carries it back. */
export type CardIds = { letter: string }

/**
 * Renders the bot's card in the platform's JSON 2.0. All words are `plain_text`, so that nothing in them can act.
 * Pure: the same card is always the same JSON. Words that would make it too heavy are cut.
 */
export function renderCard(card: Card, ids: CardIds): object {
  return fitted({
    schema: '2.0',
    config: { update_multi: true, summary: { content: card.summary } },
    header: {
      title: plain(card.title),
      ...(card.subtitle === undefined ? {} : { subtitle: plain(card.subtitle) }),
      template: card.tone,
    },
    body: { elements: card.blocks.map((block) => blockElement(block, ids)) },
  })
}

/** Says whether a card looks like the one last rendered, whatever the order of its keys. */
export function cardHash(card: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(card)))
    .digest('base64url')
    .slice(0, 22)
}

function blockElement(block: Block, ids: CardIds): Element {
  switch (block.kind) {
    case 'text':
      return textElement(block)
    case 'facts':
      return div(block.facts.map(([label, value]) => `${label}：${value}`).join('\n'))
    case 'table':
      return tableElement(block)
    case 'chart':
    case 'line':
    case 'heatmap':
      return chartElement(block)
    case 'images':
      return imageRow(block.images)
    case 'buttons':
      return rowOf(block.buttons.map((button) => buttonElement(button, ids)))
    case 'link':
      return rowOf([linkElement(block)])
    case 'form':
      return formElement(block, ids)
    case 'folded':
      return foldedElement(block, ids)
    case 'rule':
      return { tag: 'hr' }
  }
}

const SIZES = { normal: 'normal', small: 'notation', heading: 'heading' }

function textElement({ text, size = 'normal', faint = false }: Extract<Block, { kind: 'text' }>): Element {
  return div(text, { text_size: SIZES[size], ...(faint ? { text_color: 'grey' } : {}) })
}

function div(text: string, look: Element = {}): Element {
  return { tag: 'div', text: { ...plain(text), ...look } }
}

const MOST_ROWS_SHOWN = 10

function tableElement({
  columns,
  rows,
  pageSize = MOST_ROWS_SHOWN,
}: Extract<Block, { kind: 'table' }>): Element {
  return {
    tag: 'table',
    page_size: Math.min(Math.max(pageSize, 1), MOST_ROWS_SHOWN),
    row_height: 'auto',
    columns: columns.map(({ name, title, type, width = 'auto' }) => {
      return { name, display_name: title, data_type: type, width }
    }),
    rows: rows.map((row) => ({ ...row })),
  }
}

/** Three small pictures to a line; a tap shows one in full. */
function imageRow(images: Image[]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'trisect',
    horizontal_spacing: 'small',
    columns: images.map(({ key, alt }) => ({
      tag: 'column',
      elements: [{ tag: 'img', img_key: key, alt: plain(alt), scale_type: 'crop_center', preview: true }],
    })),
  }
}

function foldedElement({ title, blocks }: Extract<Block, { kind: 'folded' }>, ids: CardIds): Element {
  return {
    tag: 'collapsible_panel',
    expanded: false,
    header: { title: plain(title) },
    elements: blocks.map((block) => blockElement(block, ids)),
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
