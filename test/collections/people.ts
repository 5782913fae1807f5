import type { Button, Card, Field } from '../../src/cards/card.ts'
import { LetterId, MemberId } from '../../src/ids.ts'
import type { LetterKind, Rendering } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import type { Living } from '../support/a-life.ts'

/** An administrator; the secretary and the deputy of B10, a member of it; the secretary of B01. */
export const ADMIN = 'M0140'
export const SECRETARY = 'M0213'
export const DEPUTY = 'M0214'
export const MEMBER = 'M0222'

/** The newest letter of a kind to a person, as it is rendered at this moment. */
export async function newest(life: Living, kind: LetterKind, who: string): Promise<Rendering> {
  const rows = await life.letters(kind)
  const row = rows.findLast(({ receiver }) => receiver === `person:${who}`)
  if (row === undefined) throw new Error(`${who} has no ${kind}`)
  const letter = { id: LetterId.parse(row.id), kind, ref: row.ref, to: { person: MemberId.parse(who) } }
  return life.act((tx) => registry.letters.kinds[kind].render(life.ctx, tx, letter))
}

/** The same when it is a card. */
export async function cardOf(life: Living, kind: LetterKind, who: string): Promise<Card> {
  const rendering = await newest(life, kind, who)
  if ('text' in rendering) throw new Error(rendering.text)
  return rendering
}

/** The card as text. */
export async function shown(life: Living, kind: LetterKind, who: string): Promise<string> {
  return JSON.stringify(await newest(life, kind, who))
}

/** Everything that can be pressed on a card, in order. */
export function buttonsOf(card: Card): Button[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'form' ? [block.submit, ...(block.others ?? [])] : []
  })
}

/** The fields of a card's form, by name. */
export function fieldsOf(card: Card): Map<string, Field> {
  const all = card.blocks.flatMap((block) => (block.kind === 'form' ? block.fields : []))
  return new Map(all.map((field) => [field.name, field]))
}

type Pressing = { kind: LetterKind; who: string; by?: string; button: string; form?: object }

/** Presses a button of the newest card of a kind, `by` somebody else where it says so; returns the toast. */
export async function press(life: Living, pressing: Pressing): Promise<string> {
  return (await finger(life, pressing))()
}

/** A finger on a button of a card as it is now: it presses it when it is told. */
export async function finger(
  life: Living,
  { kind, who, by = who, button: text, form = {} }: Pressing,
): Promise<() => Promise<string>> {
  const found = buttonsOf(await cardOf(life, kind, who)).find((button) => button.text === text)
  if (found === undefined) throw new Error(`no button ${text}`)
  return () => life.press(by, found.action, { data: found.data, form })
}

/** A button of the card on which a collection is composed. */
export async function compose(
  life: Living,
  who: string,
  what: string | [button: string, form: object],
): Promise<string> {
  const [button, form] = typeof what === 'string' ? [what, {}] : what
  return press(life, { kind: 'collections.compose', who, button, form })
}

export const LINE = '收集 各支部 周五17:00前 报名人数、联系人'
