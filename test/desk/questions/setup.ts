import type { Incoming } from '../../../src/feishu/in/incoming.ts'
import { reviseMessage } from '../../../src/inbox/messages/effect.ts'
import { z } from 'zod'
import { handleMessage } from '../../../src/desk/service.ts'
import { BranchId, ChatId, LetterId, MemberId, MessageId, OpenId, RequestId } from '../../../src/ids.ts'
import type { Letter } from '../../../src/letters/types.ts'
import { insert } from '../../../src/reports/store.ts'
import type { Request } from '../../../src/reports/types.ts'
import { registry } from '../../../src/router.ts'
import type { Card } from '../../../src/cards/card.ts'
import { buttonsOf, SECRETARY } from '../../planning/new-meeting/desk.ts'
import { aLife, type Life } from '../../support/a-life.ts'

/** The demo college, with reports that its branch's secretary owes. */
export async function owing(ids: string[]): Promise<Life> {
  const life = await aLife({ only: [] })
  for (const id of ids) await life.act((tx) => insert(tx, requestOf(id)))
  return life
}

const CHAT = ChatId.parse('oc_fx_B10')

/** What they have in common. */
export const owed = {
  ...{ meeting: null, group: null, branch: BranchId.parse('B10'), owner: MemberId.parse(SECRETARY) },
  ...{ about: { kind: 'meeting', id: 'A1' }, office: null, form: null, review: 'none', drawn: false },
  ...{ reviewer: null, extended: false, round: 0, state: 'open', late: false, returnReason: null },
  askedAt: Temporal.Instant.from('2026-11-23T08:00:00+08:00'),
  dueAt: Temporal.Instant.from('2026-11-25T18:00:00+08:00'),
} satisfies Partial<Request>

function requestOf(id: string): Request {
  return { ...owed, id: RequestId.parse(id), title: `${id}的会` }
}

/** The letter that asks for one. */
export const request: Letter = {
  ...{ id: LetterId.parse('00000000-0000-4000-8000-000000000000'), kind: 'reports.request', ref: 'R-1' },
  to: { chat: CHAT },
}

/** Somebody answers a letter in the branch's chat. */
export async function reply(
  life: Life,
  text: string,
  { about = request, who: by = SECRETARY }: { about?: Letter; who?: string } = {},
): Promise<void> {
  const messageId = MessageId.parse(`om_reply_${by}_${text.length}`)
  const who = MemberId.parse(by)
  const written = {
    at: life.ctx.now(),
    text,
    words: text,
    pictures: [],
    buttons: [],
    files: [],
    isUseless: false,
  }
  const said = { who, chat: CHAT, inGroup: true, ...written, messageId, about }
  await life.act((tx) => handleMessage(life.ctx, tx, { said, commands: [] }))
}

/** An id that no letter has. */
export const NO_LETTER = LetterId.parse('00000000-0000-4000-8000-000000000000')

/** What was drafted for which report. */
export async function drafts(life: Life) {
  const rows = await life.db.selectFrom('reports_drafts').select(['request_id', 'fields']).execute()
  return rows.map(({ request_id, fields }) => [
    request_id,
    z.object({ content: z.string() }).parse(fields).content,
  ])
}

/** Somebody edits the message that was asked about. */
export async function edited(life: Life, { who, text }: { who: string; text: string }): Promise<void> {
  const { id } = await life.db.selectFrom('desk_questions').select('id').executeTakeFirstOrThrow()
  const message: Incoming = {
    messageId: MessageId.parse(id),
    chatId: ChatId.parse(`oc_p_${who}`),
    chatType: 'p2p',
    openId: OpenId.parse(`ou_${who}`),
    at: life.ctx.now(),
    mentionsBot: false,
    type: 'text',
    text,
    pictures: [],
  }
  await life.act((tx) => reviseMessage(life.ctx, tx, { inbox: registry, message }))
}

/** The newest question, as it is rendered at this moment. */
export async function question(life: Life): Promise<Card> {
  const row = (await life.letters('desk.question')).at(-1)
  if (row === undefined) throw new Error('nothing was asked')
  const to = { person: MemberId.parse(SECRETARY) }
  const letter: Letter = { id: LetterId.parse(row.id), kind: 'desk.question', ref: row.ref, to }
  const rendering = await life.act((tx) =>
    registry.letters.kinds['desk.question'].render(life.ctx, tx, letter),
  )
  if ('text' in rendering) throw new Error('no card')
  return rendering
}

/** Answers it; returns the toast. */
export async function press(life: Life, text: string, who = SECRETARY): Promise<string> {
  const button = buttonsOf(await question(life)).get(text)
  if (button === undefined) throw new Error(`no button ${text}`)
  return life.press(who, button.action, { data: button.data })
}
