import { z } from 'zod'
import { Fault } from '../src/errors.ts'
import { type Proxies, readExceptions } from './proxy.ts'

/** A part of the work that a process can do. */
export type Role = 'chat' | 'clock' | 'worker'

/** The app as the platform knows it. */
export type App = { id: string; secret: string }

/** All that the environment says; null where nothing is said. `domain` is a base URL. */
export type Env = {
  app: App | null
  domain: string
  /** How events are posted to us; null: they come over the long connection. */
  webhook: { encryptKey: string; verificationToken: string } | null
  collegePath: string
  dataPath: string
  databaseUrl: string | null
  redisUrl: string | null
  roles: ReadonlySet<Role>
  http: { host: string; port: number }
  /** Where people’s browsers reach the pages; null: there are none, and no link to one is shown. */
  publicUrl: string | null
  adminToken: string | null
  heartbeatUrl: string | null
  proxies: Proxies
  logLevel: (typeof LEVELS)[number]
}

type Source = Record<string, string | undefined>

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const ROLES = ['chat', 'clock', 'worker'] as const
const DOMAINS = new Map([
  ['feishu', 'https://open.feishu.cn'],
  ['lark', 'https://open.larksuite.com'],
])

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']
const COLLEGE = 'config/college.yaml'
const PORT = 'must be a number from -1 to 65535: 0 takes any free port, -1 opens none'
const said = (error: string) => ({ error })
const text = z.string().optional()

const Variables = z
  .object({
    FEISHU_APP_ID: z
      .string()
      .regex(/^cli_\w+$/, said('must begin with cli_: copy it from the app’s credentials page'))
      .optional(),
    FEISHU_APP_SECRET: text,
    FEISHU_DOMAIN: z
      .string()
      .default('feishu')
      .transform((value) => DOMAINS.get(value) ?? value)
      .pipe(webAddress('must be feishu, lark or a base URL such as http://127.0.0.1:8090')),
    FEISHU_EVENTS: z.enum(['socket', 'webhook'], said('must be socket or webhook')).default('socket'),
    FEISHU_ENCRYPT_KEY: text,
    FEISHU_VERIFICATION_TOKEN: text,
    ZHIBU_COLLEGE: z.string().default(COLLEGE),
    ZHIBU_DATA: z.string().default(() => (process.getuid?.() === 0 ? '/var/lib/zhibu' : './data')),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:password@host:5432/zhibu' })
      .optional(),
    REDIS_URL: z
      .url({
        protocol: /^(rediss?|unix)$/,
        error: 'must be like redis://host:6379, rediss://host:6380 or unix:/path/redis.sock',
      })
      .optional(),
    ZHIBU_ROLES: z
      .string()
      .default(ROLES.join(','))
      .transform((value) => value.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(ROLES, said('must be any of chat,clock,worker separated by commas'))).min(1)),
    PUBLIC_URL: pagesAddress().optional(),
    HTTP_HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: z
      .string()
      .default('8080')
      .transform(Number)
      .pipe(z.int(said(PORT)).min(-1, said(PORT)).max(65535, said(PORT))),
    ADMIN_TOKEN: z
      .string()
      .min(16, said('must have 16 characters or more: `openssl rand -hex 16` makes one'))
      .optional(),
    ZHIBU_HEARTBEAT_URL: webAddress('must be an http or https address').optional(),
    HTTPS_PROXY: proxyAddress(),
    HTTP_PROXY: proxyAddress(),
    NO_PROXY: text,
    LOG_LEVEL: z.enum(LEVELS, said(`must be one of ${LEVELS.join(', ')}`)).default('info'),
  })
  .superRefine((value, context) => {
    const blame = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if (value.ZHIBU_ROLES.length < ROLES.length) {
      const why = 'is needed when ZHIBU_ROLES names only some roles: the processes share it'
      if (!value.DATABASE_URL) blame('DATABASE_URL', why)
      if (!value.REDIS_URL) blame('REDIS_URL', why)
    }
    if (value.FEISHU_EVENTS === 'webhook') {
      const why = 'is needed by FEISHU_EVENTS=webhook: copy it from 事件与回调 › 加密策略'
      if (!value.FEISHU_ENCRYPT_KEY) blame('FEISHU_ENCRYPT_KEY', why)
      if (!value.FEISHU_VERIFICATION_TOKEN) blame('FEISHU_VERIFICATION_TOKEN', why)
      if (value.HTTP_PORT < 0 && value.ZHIBU_ROLES.includes('chat'))
        blame('HTTP_PORT', 'must not be -1 with FEISHU_EVENTS=webhook: events are posted to it; name a port')
    }
    if (value.PUBLIC_URL && value.HTTP_PORT < 0 && value.ZHIBU_ROLES.length === ROLES.length)
      blame('HTTP_PORT', 'must not be -1 with PUBLIC_URL: the pages are served there; name a port')
  })

/** Reads the environment once. Throws one Fault that names every wrong variable with its cure. */
export function readEnv(source: Source = process.env): Env {
  return read(source, [])
}

/** The environment of a process that talks to the platform: the app's id and secret must be there. */
export function readStartEnv(source: Source = process.env): Env & { app: App } {
  const env = read(source, ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'])
  if (!env.app) throw new Error('the app was checked and is not there')
  return { ...env, app: env.app }
}

/** Where the college's file should be, also when other variables are wrong: whether it is there is asked first. */
export function collegePath(source: Source = process.env): string {
  return source['ZHIBU_COLLEGE']?.trim() || COLLEGE
}

function read(source: Source, needed: readonly string[]): Env {
  const said = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const given = { ...inCapitals(said), ...said }
  const parsed = Variables.safeParse(given)
  const faults = (parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}`)
  for (const name of needed) {
    if (!given[name]) faults.push(`${name} is missing: copy it from the app’s credentials page`)
  }
  if (!parsed.success || faults.length) throw fault(faults)
  return shape(parsed.data)
}

/** Proxies are named in small letters as often, and curl believes those first. */
function inCapitals(said: Source): Source {
  const names = ['https_proxy', 'http_proxy', 'no_proxy'].filter((name) => said[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name.toUpperCase(), said[name]]))
}

function fault(faults: string[]): Fault {
  const lines = [...new Set(faults)].map((line) => `  ${line}`).join('\n')
  return new Fault(`The environment has ${faults.length === 1 ? 'a fault' : 'faults'}:\n${lines}`, {
    cure: 'Set these variables (in the shell, a .env file of your service, or compose.yaml) and start again.',
  })
}

function shape(value: z.output<typeof Variables>): Env {
  const { FEISHU_APP_ID: id, FEISHU_APP_SECRET: secret } = value
  return {
    app: id && secret ? { id, secret } : null,
    domain: value.FEISHU_DOMAIN,
    webhook: webhookOf(value),
    collegePath: value.ZHIBU_COLLEGE,
    dataPath: value.ZHIBU_DATA,
    databaseUrl: value.DATABASE_URL ?? null,
    redisUrl: value.REDIS_URL ?? null,
    roles: new Set(value.ZHIBU_ROLES),
    http: { host: value.HTTP_HOST, port: value.HTTP_PORT },
    publicUrl: value.PUBLIC_URL ?? null,
    adminToken: value.ADMIN_TOKEN ?? null,
    heartbeatUrl: value.ZHIBU_HEARTBEAT_URL ?? null,
    proxies: {
      https: value.HTTPS_PROXY ?? null,
      http: value.HTTP_PROXY ?? null,
      except: readExceptions(value.NO_PROXY),
    },
    logLevel: value.LOG_LEVEL,
  }
}

function webhookOf(value: z.output<typeof Variables>): Env['webhook'] {
  const { FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: verificationToken } = value
  if (value.FEISHU_EVENTS === 'socket' || !encryptKey || !verificationToken) return null
  return { encryptKey, verificationToken }
}

/** An http address without the slash at its end. */
function webAddress(error: string) {
  return z.url({ protocol: /^https?$/, error }).transform((value) => value.replace(/\/+$/, ''))
}

/** Pages show people by name: they are reached by https, save on this machine itself. */
function pagesAddress() {
  const says =
    'must be an https address such as https://zhibu.example.edu.cn, without ? or #; http only for this machine itself'
  return webAddress(says).refine((value) => {
    const { protocol, hostname, search, hash, username } = new URL(value)
    const isPlain = search === '' && hash === '' && username === ''
    return isPlain && (protocol === 'https:' || LOOPBACK.includes(hostname))
  }, said(says))
}

/** The address of an outgoing proxy, which is often given as host and port alone. */
function proxyAddress() {
  return z
    .string()
    .transform((value) => (value.includes('://') ? value : `http://${value}`))
    .pipe(webAddress('must be like http://proxy.example.edu.cn:3128'))
    .optional()
}

/** The environment of a process that we start ourselves: ours, with these variables in place of its own. */
export function environmentWith(variables: Source): Source {
  return { ...process.env, ...variables }
}

/** The language in which faults of the college's files are told: Chinese, unless LANG is `en`. */
export function language(source: Source = process.env): 'zh' | 'en' {
  return source['LANG'] === 'en' ? 'en' : 'zh'
}
