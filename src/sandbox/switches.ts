/** A question that the platform's documents leave open, with the answers it may have; the first is the usual one. */
export type Question = { section: string; asks: string; answers: readonly [string, ...string[]] }

/** Every open question on which the sandbox has to take a side. Tests run each both ways. */
export const questions = {
  uuidRepeat: {
    section: '2.1',
    asks: '同一uuid再次发送时的应答',
    answers: ['same_id', 'no_id', 'error'],
  },
  negativePadding: {
    section: '3.1',
    asks: '内边距为负数的卡片',
    answers: ['warn', 'refuse'],
  },
  namelessField: {
    section: '3.3',
    asks: '表单内组件没有name时何时报错',
    answers: ['refuse', 'click'],
  },
} as const satisfies Record<string, Question>

export type SwitchName = keyof typeof questions
export type Switches = { -readonly [Q in SwitchName]: (typeof questions)[Q]['answers'][number] }

/** The usual answers. */
export function usualSwitches(): Switches {
  return { uuidRepeat: 'same_id', negativePadding: 'warn', namelessField: 'refuse' }
}
