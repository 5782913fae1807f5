import type { Block, Button } from './card.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/** A paragraph. */
export function text(said: string): Of<'text'> {
  return { kind: 'text', text: said }
}

/** What may be overlooked. */
export function small(said: string): Of<'text'> {
  return { kind: 'text', text: said, size: 'small', faint: true }
}

/** A row of buttons. */
export function buttons(...all: readonly Button[]): Of<'buttons'> {
  return { kind: 'buttons', buttons: [...all] }
}
