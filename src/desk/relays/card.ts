import { buttons, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import type { Matter, Need } from '../../cards/need.ts'
import type { Way } from '../matters/types.ts'
import { relayAction } from './action.ts'
import { offices, words } from './words.ts'

const LONGEST = 60

/** 需要其他同志办理: private, for whoever may not do it. */
export function offerCard({ need, title }: { need: Need; title: string }): Card {
  return {
    title: words.title,
    tone: 'grey',
    summary: words.title,
    blocks: [
      text(words.offer(offices[need.matter])),
      text(words.about(shortened(title, LONGEST))),
      buttons(relayAction.button({ text: words.relay, style: 'primary', data: need })),
    ],
  }
}

/** One matter that somebody puts before its reader; `who` and `title` are names. */
export type Relayed = { matter: Matter; who: string; title: string; way: Way }

const MOST_SHOWN = 10

/** 转达: what others ask its reader to do, one card a day. */
export function relayedCard(all: readonly Relayed[]): Card {
  const further = all.length - MOST_SHOWN
  const blocks = all.slice(0, MOST_SHOWN).flatMap(({ matter, who, title, way }): Block[] => {
    const asked = words.asked[matter](shortened(who, LONGEST), shortened(title, LONGEST))
    return 'say' in way ? [text(`${asked}${words.bySaying(way.say)}`)] : [text(asked), buttons(way)]
  })
  return {
    title: words.askedTitle,
    tone: 'blue',
    summary: words.askedTitle,
    blocks: [...blocks, ...(further > 0 ? [text(words.further(further))] : [])],
  }
}
