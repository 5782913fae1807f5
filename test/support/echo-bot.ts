import * as Lark from '@larksuiteoapi/node-sdk'

export type Click = {
  operator: { open_id: string }
  action: { value?: object; form_value?: Record<string, string> }
}
export type Heard = {
  message: { content: string; message_type: string; parent_id?: string; chat_id: string }
}
export type EchoBot = Awaited<ReturnType<typeof openEchoBot>>

type Behaviour = { url: string; app_id: string; app_secret: string; onClick: (click: Click) => unknown }

/** A bot of a few lines on the official SDK: it remembers what it heard, and answers clicks as it is told. */
export async function openEchoBot({ url, app_id, app_secret, onClick }: Behaviour) {
  const app = { appId: app_id, appSecret: app_secret, domain: url, loggerLevel: Lark.LoggerLevel.error }
  const client = new Lark.Client({ ...app, cache: new Lark.DefaultCache() })
  const heard: Heard[] = []
  const clicks: Click[] = []
  const handlers: Record<string, (data: never) => unknown> = {
    'im.message.receive_v1': (data: Heard) => void heard.push(data),
    'card.action.trigger': (data: Click) => {
      clicks.push(data)
      return onClick(data)
    },
  }
  const socket = new Lark.WSClient(app)
  await socket.start({
    eventDispatcher: new Lark.EventDispatcher({ loggerLevel: app.loggerLevel }).register(handlers),
  })
  const send = async (receiver: string, card: object) => {
    const receive_id_type = receiver.startsWith('ou_') ? 'open_id' : 'chat_id'
    const data = { receive_id: receiver, msg_type: 'interactive', content: JSON.stringify(card) }
    const sent = await client.im.v1.message.create({ params: { receive_id_type }, data })
    return sent.data?.message_id ?? ''
  }
  const upload = async (image: Buffer) => {
    const kept = await client.im.v1.image.create({ data: { image_type: 'message', image } })
    return kept?.image_key ?? ''
  }
  return {
    heard,
    clicks,
    send,
    upload,
    async [Symbol.asyncDispose]() {
      socket.close()
    },
  }
}
