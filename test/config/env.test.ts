import { describe, expect, it } from 'vitest'
import { readEnv, readStartEnv } from '../../config/env.ts'
import { Fault } from '../../src/errors.ts'

function faultOf(read: () => unknown): Fault {
  try {
    read()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error('nothing was refused')
}

describe('the environment', () => {
  it('may be empty', () => {
    expect(readEnv({})).toEqual({
      app: null,
      domain: 'https://open.feishu.cn',
      webhook: null,
      collegePath: 'config/college.yaml',
      dataPath: process.getuid?.() === 0 ? '/var/lib/zhibu' : './data',
      databaseUrl: null,
      redisUrl: null,
      roles: new Set(['chat', 'clock', 'worker']),
      http: { host: '127.0.0.1', port: 8080 },
      publicUrl: null,
      adminToken: null,
      heartbeatUrl: null,
      proxies: { https: null, http: null, except: [] },
      logLevel: 'info',
    })
  })

  it('treats an empty variable as an absent one', () => {
    expect(readEnv({ DATABASE_URL: '', HTTP_PORT: ' ' })).toEqual(readEnv({}))
  })

  it('gives the address of the platform, or of a stand-in without a slash at its end', () => {
    expect(readEnv({ FEISHU_DOMAIN: 'lark' }).domain).toBe('https://open.larksuite.com')
    expect(readEnv({ FEISHU_DOMAIN: 'http://127.0.0.1:8090/' }).domain).toBe('http://127.0.0.1:8090')
  })

  it('takes the address of the pages by https, on this machine also by http', () => {
    const urlOf = (PUBLIC_URL: string) => readEnv({ PUBLIC_URL }).publicUrl
    expect(urlOf('https://zhibu.example.edu.cn/')).toBe('https://zhibu.example.edu.cn')
    expect(urlOf('https://x.example.edu.cn/zhibu')).toBe('https://x.example.edu.cn/zhibu')
    expect(urlOf('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080')
    const wrong = ['http://zhibu.example.edu.cn', 'ftp://x', 'https://x/?a=1', 'https://x/#a', 'https://me@x']
    for (const url of wrong) {
      expect(faultOf(() => urlOf(url)).message).toContain('PUBLIC_URL must be an https address')
    }
    const { message } = faultOf(() => readEnv({ PUBLIC_URL: 'https://x.example.edu.cn', HTTP_PORT: '-1' }))
    expect(message).toContain('HTTP_PORT must not be -1 with PUBLIC_URL')
  })

  it('names all faults at once, each with its cure', () => {
    const source = {
      FEISHU_EVENTS: 'pigeon',
      HTTP_PORT: '70000',
      ZHIBU_ROLES: 'chat,cook',
      LOG_LEVEL: 'loud',
    }
    const { message } = faultOf(() =>
      readStartEnv({ ...source, DATABASE_URL: 'mysql://x', FEISHU_DOMAIN: 'qq' }),
    )
    expect(message.split('\n').slice(1)).toEqual([
      '  FEISHU_DOMAIN must be feishu, lark or a base URL such as http://127.0.0.1:8090',
      '  FEISHU_EVENTS must be socket or webhook',
      '  DATABASE_URL must be like postgres://user:password@host:5432/zhibu',
      '  ZHIBU_ROLES must be any of chat,clock,worker separated by commas',
      '  HTTP_PORT must be a number from -1 to 65535: 0 takes any free port, -1 opens none',
      '  LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
      '  FEISHU_APP_ID is missing: copy it from the app’s credentials page',
      '  FEISHU_APP_SECRET is missing: copy it from the app’s credentials page',
    ])
  })

  it('wants both servers when a process does only some of the work', () => {
    const { message } = faultOf(() => readEnv({ ZHIBU_ROLES: 'worker' }))
    expect(message).toContain('DATABASE_URL is needed')
    expect(message).toContain('REDIS_URL is needed')
    const urls = { DATABASE_URL: 'postgres://h/d', REDIS_URL: 'redis://h' }
    expect(readEnv({ ZHIBU_ROLES: 'worker', ...urls }).roles).toEqual(new Set(['worker']))
  })

  it('wants key, token and a port when events are posted to it', () => {
    const { message } = faultOf(() => readEnv({ FEISHU_EVENTS: 'webhook', HTTP_PORT: '-1' }))
    expect(message.split('\n').slice(1)).toEqual([
      '  FEISHU_ENCRYPT_KEY is needed by FEISHU_EVENTS=webhook: copy it from 事件与回调 › 加密策略',
      '  FEISHU_VERIFICATION_TOKEN is needed by FEISHU_EVENTS=webhook: copy it from 事件与回调 › 加密策略',
      '  HTTP_PORT must not be -1 with FEISHU_EVENTS=webhook: events are posted to it; name a port',
    ])
    const both = { FEISHU_ENCRYPT_KEY: 'key', FEISHU_VERIFICATION_TOKEN: 'token' }
    const webhook = { encryptKey: 'key', verificationToken: 'token' }
    expect(readEnv({ FEISHU_EVENTS: 'webhook', ...both }).webhook).toEqual(webhook)
    expect(readEnv(both).webhook).toBeNull()
  })

  it('lets a process that does not chat go without a port, however the others hear', () => {
    const hears = { FEISHU_EVENTS: 'webhook', FEISHU_ENCRYPT_KEY: 'key', FEISHU_VERIFICATION_TOKEN: 'token' }
    const urls = { DATABASE_URL: 'postgres://h/d', REDIS_URL: 'redis://h' }
    expect(readEnv({ ...hears, ...urls, ZHIBU_ROLES: 'worker', HTTP_PORT: '-1' }).http.port).toBe(-1)
  })

  it('never repeats a secret in a fault', () => {
    const { message } = faultOf(() => readEnv({ ADMIN_TOKEN: 'hunter2', DATABASE_URL: 'pg://u:hunter2@h' }))
    expect(message).not.toContain('hunter2')
  })
})
