/** A question that the platform's documents leave open, with the answers it may have; the first is the usual one. */
export type Question = { section: string; asks: string; answers: readonly [string, ...string[]] }

/** Every open question on which the sandbox has to take a side. Tests run each both ways. */
export const questions = {
  uuidRepeat: {
    section: '2.1',
    asks: '同一uuid再次发送时的应答',
    answers: ['same_id', 'no_id', 'error'],
  },
  signedChallenge: {
    section: '5.3',
    asks: '保存请求地址时的校验请求是否带签名',
    answers: ['unsigned', 'signed'],
  },
} as const satisfies Record<string, Question>

export type SwitchName = keyof typeof questions
export type Switches = { -readonly [Q in SwitchName]: (typeof questions)[Q]['answers'][number] }

/** The usual answers. */
export function usualSwitches(): Switches {
  return { uuidRepeat: 'same_id', signedChallenge: 'unsigned' }
}
