import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { BOT_FLAGS } from '../../src/main/bot-process.ts'

test('a bot is started with the same flags by npm, in the image and by the demo', async () => {
  const command = ['node', ...BOT_FLAGS, 'src/main.ts', 'start']
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
  expect(scripts.start).toContain(` ${command.join(' ')}`)
  const run = /^CMD (.*)$/m.exec(await readFile('Dockerfile', 'utf8'))?.[1] ?? ''
  expect(JSON.parse(run)).toEqual(command)
})

test('npm’s scripts keep what they have read where the command line itself does', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
  const kept = /join\(import\.meta\.dirname, '\.\.\/(.*)'\)/.exec(await readFile('src/main.ts', 'utf8'))?.[1]
  for (const name of ['start', 'demo', 'zhibu'])
    expect(scripts[name]).toMatch(new RegExp(`^NODE_COMPILE_CACHE=${kept} node `))
})
