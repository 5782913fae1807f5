import * as Lark from '@larksuiteoapi/node-sdk'
import { APP, memberOf } from './people.ts'

const [platform] = process.argv.slice(2)
if (platform === undefined) throw new Error('usage: bare-bot PLATFORM')

const app = { appId: APP.id, appSecret: APP.secret, domain: platform, loggerLevel: Lark.LoggerLevel.fatal }
const toast = { toast: { type: 'success', content: '已记录' } }

/** The least that answers a click: the SDK and a fixed toast. */
await new Lark.WSClient(app).start({
  eventDispatcher: new Lark.EventDispatcher({ loggerLevel: Lark.LoggerLevel.fatal }).register({
    'card.action.trigger': () => toast,
  }),
})
const card = {
  schema: '2.0',
  body: {
    elements: [
      {
        tag: 'button',
        text: { tag: 'plain_text', content: '参加' },
        behaviors: [{ type: 'callback', value: {} }],
      },
    ],
  },
}
const sent = await new Lark.Client(app).im.v1.message.create({
  params: { receive_id_type: 'chat_id' },
  data: { receive_id: 'oc_bench', msg_type: 'interactive', content: JSON.stringify(card) },
})
process.send?.({ message: sent.data?.message_id, as: `ou_${memberOf(0)}` })
