import { LetterId, MemberId } from '../../src/ids.ts'
import type { Card } from '../../src/cards/card.ts'
import type { Letter, LetterKind } from '../../src/letters/types.ts'
import { actions } from '../../src/digest/action.ts'
import { readDigest } from '../../src/digest/service.ts'
import { registry } from '../../src/router.ts'
import { aScene, MONDAY, week47 } from './setup.ts'

export const { key } = week47
export const ADMIN = MemberId.parse('M0140')

export type Is = (data: Record<string, string>) => boolean

export function buttonsOf({ blocks }: Card) {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
}

export function textsOf({ blocks }: Card): string[] {
  return blocks.flatMap((block) => (block.kind === 'text' ? block.text.split('\n') : []))
}

type Row = { branch: string | null; values: number[] }

/** The rows of a list, as the digest counted them. */
export function rowsIn({ blocks }: Card): Row[] {
  const table = blocks.find((block) => block.kind === 'table')
  return (table?.rows ?? []).map((row) => {
    const values = Object.keys(row).filter((name) => /^v\d$/.test(name))
    return {
      branch: typeof row['branch'] === 'string' ? row['branch'] : null,
      values: values.map((name) => Number(String(row[name]).split('→')[0]?.replace('—', '0'))),
    }
  })
}

export function sumOf(rows: readonly Row[], nth = 0): number {
  return rows.reduce((sum, { values }) => sum + (values[nth] ?? 0), 0)
}

type Shown = { kind: LetterKind; ref: string; who: MemberId }

async function rendered(
  { run, ctx }: Awaited<ReturnType<typeof aScene>>,
  { who, ...of }: Shown,
): Promise<Card> {
  const letter: Letter = { id: LetterId.parse(crypto.randomUUID()), ...of, to: { person: who } }
  const rendering = await run((tx) => registry.letters.kinds[of.kind].render(ctx, tx, letter))
  if (!('blocks' in rendering)) throw new Error(rendering.text)
  return rendering
}

/** The demo college after its second digest, with somebody who taps on its cards. */
export async function aReader() {
  const scene = await aScene()
  await scene.makeAt(MONDAY.subtract({ hours: 24 * 7 }))
  await scene.makeAt(MONDAY)
  let presses = 0
  const render = (kind: LetterKind, ref: string, who: MemberId) => rendered(scene, { kind, ref, who })

  /** A tap on a button of the digest: the card that it sends, or what is said instead. */
  async function tap(who: MemberId, card: Card, is: Is): Promise<Card | string> {
    const button = buttonsOf(card).find(({ action, data }) => action.startsWith('digest.') && is(data))
    if (button === undefined) throw new Error('no such button')
    presses += 1
    const madeAt = scene.ctx.now().add({ minutes: presses })
    const handler = new Map(actions).get(button.action)
    const answer = await scene.run(async (tx) =>
      handler?.(scene.ctx, tx, { who, letter: null, madeAt, data: button.data, form: {} }),
    )
    const sent = await scene.db
      .selectFrom('letters_letters')
      .select(['kind', 'ref'])
      .where('key', 'like', `%${who}@${madeAt}%`)
      .executeTakeFirst()
    if (sent === undefined) return JSON.stringify(answer)
    return render(sent.kind as LetterKind, sent.ref, who) // one of the kinds of this feature
  }

  async function opened(who: MemberId, card: Card, is: Is): Promise<Card> {
    const shown = await tap(who, card, is)
    if (typeof shown === 'string') throw new Error(shown)
    return shown
  }

  const committee = await render('digest.college', key, ADMIN)
  const numbers = await opened(ADMIN, committee, ({ of }) => of === 'all')
  const snapshot = await scene.run((tx) => readDigest(tx, key))
  const lists = new Map<string, Promise<Card>>()

  /** The second tap: the rows of a number. */
  function listOf(number: string, of = 'all'): Promise<Card> {
    const name = `${of} ${number}`
    const is: Is = (data) => data['number'] === number && data['of'] === of
    const list = lists.get(name) ?? opened(ADMIN, numbers, is)
    lists.set(name, list)
    return list
  }

  return { scene, render, tap, opened, committee, numbers, snapshot, listOf }
}
