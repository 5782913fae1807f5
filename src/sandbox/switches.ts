/** A question that the platform's documents leave open, with the answers it may have; the first is the usual one. */
export type Question = { section: string; asks: string; answers: readonly [string, ...string[]] }

/** Every open question on which the sandbox has to take a side. Tests run each both ways. */
export const questions = {
  uuidRepeat: {
    section: '2.1',
    asks: '同一uuid再次发送时的应答',
    answers: ['same_id', 'no_id', 'error'],
  },
  untouchedField: {
    section: '4.1',
    asks: '表单中未选择的非必填下拉框在form_value里的样子',
    answers: ['empty', 'absent'],
  },
  createTimeUnit: {
    section: '4.1',
    asks: '卡片回调header.create_time的单位',
    answers: ['us', 'ms'],
  },
  throwCode: {
    section: '4.2',
    asks: '长连接应答500时用户看到的错误码',
    answers: ['200341', '200671'],
  },
  lateAck: {
    section: '6.5',
    asks: '超过3秒才到的回调应答是否仍更新卡片',
    answers: ['ignored', 'painted'],
  },
  frameParts: {
    section: '6.3',
    asks: '一次推送是否拆成几帧、乱序到达',
    answers: ['one', 'several'],
  },
  maxConnections: {
    section: '6.7',
    asks: '每个应用最多几条长连接',
    answers: ['50', '2'],
  },
  resignedUser: {
    section: '2.2',
    asks: '给已离职成员发消息的错误码',
    answers: ['230013', '230029'],
  },
} as const satisfies Record<string, Question>

export type SwitchName = keyof typeof questions
export type Switches = { -readonly [Q in SwitchName]: (typeof questions)[Q]['answers'][number] }

/** The usual answers. */
export function usualSwitches(): Switches {
  return {
    uuidRepeat: 'same_id',
    untouchedField: 'empty',
    createTimeUnit: 'us',
    throwCode: '200341',
    lateAck: 'ignored',
    frameParts: 'one',
    maxConnections: '50',
    resignedUser: '230013',
  }
}
