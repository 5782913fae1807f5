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
  expiredTokenStatus: {
    section: '1.3',
    asks: '令牌失效（99991663）的HTTP状态码',
    answers: ['400', '200'],
  },
  wrongSecretStatus: {
    section: '1.1',
    asks: '应用凭证错误（10003、10014、10015）的HTTP状态码',
    answers: ['200', '400'],
  },
  endpointRefusal: {
    section: '6.1',
    asks: '长连接地址被拒绝时data是空对象还是null',
    answers: ['object', 'null'],
  },
  unknownId: {
    section: '2.10',
    asks: '格式正确但不存在的ID由消息服务拒绝，还是由网关拒绝（9999235x）',
    answers: ['service', 'gateway'],
  },
  resignedReceiver: {
    section: '2.2',
    asks: '给已离职的人发消息的错误码',
    answers: ['230013', '230029'],
  },
  checkOrder: {
    section: '2.10',
    asks: '先检查内容还是先检查每秒5次的限制',
    answers: ['content_first', 'limit_first'],
  },
  patchTooFast: {
    section: '2.5',
    asks: '一条消息每秒更新超过5次的错误码',
    answers: ['230020', '99991400'],
  },
  recalledCard: {
    section: '2.5',
    asks: '更新已撤回的卡片的错误码',
    answers: ['230011', '230110'],
  },
  recallWindow: {
    section: '2.6',
    asks: '管理员设定的撤回时限（分钟）',
    answers: ['1440', '2'],
  },
  recallAgain: {
    section: '2.6',
    asks: '再次撤回已撤回的消息时的应答',
    answers: ['230110', 'ok'],
  },
  foreignCard: {
    section: '2.5',
    asks: '更新别的应用的卡片的错误码',
    answers: ['230001', '230027'],
  },
  rateHeaders: {
    section: '2.9',
    asks: '频率响应头只出现在99991400中，还是每个应答都有',
    answers: ['limited_only', 'always'],
  },
  uploadUnscoped: {
    section: '2.8',
    asks: '没有权限的上传与下载由网关拒绝，还是得到401',
    answers: ['99991672', '234002'],
  },
  downloadScopes: {
    section: '10.2',
    asks: '下载消息中的文件需要读取消息的权限，还是资源的权限',
    answers: ['message', 'resource'],
  },
  untouchedField: {
    section: '4.1',
    asks: '表单中未选择的非必填下拉框、日期和时间在form_value里的样子',
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
    answers: ['ignored', 'shown'],
  },
  frameParts: {
    section: '6.3',
    asks: '一次推送是否拆成几帧、乱序到达',
    answers: ['one', 'several'],
  },
  editEvent: {
    section: '5.2',
    asks: '消息编辑后是否推送im.message.updated_v1',
    answers: ['told', 'silent'],
  },
  postAll: {
    section: '5.2',
    asks: '富文本中@所有人的user_id',
    answers: ['@_all', 'all'],
  },
  maxConnections: {
    section: '6.7',
    asks: '每个应用最多几条长连接',
    answers: ['50', '2'],
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
  const usual = Object.entries(questions).map(([name, { answers }]) => [name, answers[0]])
  // Each name comes with the first of its own answers.
  return Object.fromEntries(usual) as Switches
}
