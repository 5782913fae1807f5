/** The digits of a check-in, and how often somebody has mistyped them. */
export type Code = { digits: string; wrong: number }

/** Why a check-in was not taken for what was typed; `left`: how often it may be tried again. */
export type CodeRefusal =
  | { ok: false; refusal: 'noCode' | 'codeSpent' }
  | { ok: false; refusal: 'wrongCode'; left: number }
