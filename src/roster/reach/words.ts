import type { TroubleKind } from './types.ts'

/** What an administrator reads about what cannot be reached: what, why, and what to do. Ids, never names. */
export const words = {
  botOut: ({ place }) =>
    `支部助手不在“${place}”群：请群主将其加进群；群已解散或换群的，改 college.yaml 里的 chat`,
  memberOut: ({ place, member }) => `成员 ${member} 不在“${place}”群：请群主拉进群；已调离的，改名单即可`,
  unseen: ({ member }) =>
    `应用看不到 ${member}：请在开发者后台扩大可用范围和通讯录数据范围；已离职或 open_id 抄自别的应用的，改名单即可`,
  unavailable: ({ member }) => `消息发不到 ${member}：请在开发者后台扩大应用的可用范围；已离职的，改名单即可`,
  blocked: ({ member }) =>
    `${member} 停收了支部助手的消息：请转告本人在飞书里重新打开，此前仍可在群里反馈和签到`,
} satisfies Record<TroubleKind, (about: { place: string; member: string }) => string>

/** The college's own chats, by the keys of `college.chats`. */
export const places = { committee: '学院党委', secretaries: '支部书记', inspectors: '督促检查' }
