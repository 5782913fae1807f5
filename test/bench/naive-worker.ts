import * as Lark from '@larksuiteoapi/node-sdk'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { APP } from './people.ts'

const [platform, redisUrl, care] = process.argv.slice(2)
if (platform === undefined || redisUrl === undefined)
  throw new Error('usage: naive-worker PLATFORM REDIS CARE')
const limiter = care === 'careful' ? { limiter: { max: 45, duration: 1_000 } } : {}

const client = new Lark.Client({
  appId: APP.id,
  appSecret: APP.secret,
  domain: platform,
  loggerLevel: Lark.LoggerLevel.fatal,
})
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
const content = JSON.stringify({ text: '11月25日（周三）14:00召开支部党员大会，请反馈是否参加。' })

/** The obvious way: the job is the reminder, and awaits the call. */
const worker = new Worker<{ to: string }>(
  `naive-${care}`,
  async ({ data }) => {
    await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: data.to, msg_type: 'text', content },
    })
  },
  { connection, concurrency: 24, skipVersionCheck: true, ...limiter },
)
worker.on('error', () => {
  // The bench counts what the platform saw.
})
await worker.waitUntilReady()
process.send?.('ready')
