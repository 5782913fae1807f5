import type { OpenId } from '../ids.ts'
import type { ChartBlock } from './chart-blocks.ts'

/**
 * The vocabulary of cards: plain data that a feature renders from its state. Only `src/feishu/cards` knows what the
 * platform makes of it. Text is always shown literally, so that nothing a member wrote can become a mention or a link.
 */
export type Card = {
  title: string
  subtitle?: string
  tone: Tone
  /** What the chat list shows; must hold nothing private. */
  summary: string
  blocks: Block[]
}

export type Tone = 'blue' | 'green' | 'orange' | 'grey' | 'red'

export type Block =
  | { kind: 'text'; text: string; size?: 'normal' | 'small' | 'heading'; faint?: boolean }
  | { kind: 'facts'; facts: [label: string, value: string][] }
  | { kind: 'table'; columns: Column[]; rows: Record<string, string | number>[]; pageSize?: number }
  | ChartBlock
  | { kind: 'images'; images: Image[] }
  | { kind: 'buttons'; buttons: Button[] }
  /** Opens an address in the browser; nothing comes back. */
  | { kind: 'link'; text: string; url: string }
  /** `others` send the same fields as `submit` does. */
  | { kind: 'form'; name: string; fields: Field[]; submit: Button; others?: Button[] }
  | {
      kind: 'folded'
      title: string
      blocks: Exclude<Block, { kind: 'form' | 'table' | ChartBlock['kind'] | 'folded' }>[]
    }
  | { kind: 'rule' }

export type Column = { name: string; title: string; type: 'text' | 'number'; width?: string }

/** A picture of the bot's own, by its key on the platform; `alt` is what is read where it cannot be seen. */
export type Image = { key: string; alt: string }

export type Field =
  | {
      kind: 'input'
      name: string
      label: string
      placeholder: string
      value?: string
      required: boolean
      lines: 'one' | 'many'
      maxLength: number
    }
  | {
      kind: 'select'
      name: string
      label: string
      placeholder: string
      required: boolean
      options: { text: string; value: string }[]
      chosen?: string
    }
  | {
      /** Several of the options. */
      kind: 'choices'
      name: string
      label: string
      placeholder: string
      required: boolean
      options: { text: string; value: string }[]
      chosen: readonly string[]
    }
  | {
      /** One of these people, at least one, by their ids on the platform. */
      kind: 'person'
      name: string
      label: string
      placeholder: string
      required: boolean
      people: readonly OpenId[]
      chosen?: OpenId
    }
  | {
      /** A day of the calendar; `PickedDate` reads what was chosen. */
      kind: 'date'
      name: string
      label: string
      placeholder: string
      required: boolean
      value?: Temporal.PlainDate
    }
  | {
      /** A time of day to the minute; `PickedTime` reads what was chosen. */
      kind: 'time'
      name: string
      label: string
      placeholder: string
      required: boolean
      value?: Temporal.PlainTime
    }

/** A button calls back with its action's name, the letter it stands in, and `data`. */
export type Button = {
  text: string
  style: 'primary' | 'normal' | 'danger'
  action: string
  data: Record<string, string>
  confirm?: { title: string; text: string }
  disabled?: boolean
}

/** A short answer that only the person who clicked sees. */
export type Toast = { tone: 'info' | 'success' | 'warning' | 'error'; text: string }
