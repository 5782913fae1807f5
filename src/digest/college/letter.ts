import { z } from 'zod'
import { ref, respelt } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { small, text } from '../../cards/blocks.ts'
import type { Card } from '../../cards/card.ts'
import type { LetterHandler } from '../../letters/types.ts'
import { detailsButtons } from '../../pages/service.ts'
import { dateOf } from '../../time/dates.ts'
import { clock, shortDay } from '../../time/format.ts'
import { orderShown, orderWords as orders } from '../sending/service.ts'
import { previewOf, readDigest, receiptOf } from '../service.ts'
import { numbersButton } from '../rows/service.ts'
import { snapshotBy } from '../snapshots/service.ts'
import { type Offers, Refusal, type Snapshot } from '../types.ts'
import { cause, OF_OLDER, refusals } from '../words.ts'
import { collegeDigest } from './card.ts'
import { liveOf } from './service.ts'
import { words } from './words.ts'

/** What a letter of this feature shows when there is no digest to show. */
export const refusalRef = ref('refused:{refusal}', {
  refusal: z.string().transform(respelt).pipe(Refusal),
})

/** A digest that was not made, as it would be now: `preview:2026-W47`. */
export const previewRef = ref('preview:{week}', { week: z.string() })
/** A digest that is sent once more, by the order to do so. */
const againRef = ref('again:{order}', { order: z.string() })

/** Where the pages begin for the committee. */
const OVERVIEW = '/overview'
/** Where the ledger 台账 stands. */
const LEDGER = '/ledger'

/** The committee's digest. It matters whenever it was written: what it says was counted once, and stays. */
export function collegeLetter(offers: Offers): LetterHandler {
  return {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref: shows, to }) {
      const refused = refusalRef.find(shows)
      if (refused !== null) return { text: refusals[refused.refusal] }
      const previewed = previewRef.find(shows)
      if (previewed !== null) {
        const snapshot = await previewOf(ctx, tx, previewed.week)
        const card = await cardOf(ctx, tx, { digest: null, snapshot, offers: {} })
        return marked(card, { title: orders.preview(card.title), note: orders.notSent })
      }
      const again = againRef.find(shows)
      if (again !== null) {
        const { key: digest, reason } = await orderShown(tx, again.order)
        const card = await cardOf(ctx, tx, { digest, snapshot: await readDigest(tx, digest), offers })
        return marked(card, { title: orders.again(card.title), note: orders.why(reason) })
      }
      const snapshot = await snapshotBy(tx, shows)
      if (snapshot === null) return { text: OF_OLDER }
      const card = await cardOf(ctx, tx, { digest: shows, snapshot, offers })
      return 'person' in to ? withReceipt(ctx, tx, { card, digest: shows }) : card
    },
  }
}

/** Whoever asks for the digest themselves sees below it that and when it was sent, and by what a copy can be checked. */
async function withReceipt(
  ctx: Ctx,
  tx: Tx,
  { card, digest }: { card: Card; digest: string },
): Promise<Card> {
  const receipt = await receiptOf(tx, digest)
  if (receipt === null) return card
  const at = receipt.at.toZonedDateTimeISO(ctx.settings.timezone)
  const line = words.receipt(`${shortDay(at)}${clock(at)}`, receipt.hash.slice(0, HASH_SHOWN))
  return { ...card, blocks: [...card.blocks, small(line)] }
}

/** So much of a hash tells two digests apart by eye. */
const HASH_SHOWN = 12

/** The card with what it is said to be above everything else. */
function marked(card: Card, { title, note }: { title: string; note: string }): Card {
  return { ...card, title, summary: title, blocks: [text(note), ...card.blocks] }
}

type Shown = { digest: string | null; snapshot: Snapshot; offers: Offers }

async function cardOf(ctx: Ctx, tx: Tx, { digest, snapshot, offers }: Shown): Promise<Card> {
  const day = (at: string) => dateOf(Temporal.Instant.from(at), ctx.settings.timezone)
  const days = { from: day(snapshot.from), to: day(snapshot.to) }
  return collegeDigest(snapshot, ctx.settings, {
    digest,
    live: await liveOf(ctx, tx, { digest, snapshot }),
    leads: {
      // What was not made yet is counted as it is shown: there are no other numbers than those of 统计.
      figures: digest === null ? [] : [numbersButton({ digest, of: 'all' })],
      page: digest === null ? [] : detailsButtons(ctx, `${OVERVIEW}?week=${snapshot.week}`),
      ledger: detailsButtons(ctx, LEDGER, words.ledger),
      file: (digest === null ? null : offers.file?.(days)) ?? [],
    },
  })
}
