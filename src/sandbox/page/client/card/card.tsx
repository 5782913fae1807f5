import { useState } from 'preact/hooks'
import { CardButton } from './button.tsx'
import { CardChart } from './chart.tsx'
import { CardForm, CardInput, CardPicker, CardSelect } from './form.tsx'
import { CardPersonSelect, CardSeveral } from './lists.tsx'
import { CardImage } from './image.tsx'
import { Words } from './markdown.tsx'
import { CardTable } from './table.tsx'
import type { Card, Column, ColumnSet, Element, Panel, Text } from './types.ts'

/** A card as the chat shows it. */
export function CardView({ card }: { card: Card }) {
  return (
    <section
      class={`card width-${card.config?.width_mode ?? 'default'}`}
      aria-label={card.header?.title.content}
    >
      {card.header && <Header header={card.header} />}
      <div class="card-body">
        <Elements elements={card.body?.elements ?? []} path="body.elements" />
      </div>
    </section>
  )
}

function Header({ header }: { header: NonNullable<Card['header']> }) {
  return (
    <header class={`card-header tone-${header.template ?? 'default'}`}>
      <div class="card-title">
        <strong>
          <Words text={header.title} />
        </strong>
        {header.text_tag_list?.slice(0, 3).map((tag) => (
          <span class={`card-tag tag-${tag.color ?? 'blue'}`}>{tag.text.content}</span>
        ))}
      </div>
      {header.subtitle && header.subtitle.content !== '' && (
        <div class="card-subtitle">
          <Words text={header.subtitle} />
        </div>
      )}
    </header>
  )
}

/** The elements of one container; `path` is where the platform finds them. */
export function Elements({ elements, path }: { elements: Element[]; path: string }) {
  return (
    <>
      {elements.map((element, index) => (
        <One key={index} element={element} path={`${path}.${index}`} />
      ))}
    </>
  )
}

function One({ element, path }: { element: Element; path: string }) {
  switch (element.tag) {
    case 'div':
      return element.text ? <TextBlock text={element.text} /> : null
    case 'hr':
      return <hr />
    case 'column_set':
      return <Columns set={element} path={path} />
    case 'table':
      return <CardTable table={element} />
    case 'button':
      return <CardButton button={element} path={path} />
    case 'form':
      return (
        <CardForm form={element}>
          <Elements elements={element.elements ?? []} path={`${path}.elements`} />
        </CardForm>
      )
    case 'input':
      return <CardInput input={element} />
    case 'select_static':
      return <CardSelect select={element} />
    case 'multi_select_static':
      return <CardSeveral several={element} />
    case 'select_person':
      return <CardPersonSelect select={element} />
    case 'date_picker':
    case 'picker_time':
      return <CardPicker picker={element} />
    case 'collapsible_panel':
      return <Folded panel={element} path={path} />
    case 'img':
      return <CardImage image={element} />
    case 'chart':
      return <CardChart chart={element} />
    default:
      return <Unsupported element={element} />
  }
}

function Unsupported({ element }: { element: { tag: string } }) {
  return <p class="unsupported">[未支持的组件 {element.tag}]</p>
}

function TextBlock({ text }: { text: Text }) {
  const look = `card-text size-${text.text_size ?? 'normal'} color-${text.text_color ?? 'default'}`
  return (
    <div class={look} style={{ textAlign: text.text_align ?? 'left' }}>
      <Words text={text} />
    </div>
  )
}

function Columns({ set, path }: { set: ColumnSet; path: string }) {
  const look = `columns flex-${set.flex_mode ?? 'none'} back-${set.background_style ?? 'default'}`
  return (
    <div class={look} style={{ columnGap: gap(set.horizontal_spacing) }}>
      {(set.columns ?? []).map((column, index) => (
        <div
          key={index}
          class={`column back-${column.background_style ?? 'default'}`}
          style={columnStyle(column, set.flex_mode)}
        >
          <Elements elements={column.elements ?? []} path={`${path}.columns.${index}.elements`} />
        </div>
      ))}
    </div>
  )
}

// Only without a flow mode do columns keep the widths that they ask for.
function columnStyle({ width, weight, vertical_align }: Column, mode: ColumnSet['flex_mode'] = 'none') {
  const justifyContent = { top: 'flex-start', center: 'center', bottom: 'flex-end' }[vertical_align ?? 'top']
  if (mode !== 'none' && mode !== 'stretch') return { justifyContent }
  if (width === 'auto') return { justifyContent, flex: '0 0 auto' }
  if (width !== undefined && width !== 'weighted') return { justifyContent, flex: `0 0 ${width}` }
  return { justifyContent, flex: `${weight ?? 1} 1 0` }
}

function gap(spacing: string | undefined): string {
  const named: Record<string, string> = { small: '4px', medium: '8px', large: '12px', extra_large: '16px' }
  return named[spacing ?? 'medium'] ?? spacing ?? '8px'
}

function Folded({ panel, path }: { panel: Panel; path: string }) {
  const [open, setOpen] = useState(panel.expanded ?? false)
  return (
    <div class="panel">
      <button type="button" class="panel-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="panel-title">
          <Words text={panel.header.title} />
        </span>
        <span class="panel-mark" aria-hidden="true">
          ▾
        </span>
      </button>
      {open && (
        <div class="panel-body">
          <Elements elements={panel.elements ?? []} path={`${path}.elements`} />
        </div>
      )}
    </div>
  )
}
