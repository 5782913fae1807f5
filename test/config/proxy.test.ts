import { expect, test } from 'vitest'
import { readEnv } from '../../config/env.ts'
import { proxyFor } from '../../config/proxy.ts'

const PROXY = 'http://proxy.college.edu.cn:3128'
const FEISHU = 'https://open.feishu.cn'

test('the proxy of the address’s own scheme is taken, in capitals or small letters, with or without http://', () => {
  expect(proxyFor(readEnv({ HTTPS_PROXY: PROXY }).proxies, FEISHU)).toBe(PROXY)
  expect(proxyFor(readEnv({ https_proxy: PROXY }).proxies, FEISHU)).toBe(PROXY)
  expect(proxyFor(readEnv({ HTTPS_PROXY: 'proxy.college.edu.cn:3128' }).proxies, FEISHU)).toBe(PROXY)
  expect(proxyFor(readEnv({ HTTPS_PROXY: PROXY }).proxies, 'wss://msg-frontier.feishu.cn/ws')).toBe(PROXY)
  expect(proxyFor(readEnv({ HTTP_PROXY: PROXY }).proxies, FEISHU)).toBeNull()
  expect(proxyFor(readEnv({ HTTP_PROXY: PROXY }).proxies, 'http://inside.edu.cn/')).toBe(PROXY)
  expect(proxyFor(readEnv({}).proxies, FEISHU)).toBeNull()
})

test('what NO_PROXY names, and this machine, are reached directly', () => {
  const proxyOf = (NO_PROXY: string, address = FEISHU) =>
    proxyFor(readEnv({ HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY, NO_PROXY }).proxies, address)
  for (const rule of ['*', 'feishu.cn', '.feishu.cn', '*.feishu.cn', 'a.b, open.feishu.cn']) {
    expect([rule, proxyOf(rule)]).toEqual([rule, null])
  }
  for (const rule of ['xfeishu.cn', 'open.feishu.cn:8443', 'cn.feishu', '']) {
    expect([rule, proxyOf(rule)]).toEqual([rule, PROXY])
  }
  expect(proxyOf('', 'http://127.0.0.1:8090')).toBeNull()
  expect(proxyOf('', 'http://localhost:8090')).toBeNull()
})

test('a proxy of another kind is refused with its variable named, and its password is not repeated', () => {
  expect(() => readEnv({ HTTPS_PROXY: 'socks5://u:hunter2@h:1080' })).toThrow(
    /^(?!.*hunter2).*HTTPS_PROXY must be like/s,
  )
})
