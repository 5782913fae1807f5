import type { College } from '../../config/college.ts'
import type { Api } from '../../src/feishu/out/call.ts'
import type { Feishu, MessageContent } from '../../src/feishu/out/client.ts'
import { ChatId, MessageId, OpenId } from '../../src/ids.ts'
import type { WallClock } from './wall-clock.ts'

/** What one call of the platform takes. */
const CALL = Temporal.Duration.from({ milliseconds: 150 })
/** People in one answer of a look-up. */
const PAGE = { members: 100, users: 50 }

export type Call = { api: Api; at: Temporal.Instant; message: MessageId | null }

/** A message as its readers see it now; `letter` is the letter that brought it. */
export type Message = { id: MessageId; letter: string; to: string; at: Temporal.Instant; card: object | null }

/** A platform that takes everything, counts every call, and shows people what was sent. */
export type Platform = {
  feishu: Feishu
  calls: readonly Call[]
  /** Messages that nobody has seen yet; asked again they are seen. */
  fresh(): Message[]
}

export function openPlatform(wallClock: WallClock, college: College): Platform {
  const calls: Call[] = []
  const messages = new Map<string, Message>()
  let unseen: Message[] = []

  async function call(api: Api, message: MessageId | null = null): Promise<void> {
    calls.push({ api, at: wallClock.now(), message })
    await wallClock.moveTo(wallClock.now().add(CALL))
  }

  async function deliver(api: 'send' | 'reply', to: string, { uuid, content }: Content) {
    const id = MessageId.parse(`om_${messages.size}`)
    const message = {
      id,
      letter: uuid,
      to,
      at: wallClock.now(),
      card: 'card' in content ? content.card : null,
    }
    messages.set(id, message)
    unseen.push(message)
    await call(api, id)
    return { messageId: id }
  }

  const feishu: Heard = {
    budget: { take: async () => 0, penalise: async () => undefined },
    send: ({ to, ...content }) => deliver('send', to.id, content),
    reply: ({ messageId, ...content }) => deliver('reply', messageId, content),
    async patch({ messageId, card }) {
      const message = messages.get(messageId)
      if (message !== undefined) message.card = card
      await call('patch', MessageId.parse(messageId))
    },
    recall: (id) => call('recall', id),
    ...lookUps(college, call),
  }
  return {
    // Nothing else of it is used: nobody sends a photo.
    feishu: feishu as Feishu,
    calls,
    fresh() {
      const seen = unseen
      unseen = []
      return seen
    },
  }
}

type Content = { uuid: string; content: MessageContent }
type Heard = Pick<Feishu, 'budget' | 'send' | 'reply' | 'patch' | 'recall' | keyof LookUps>
type LookUps = Pick<Feishu, 'chats' | 'chatMembers' | 'users'>

/** Everybody is where the roster says. */
function lookUps({ settings, branches, members }: College, call: (api: Api) => Promise<void>): LookUps {
  const chats = [...Object.values(settings.chats), ...branches.map(({ chat }) => chat)]
  const everybody = members.flatMap(({ openId, branch }) => (openId === null ? [] : [{ openId, branch }]))
  const pages = async (api: 'members' | 'users', people: number) => {
    for (let page = 0; page < Math.max(1, Math.ceil(people / PAGE[api])); page += 1) await call(api)
  }
  return {
    async chats() {
      await call('chats')
      return chats.flatMap((chat) => (chat === null ? [] : [{ chatId: ChatId.parse(chat), name: '' }]))
    },
    async chatMembers(chat) {
      const of = branches.find((branch) => branch.chat === chat)?.id
      const there = everybody.filter(({ branch }) => of === undefined || branch === of)
      await pages('members', of === undefined ? 1 : there.length)
      return there.map(({ openId }) => ({ openId, name: '' }))
    },
    async users(asked) {
      await pages('users', asked.length)
      return asked.map((id) => ({ openId: OpenId.parse(id), name: '' }))
    },
  }
}
