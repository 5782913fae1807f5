/** How it is told why a letter was sent. */
export const words = {
  why: '为什么收到',
  setting: (key: string, line: number | null) =>
    line === null ? `（默认值 ${key}）` : `（college.yaml 第${line}行 ${key}）`,
  cause: ({ because, set, stops }: { because: string; set: string; stops: string }) =>
    `因为${because}${set}。${stops}。`,
  sent: (stops: string) => `已送达。${stops}。`,
  waits: (stops: string) => `尚未发出。${stops}。`,
  held: (stops: string) => `因暂停而等待，恢复后继续。${stops}。`,
  needless: (stops: string) => `轮到时已无需发送：${stops}。`,
  late: '轮到时已过时，没有发送。',
  covered: (by: string) => `内容已并入当天的汇总 ${by}。`,
  lapsed: {
    silent: '处在免打扰时段，到可以发送时已过时，没有发送。',
    cap: '当天的提醒已达上限，到可以发送时已过时，没有发送。',
    paused: '暂停期间已过时，没有发送。',
    told: '当天的支部周报已写明这些事项，没有再单独提醒。',
    office_passed_on: '轮到时职务已由他人担任，改发给现任，没有发给原任。',
  },
  troubled: {
    failed: '平台拒绝，没有送达；代码见上。',
    unknown: '平台没有答复，是否送达不明；代码见上。',
  },
}
