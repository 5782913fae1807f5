/** What a press is answered with, whichever feature it belongs to. */
export const words = {
  busy: '正在处理，稍后请看卡片。',
  unsure: '系统较慢，可能尚未保存。请稍后看卡片，没有变化就再点一次。',
  stranger: '您的飞书账号不在本学院名册中，需由学院管理员在名册中登记。',
  unknownButton: '这个按钮已不再使用，请看最新的卡片。',
  unfit: '这个按钮对应的事项已有变化，请看最新的卡片。',
  notOurs: '这张卡片不是本系统发出的，操作没有保存，已告知管理员。',
}

/** What whoever tried something that came to nothing is told. (domain §7.28) */
export function notSaved(number: string): string {
  return `刚才没有保存成功，您的内容还在，请稍后重试。编号${number}。`
}
