/** What the letters themselves say, whichever room they belong to. */
export const words = {
  movedOn: '此卡片已换新，请在下方最新的卡片上操作。',
  busy: '正在处理，稍后请看卡片。',
  stranger: '您不在本学院名册中，如有疑问请联系支部书记。',
  unknownButton: '这个按钮已不再使用，请看最新的卡片。',
  notSaved: '刚才没有保存成功，请稍后重试。',
}
