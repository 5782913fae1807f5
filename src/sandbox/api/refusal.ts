import type { Json } from '../json.ts'

/** The answer to an API call: a JSON body, or `bytes` in its stead. */
export type Answer = { status: number; body: Json; bytes?: Buffer; headers?: Record<string, string> }

/** A success in the usual envelope. */
export function success(data: Json, msg = 'success'): Answer {
  return { status: 200, body: { code: 0, msg, data } }
}

/** A refusal with the platform's code; nearly all of them are HTTP 400. The log id is added when it is sent. */
export function refuse(code: number, msg: string, more: { status?: number; error?: Json } = {}): Answer {
  const { status = 400, error } = more
  return { status, body: { code, msg, error: { ...helpFor(code), ...error } } }
}

/** 230001, the refusal of a malformed request, with the platform's `ext`. */
export function invalid(ext: string): Answer {
  return refuse(230001, `Your request contains an invalid request parameter, ext=${ext}.`)
}

/** The answer to every call that the bot has no business with. */
export function notOffered(status = 404): Answer {
  return refuse(99991201, 'sandbox: not offered', { status })
}

// The message service and the gateway each point to their documents in a field of their own.
function helpFor(code: number): Json {
  const page = `https://open.feishu.cn/search?from=openapi&code=${code}`
  if (code >= 99_990_000) return { message: `Refer to the documentation to fix the error: ${page}` }
  if (code < 230_000 || code >= 240_000) return {}
  return { troubleshooter: `排查建议查看(Troubleshooting suggestions): ${page}` }
}
