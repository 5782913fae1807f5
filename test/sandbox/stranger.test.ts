import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { handlersOf } from '../../src/feishu/in/events.ts'
import { offers } from '../../src/sandbox/api/offers.ts'
import { shapes } from '../../src/sandbox/rules/shapes.ts'
import { eventKinds } from '../../src/sandbox/socket/event-kinds.ts'
import { silentListener } from '../support/silent-listener.ts'
import { aLog } from '../feishu/aids.ts'

const FOLDER = new URL('../../src/feishu/', import.meta.url)
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))
  .join('\n')

/** What the SDK itself calls. */
const BY_SDK = ['/callback/ws/endpoint', '/open-apis/auth/v3/tenant_access_token/internal']

describe('the sandbox', () => {
  it('offers exactly the calls of the bot and of its SDK', () => {
    const urls = [...sources.matchAll(/'(\/open-apis\/[^']+)'|`(\/open-apis\/[^`]+)`/g)]
    const called = urls.map(([, plain, template]) => plain ?? `${template}`.replace(/\$\{[^}]*\}/g, ':id'))
    const offered = offers.map(({ url }) => url.replace(/:\w+/g, ':id'))
    expect(offered.sort()).toEqual([...called, ...BY_SDK].sort())
  })

  it('brings exactly what the bot listens to', () => {
    const heard = Object.keys(handlersOf({ ...silentListener, log: aLog().log }))
    expect([...Object.keys(eventKinds), 'card.action.trigger'].sort()).toEqual(heard.sort())
  })

  it('knows exactly the components that the bot draws', () => {
    const drawn = [...sources.matchAll(/tag: '(\w+)'/g)].map(([, tag = '']) => tag)
    const components = [...new Set(drawn)].filter((tag) => tag !== 'plain_text')
    expect(Object.keys(shapes).sort()).toEqual(components.sort())
  })
})
