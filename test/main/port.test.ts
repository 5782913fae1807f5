import { expect, test } from 'vitest'
import { aListener } from '../support/a-listener.ts'
import { openBots } from '../support/bots.ts'
import { zhibu } from './command-line.ts'

test('a bot whose port is taken ends with the cure, before the platform has heard anything of it', async () => {
  await using bots = await openBots()
  await using other = await aListener(() => undefined)
  const { port } = new URL(other.url)
  const { code, err } = await zhibu(['start'], { ...bots.variables, HTTP_PORT: port, LOG_LEVEL: 'silent' })
  expect(code).toBe(1)
  expect(err).toMatch(new RegExp(`^.*:${port}.*端口已被占用.*HTTP_PORT.*\n$`))
  expect(await bots.sandbox.control.record()).toEqual([])
})
