import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Db } from '../../src/db/tables.ts'
import { openDb } from '../../src/db/open.ts'
import type { BotProcess } from '../../src/main/bot-process.ts'
import { MOVES_IN } from '../../src/main/demo/facts.ts'
import { type Bots, openBots } from '../support/bots.ts'

/** Who owes the record of A044, and who reads it. */
const [WRITER, READER] = ['ou_fx_0224', 'ou_fx_0142']
const ID = 'R-A044'
const WRITTEN = '学习了全会精神。'
const SECONDS_180 = 180_000

/** Each message once, however often the bot died. */
const TOLD = [
  `${READER} 【审核】本科二支部 第一党小组会`,
  `${READER} 【审核】本科二支部 第一党小组会`,
  `${WRITER} 【会后一卡】第一党小组会`,
  `${WRITER} 纪实确认`,
  `${WRITER} 纪实确认`,
  `${WRITER} 需要补充`,
]

/** The bot of a test, and how it dies: as soon as the records show what a step does, whether that was answered or not. */
type Stage = { bots: Bots; db: Db; bot: BotProcess; minutes: number }

async function dieOnce(stage: Stage, does: Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  await expect.poll(isDone, { timeout: 20_000, interval: 2 }).toBe(true)
  stage.bot.child.kill('SIGKILL')
  await once(stage.bot.child, 'exit')
  // The platform gives up on a press that nobody answers.
  await does.catch(() => undefined)
  stage.bot = await stage.bots.start()
  // A bot begins where the demo does: time goes on from where it died.
  stage.minutes += 5
  await stage.bots.moveTo(MOVES_IN.add({ minutes: stage.minutes }).toString(), [stage.bot])
}

/** The newest message to somebody whose card shows this, once it is there. */
async function newest({ bots }: Stage, as: string, shows: string): Promise<string> {
  const find = async () => {
    const all = await bots.sandbox.control.messages('bot', as)
    return all.findLast(({ card }) => JSON.stringify(card ?? {}).includes(shows))?.message_id
  }
  await expect.poll(find, { timeout: 15_000 }).toBeDefined()
  return (await find()) ?? ''
}

const rowsOf = async ({ db }: Stage) => ({
  drafts: await db
    .selectFrom('reports_drafts')
    .select(['n', 'fields'])
    .where('request_id', '=', ID)
    .execute(),
  versions: await db.selectFrom('reports_versions').select('n').where('request_id', '=', ID).execute(),
  verdicts: await db.selectFrom('reports_reviews').select(['n', 'verdict']).orderBy('id').execute(),
})

test(
  'a bot that is killed at each step of a record loses nothing that was saved, and does nothing twice',
  async () => {
    await using bots = await openBots()
    await using db = openDb(bots.databaseUrl)
    const { control } = bots.sandbox
    const bot = await bots.start({}, { history: join(bots.folder, 'history.json') })
    const stage: Stage = { bots, db, bot, minutes: 0 }
    // Nothing else waits to be read.
    await db.updateTable('reports_requests').set({ drawn: false }).execute()
    await db.updateTable('reports_requests').set({ review: 'all' }).where('id', '=', ID).execute()
    const press = (as: string, message: string, on: { text: string; form?: Record<string, string> }) =>
      control.press({ as, message, form: {}, ...on })

    // A reply is kept as a draft; the bot dies before, while or after its card goes out.
    const after = await newest(stage, WRITER, '会后一卡')
    const said = control.say({ as: WRITER, chat: 'bot', text: WRITTEN, reply_to: after })
    await dieOnce(stage, said, async () => (await rowsOf(stage)).drafts.length === 1)
    const confirm = await newest(stage, WRITER, WRITTEN)

    await dieOnce(
      stage,
      press(WRITER, confirm, { text: '提交', form: { content: `${WRITTEN}作了交流。` } }),
      async () => {
        return (await rowsOf(stage)).versions.length === 1
      },
    )
    // Whoever heard no answer presses again, or finds the card as it is by now.
    await press(WRITER, confirm, { text: '提交', form: { content: WRITTEN } }).catch(() => undefined)
    await newest(stage, WRITER, '已于11月23日')
    expect((await rowsOf(stage)).versions).toEqual([{ n: 1 }])

    await control.say({ as: READER, chat: 'bot', text: '审核' })
    const queue = await newest(stage, READER, '作了交流')
    const remark = { content: '请写明讨论要点', procedure: '' }
    await dieOnce(stage, press(READER, queue, { text: '退回', form: remark }), async () => {
      return (await rowsOf(stage)).verdicts.length === 1
    })
    const returned = await newest(stage, WRITER, '请写明讨论要点')

    await dieOnce(stage, press(WRITER, returned, { text: '修改' }), async () => {
      return (await rowsOf(stage)).drafts.some(({ n }) => n === 2)
    })
    // What was handed in stands on the form again.
    const again = await newest(stage, WRITER, '"n":"2"')
    expect(JSON.stringify((await rowsOf(stage)).drafts)).toContain('作了交流')
    await press(WRITER, again, { text: '提交', form: { content: `${WRITTEN}讨论了三个问题。` } })

    await control.say({ as: READER, chat: 'bot', text: '审核' })
    const second = await newest(stage, READER, '讨论了三个问题')
    await dieOnce(stage, press(READER, second, { text: '通过' }), async () => {
      return (await rowsOf(stage)).verdicts.length === 2
    })

    const rows = await rowsOf(stage)
    expect(rows.versions).toHaveLength(2)
    expect(rows.verdicts.map(({ verdict }) => verdict)).toEqual(['returned', 'approved'])
    const told = (await bots.sent()).filter((one) => one.startsWith(WRITER) || one.startsWith(READER))
    expect(told.map((one) => one.replace(/（.*/, '')).toSorted()).toEqual(TOLD)
  },
  SECONDS_180,
)
