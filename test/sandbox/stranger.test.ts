import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offers } from '../../src/sandbox/api/offers.ts'
import { shapes } from '../../src/sandbox/rules/shapes.ts'

const folder = new URL('../../src/feishu/', import.meta.url)
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

/** What the SDK itself calls. */
const bySdk = ['/callback/ws/endpoint', '/open-apis/auth/v3/tenant_access_token/internal']
/** What stands ready for pictures and files in the chat, and for looking a message up. */
const ahead = ['/open-apis/im/v1/files', '/open-apis/im/v1/images', '/open-apis/im/v1/messages/:id GET']

describe('the sandbox', () => {
  it('offers exactly the calls of the bot, of its SDK, and three that it will need for pictures and files', () => {
    const urls = [...sources.matchAll(/'(\/open-apis\/[^']+)'|`(\/open-apis\/[^`]+)`/g)]
    const called = urls.map(([, plain, template]) => plain ?? `${template}`.replace(/\$\{[^}]*\}/g, ':id'))
    const offered = offers.map(({ url, method }) => {
      const plain = url.replace(/:\w+/g, ':id')
      return plain.endsWith('messages/:id') && method === 'GET' ? `${plain} GET` : plain
    })
    expect(offered.sort()).toEqual([...new Set([...called, ...bySdk, ...ahead])].sort())
  })

  it('knows exactly the components that the bot draws', () => {
    const texts = ['plain_text', 'lark_md', 'standard_icon', 'text_tag']
    const drawn = [...sources.matchAll(/tag: '(\w+)'/g)].map(([, tag = '']) => tag)
    const components = [...new Set(drawn)].filter((tag) => !texts.includes(tag))
    expect(Object.keys(shapes).sort()).toEqual(components.sort())
  })
})
