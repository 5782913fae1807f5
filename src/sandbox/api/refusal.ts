import type { Json } from '../json.ts'

/** What an API call is answered with. */
export type Answer = { status: number; body: Json; bytes?: Buffer; headers?: Record<string, string> }

/** A success in the usual envelope. */
export function success(data: Json, msg = 'success'): Answer {
  return { status: 200, body: { code: 0, msg, data } }
}

/** A refusal with the platform's code; nearly all of them are HTTP 400. */
export function refuse(code: number, msg: string, status = 400): Answer {
  return { status, body: { code, msg, error: { log_id: 'sandbox' } } }
}

/** 230001, the refusal of a malformed request, with the platform's `ext`. */
export function invalid(ext: string): Answer {
  return refuse(230001, `Your request contains an invalid request parameter, ext=${ext}.`)
}

/** What the sandbox says to everything that the bot has no business with. */
export function notOffered(status = 404): Answer {
  return { status, body: { code: 99991201, msg: 'sandbox: not offered' } }
}
