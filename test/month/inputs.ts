import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { Ctx } from '../../src/ctx.ts'
import { receiveMessage } from '../../src/inbox/service.ts'
import { ChatId, LetterId, type MemberId, MessageId, OpenId } from '../../src/ids.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { registry } from '../../src/router.ts'
import type { Message } from './platform.ts'

const PATIENCE = 1_000
const OVERLAP = Temporal.Duration.from({ seconds: 3 })

/** The label of a button, which meeting it is about where several are, and what its form was filled in with. */
type Pressed = { label: string; about?: string; form?: Record<string, string> }

/** What people can do with what they see. */
export type Inputs = {
  /** Presses a button that the message shows now; false when it shows none of that name, or the bot would not. */
  press(who: MemberId, message: Message, on: Pressed): Promise<boolean>
  /** Says something in the direct chat. */
  say(who: MemberId, text: string): Promise<void>
  /** Answers a message in words, with a mention in a group. */
  reply(who: MemberId, message: Message, text: string): Promise<void>
}

type Said = { to: string; text: string; parentId: MessageId | null }

export function inputsAt(ctx: Ctx): Inputs {
  let done = 0
  async function hear(who: MemberId, { to, text, parentId }: Said): Promise<void> {
    done += 1
    const inGroup = to.startsWith('oc_')
    await receiveMessage(ctx, {
      messageId: MessageId.parse(`om_said_${done}`),
      chatId: chatOf(who, to),
      chatType: inGroup ? 'group' : 'p2p',
      openId: OpenId.parse(`ou_${who}`),
      at: ctx.now(),
      mentionsBot: inGroup,
      type: 'text',
      text,
      pictures: [],
      ...(parentId === null ? {} : { parentId }),
    })
  }
  return {
    async press(who, message, on) {
      const value = buttonIn(message.card, on)
      if (value === undefined) return false
      done += 1
      const before = await cardOf(ctx, message)
      const answer = await handleClick(ctx, registry.letters, {
        eventId: `click_${done}`,
        madeAt: ctx.now(),
        openId: OpenId.parse(`ou_${who}`),
        messageId: message.id,
        chatId: chatOf(who, message.to),
        value,
        form: on.form ?? {},
      })
      // The answer's card is updated for everybody.
      if (answer.card !== undefined) {
        message.card = answer.card
        // What was only said to be under way has no card to be noted: that is updated later.
        if (!overlaps(ctx, before?.clicked_at ?? null)) await noted(ctx, message)
      }
      return answer.toast?.type !== 'warning'
    },
    say: (who, text) => hear(who, { to: '', text, parentId: null }),
    reply: (who, { id: parentId, to }, text) => hear(who, { to, text, parentId }),
  }
}

/** Where somebody sees what was sent there. */
function chatOf(who: string, to: string): ChatId {
  return ChatId.parse(to.startsWith('oc_') ? to : `oc_p_${who}`)
}

/** What the button carries, wherever in the card it stands. */
function buttonIn(card: unknown, on: Pressed): Record<string, unknown> | undefined {
  if (typeof card !== 'object' || card === null) return undefined
  const button = Button.safeParse(card).data
  const value = button?.behaviors[0]?.value
  const isMeant = on.about === undefined || value?.['meeting'] === on.about
  if (button?.text.content === on.label && isMeant) return value
  for (const part of Object.values(card)) {
    const found = buttonIn(part, on)
    if (found !== undefined) return found
  }
  return undefined
}

const Button = z.object({
  tag: z.literal('button'),
  text: z.object({ content: z.string() }),
  behaviors: z.array(z.object({ value: z.record(z.string(), z.unknown()) })),
})

function cardOf({ db }: Ctx, { letter }: Message) {
  return db
    .selectFrom('letters_cards')
    .select(['wanted', 'shown', 'clicked_at'])
    .where('letter_id', '=', LetterId.parse(letter))
    .executeTakeFirst()
}

function overlaps(ctx: Ctx, clickedAt: Temporal.Instant | null): boolean {
  return clickedAt !== null && Temporal.Instant.compare(clickedAt, ctx.now().subtract(OVERLAP)) > 0
}

/** The bot notes that its answer was handed over just after it has answered. */
async function noted(ctx: Ctx, message: Message): Promise<void> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const card = await cardOf(ctx, message)
    if (card === undefined || card.shown >= card.wanted) return
    await setImmediate()
  }
  throw new Error(`the answer on ${message.id} was not noted`)
}
