/** What to do with a letter after a failed call. */
export type Verdict = 'again' | 'giveUp' | 'admin'

/** The judgement of one code of the platform; `cure` is what an administrator is told. */
export type Ruling = { verdict: Verdict; waitMs?: number; mayHaveHappened?: boolean; cure?: string }

/** An administrator needs a while, and so does a new month. */
const ADMIN_WAIT_MS = 60_000

const AGAIN: [code: number, ruling: Omit<Ruling, 'verdict'>][] = [
  [99991400, { waitMs: 1000 }], // the gateway's limit; its own header says how long
  [230020, { waitMs: 1000 }], // five a second to one person or one chat
  [230049, { mayHaveHappened: true }], // sent already, or another attempt with the same uuid is under way
  [232019, { waitMs: 2000 }],
  [234002, { waitMs: 5000 }], // the token was good enough a moment ago
  [234019, { waitMs: 5000 }], // the platform itself asks to try again
  [11232, { waitMs: 5000 }],
  [11233, { waitMs: 5000 }],
  [11247, { waitMs: 5000 }],
  [99991661, {}], // no token was sent
  [99991663, {}], // token refused, even the fresh one
]

const SECRET_CURE = '请在开发者后台“凭证与基础信息”核对 FEISHU_APP_ID 与 FEISHU_APP_SECRET，改正后重启。'
const BOT_CURE = '请在开发者后台“添加应用能力”中启用机器人，并发布新版本。'
const SCOPE_CURE = '请在开发者后台“权限管理”开通所缺权限，并发布新版本，等待管理员审核。'
const RANGE_CURE = '请在开发者后台“权限管理”扩大通讯录数据范围，并发布新版本。'
const USE_CURE = '请管理员在飞书管理后台启用本应用。'

const ADMIN: [code: number, cure: string][] = [
  [10003, SECRET_CURE],
  [10014, SECRET_CURE],
  [10015, SECRET_CURE],
  [20002, SECRET_CURE],
  [99991662, USE_CURE],
  [99991673, USE_CURE],
  [99991672, SCOPE_CURE],
  [99991679, SCOPE_CURE],
  [230027, SCOPE_CURE],
  [230006, BOT_CURE],
  [232025, BOT_CURE],
  [234002, SCOPE_CURE],
  [234007, BOT_CURE],
  [40004, RANGE_CURE],
  [41050, RANGE_CURE],
  [99991401, '请在开发者后台“安全设置”的 IP 白名单中加入本机地址。'],
  [99991403, '本月接口调用额度已用完，请升级飞书版本，或等到下月。'],
  [230036, '企业密钥已被删除，请联系飞书管理员。'],
  [234041, '企业密钥已被删除，请联系飞书管理员。'],
  [234042, '企业的存储空间已满，请联系飞书管理员。'],
]

/** The letter itself or its receiver is at fault: the same call can never succeed. */
const GIVE_UP = [
  230001, 230002, 230009, 230011, 230013, 230015, 230017, 230018, 230019, 230022, 230025, 230026, 230028,
  230029, 230031, 230034, 230035, 230038, 230050, 230053, 230054, 230055, 230071, 230072, 230075, 230099,
  230110, 230111, 234001, 234003, 234004, 234006, 234009, 234010, 234011, 234037, 234038, 234039, 234040,
  234043, 232001, 232006, 232009, 232010, 232011, 232033, 200830, 40001, 41012, 99991201, 99991301, 99992351,
  99992354, 99992356, 99992360, 99992361, 99992363, 99992364, 99992402,
]

const rulings = new Map<number, Ruling>([
  ...AGAIN.map(([code, ruling]): [number, Ruling] => [code, { verdict: 'again', ...ruling }]),
  ...GIVE_UP.map((code): [number, Ruling] => [code, { verdict: 'giveUp' }]),
  ...ADMIN.map(([code, cure]): [number, Ruling] => [code, { verdict: 'admin', cure, waitMs: ADMIN_WAIT_MS }]),
])

/**
 * Judges a code. An unknown one of the message service (23xxxx) blames the letter; any other unknown one is
 * tried again, since a letter given up too early is lost and a repeat with the same uuid is harmless.
 */
export function rule(code: number): Ruling {
  const messageService = code >= 230_000 && code < 240_000
  return rulings.get(code) ?? (messageService ? { verdict: 'giveUp' } : { verdict: 'again', waitMs: 30_000 })
}
