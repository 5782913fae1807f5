import { answerMessage } from '../../../src/inbox/messages/effect.ts'
import type { Life } from '../../support/a-life.ts'
import { ChatId, LetterId, MemberId, MessageId, OpenId } from '../../../src/ids.ts'
import { registry } from '../../../src/router.ts'
import type { Button, Card, Field } from '../../../src/cards/card.ts'

/** The secretary of B10, a member of its committee, the leader of its second group, a member; an administrator. */
export const SECRETARY = 'M0213'
export const DEPUTY = 'M0214'
export const LEADER = 'M0219'
export const MEMBER = 'M0222'
export const ADMIN = 'M0140'

/** What somebody was last answered to 开会, as it is rendered at this moment. */
export async function answerTo(life: Life, who: string): Promise<Card | { text: string }> {
  const row = (await life.letters('meetings.convene')).findLast(
    ({ receiver }) => receiver === `person:${who}`,
  )
  if (row === undefined) throw new Error(`${who} was not answered`)
  const to = { person: MemberId.parse(who) }
  const letter = { id: LetterId.parse(row.id), kind: 'meetings.convene', ref: row.ref, to } as const
  return life.act((tx) => registry.letters.kinds['meetings.convene'].render(life.ctx, tx, letter))
}

/** The same when it is a card. */
export async function cardTo(life: Life, who: string): Promise<Card> {
  const rendering = await answerTo(life, who)
  if ('text' in rendering) throw new Error(rendering.text)
  return rendering
}

/** The card as text. */
export async function shown(life: Life, who: string): Promise<string> {
  return JSON.stringify(await answerTo(life, who))
}

/** Everything that can be pressed on a card, by its words. */
export function buttonsOf(card: Card): Map<string, Button> {
  const all = card.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'form' ? [block.submit] : []
  })
  return new Map(all.map((button) => [button.text, button]))
}

/** The fields of a card's form, by name. */
export function fieldsOf(card: Card): Map<string, Field> {
  const all = card.blocks.flatMap((block) => (block.kind === 'form' ? block.fields : []))
  return new Map(all.map((field) => [field.name, field]))
}

type Filled = { text: string; form: object }

/** Presses a button of the newest card; answers the toast. */
export async function press(life: Life, who: string, what: string | Filled): Promise<string> {
  const { text, form } = typeof what === 'string' ? { text: what, form: {} } : what
  const button = buttonsOf(await cardTo(life, who)).get(text)
  if (button === undefined) throw new Error(`no button ${text}`)
  return life.press(who, button.action, { data: button.data, form })
}

/** The meetings that were called in chat. */
export async function called(life: Life) {
  return life.db
    .selectFrom('meetings_meetings')
    .select([
      'id',
      'types',
      'title',
      'starts_local',
      'place',
      'agenda',
      'state',
      'host_id',
      'branch_id',
      'chat',
    ])
    .where('origin', '=', 'chat')
    .orderBy('starts_at')
    .execute()
}

export const ASSEMBLY = '开会 下周三下午两点 支部党员大会 信息楼305 议题：学习；讨论'

/** Somebody mentions the bot in a group. */
export async function mention(life: Life, who: string, said: { chat: string; text: string; id?: string }) {
  await life.act((tx) =>
    answerMessage(life.ctx, tx, {
      inbox: registry,
      message: {
        messageId: MessageId.parse(said.id ?? `om_${who}_${said.chat}`),
        chatId: ChatId.parse(said.chat),
        chatType: 'group',
        openId: OpenId.parse(`ou_${who}`),
        at: life.ctx.now(),
        mentionsBot: true,
        type: 'text',
        text: said.text,
        pictures: [],
      },
    }),
  )
}
