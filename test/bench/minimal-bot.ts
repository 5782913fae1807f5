import * as Lark from '@larksuiteoapi/node-sdk'
import pg from 'pg'
import { APP, memberOf } from './people.ts'

const [platform, records] = process.argv.slice(2)
if (platform === undefined) throw new Error('usage: bare-bot PLATFORM [RECORDS]')

const app = { appId: APP.id, appSecret: APP.secret, domain: platform, loggerLevel: Lark.LoggerLevel.fatal }
const toast = { toast: { type: 'success', content: '已记录' } }

/** What is done before a click is answered: nothing or, with records, one insert that is committed. */
async function lockSession(url: string): Promise<(click: object) => Promise<unknown>> {
  const pool = new pg.Pool({ connectionString: url })
  await pool.query('create table bench_clicks (click jsonb not null)')
  return (click) => pool.query('insert into bench_clicks (click) values ($1)', [JSON.stringify(click)])
}

const keep = records === undefined ? async () => undefined : await lockSession(records)

/** The least that answers a click: the SDK and a fixed toast. */
await new Lark.WSClient(app).start({
  eventDispatcher: new Lark.EventDispatcher({ loggerLevel: Lark.LoggerLevel.fatal }).register({
    'card.action.trigger': async (click: object) => {
      await keep(click)
      return toast
    },
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
