import { appendFile, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { type Bots, openBots } from '../support/bots.ts'

const MEETING = `
  - id: A900
    for: B03
    type: 主题党日
    title: 临时主题党日
    start: 2026-11-24T15:00
    minutes: 60
    place: 机电楼210
    host: M0053
`

async function change(bots: Bots, edit: (yaml: string) => string): Promise<void> {
  const path = join(bots.folder, 'college.yaml')
  await writeFile(path, edit(await readFile(path, 'utf8')))
}

const addMeeting = (yaml: string) => yaml.replace('\n# 以下均为默认值', `${MEETING}\n# 以下均为默认值`)

test('a changed file is applied while the bot runs, a faulty one is refused whole, and nothing is announced twice', async () => {
  await using bots = await openBots()
  await bots.start()
  await expect.poll(() => bots.sent()).toHaveLength(6)

  await change(bots, (yaml) =>
    addMeeting(yaml).replace('for: B03\n    type: 主题党日', 'for: B99\n    type: 主题党日'),
  )
  await change(bots, (yaml) => yaml.replace('place: 电气楼118', 'place: 电气楼119'))
  await appendFile(join(bots.folder, 'members.csv'), '\n')
  // The faulty file holds a change of place as well: neither is applied, and the next sound file applies both.
  await change(bots, (yaml) => yaml.replace('for: B99', 'for: B03'))
  await expect.poll(() => bots.sent()).toContain('oc_fx_B03 【会议通知】临时主题党日')
  // The administrators hear of it last.
  const told = async () => (await bots.sent()).filter((one) => one.endsWith(' 学院文件已更新'))
  await expect.poll(told).toHaveLength(3)

  const before = await bots.sent()
  for (let second = 1; second <= 10; second += 1) {
    await utimes(join(bots.folder, 'college.yaml'), second, second)
  }
  const redis = new Redis(bots.redisUrl)
  await redis.flushdb()
  redis.disconnect()
  await change(bots, (yaml) => yaml.replace('id: A900', 'id: A901').replace('临时主题党日', '第二次主题党日'))
  await expect.poll(() => bots.sent(), { timeout: 40_000 }).toContain('oc_fx_B03 【会议通知】第二次主题党日')
  await expect.poll(() => bots.sent(), { timeout: 40_000 }).toHaveLength(before.length + 5)
  const since = (await bots.sent()).slice(before.length)
  expect(since.toSorted()).toEqual([
    'oc_fx_B03 【会议取消】临时主题党日',
    'oc_fx_B03 【会议通知】第二次主题党日',
    'ou_fx_0140 学院文件已更新',
    'ou_fx_0141 学院文件已更新',
    'ou_fx_0142 学院文件已更新',
  ])
})
