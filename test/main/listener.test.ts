import { pino } from 'pino'
import { expect, test } from 'vitest'
import { OpenId } from '../../src/ids.ts'
import { knowSelf } from '../../src/main/listener.ts'

test('a bot that could not learn its own id at the start learns it once the platform answers', async () => {
  const openId = OpenId.parse('ou_zhibu')
  let isAway = true
  const botInfo = async () => {
    if (isAway) throw new Error('away')
    return { openId, name: '支部助手', active: true }
  }
  const self = knowSelf({ log: pino({ level: 'silent' }) }, { botInfo })
  await self.ask()
  expect(self.openId()).toBeNull()
  isAway = false
  await expect.poll(() => self.openId()).toBe(openId)
})
