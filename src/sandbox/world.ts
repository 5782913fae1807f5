import { z } from 'zod'

const words = z.object({ zh: z.string(), en: z.string() })

/** The real platform wants a public address; this one is a toy and must not post to anybody else's machine. */
const RequestUrl = z.url({
  protocol: /^https?$/,
  hostname: /^(localhost|127(\.\d+){3}|\[::1\])$/,
  error: 'must be an address of this machine such as http://127.0.0.1:8080/feishu/events',
})

/** An app as its developer console shows it. */
export const App = z.object({
  app_id: z.string().regex(/^cli_[0-9a-f]{16}$/),
  app_secret: z.string().min(1),
  name: z.string().default('支部助手'),
  open_id: z.string().regex(/^ou_\w+$/),
  scopes: z.array(z.string()),
  /** Whether an administrator of the tenant lets it be used. */
  enabled: z.boolean().default(true),
  /** Whether the console has given it the ability of a bot. */
  bot: z.boolean().default(true),
  /** The events that the console subscribes to; absent: all. */
  events: z.array(z.string()).optional(),
  /** Whether the console has `card.action.trigger` among the callbacks. */
  callbacks: z.boolean().default(true),
  /** The transport: without an address the long connection, with one the platform posts there. */
  request_url: RequestUrl.optional(),
  encrypt_key: z.string().min(1).optional(),
  verification_token: z.string().default('sandbox-verification-token'),
  /** Calls that the plan allows in a month; absent: any number. */
  quota: z.int().min(0).optional(),
})
export type App = z.infer<typeof App>

/** A person of the tenant; `available: false` is somebody whom no app may write to, `gone` somebody who left. */
export const Person = z.object({
  open_id: z.string().regex(/^ou_\w+$/),
  name: z.string(),
  title: z.string().optional(),
  available: z.boolean().default(true),
  gone: z.boolean().default(false),
})
export type Person = z.infer<typeof Person>

export const Group = z.object({
  chat_id: z.string().regex(/^oc_\w+$/),
  name: z.string(),
  members: z.array(z.string()),
  bots: z.array(z.string()),
  /** `topic`: every message begins a topic or stands in one. */
  mode: z.enum(['group', 'topic']).default('group'),
  /** Whether only the owner and administrators may write. */
  muted: z.boolean().default(false),
  dissolved: z.boolean().default(false),
})

const Stop = z.object({ title: words, text: words, as: z.string(), chat: z.string().optional() })

/** The file that tells the sandbox who exists. */
export const World = z.object({
  now: z.string().optional(),
  apps: z.array(App).min(1),
  people: z.array(Person),
  chats: z.array(Group),
  tour: z.array(Stop).default([]),
  /** What no message may contain. */
  sensitive: z.array(z.string().min(1)).default([]),
  /** The ids by which other apps know these people. */
  foreign_open_ids: z.array(z.string()).default([]),
})
export type World = z.infer<typeof World>
export type WorldInput = z.input<typeof World>
