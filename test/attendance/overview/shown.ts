import type { Block, Button, Card } from '../../../src/cards/card.ts'
import { LetterId, MemberId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import type { LetterKind } from '../../../src/letters/types.ts'
import type { Life } from '../../support/a-life.ts'

/** A047 is B10's meeting of 25 November at 14:00: its secretary and host, its deputy, a member, an administrator, a stranger. */
export const [SECRETARY, DEPUTY, MEMBER, ADMIN, STRANGER] = ['M0213', 'M0214', 'M0230', 'M0140', 'M0001']

export const A047 = { data: { meeting: 'A047' } }

/** The newest card of a kind that somebody got, as it is rendered for them at this moment. */
export async function cardOf(
  life: Life,
  who: string,
  kind: LetterKind = 'attendance.overview',
): Promise<Card> {
  const letter = (await life.letters(kind)).findLast(({ receiver }) => receiver === `person:${who}`)
  if (letter === undefined) throw new Error(`no ${kind} to ${who}`)
  return rendered(life, { ...letter, kind, to: { person: MemberId.parse(who) } })
}

type Row = { id: string; kind: LetterKind; ref: string; to: { person: MemberId } }

/** A card of theirs, newest or not. */
export async function rendered({ act, ctx }: Life, { id, kind, ref, to }: Row): Promise<Card> {
  const letter = { id: LetterId.parse(id), kind, ref, to }
  const rendering = await act((tx) => registry.letters.kinds[kind].render(ctx, tx, letter))
  if ('text' in rendering) throw new Error('a text')
  return rendering
}

/** The words of a card, a line for each paragraph and fact. */
export function linesOf({ blocks }: Card): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'text') return [block.text]
    return block.kind === 'facts' ? block.facts.map(([label, value]) => `${label}：${value}`) : []
  })
}

/** Everything that can be pressed on a card, by its words. */
export function buttonsOf({ blocks }: Card): Map<string, Button> {
  const buttonsIn = (block: Block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'form' ? [block.submit] : []
  }
  return new Map(blocks.flatMap(buttonsIn).map((button) => [button.text, button]))
}

/** What people are called. */
export function named(life: Life, ...ids: string[]): string {
  return ids.map((id) => life.college.members.find((one) => one.id === id)?.name ?? '').join('、')
}
