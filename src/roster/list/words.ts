import type { Cause } from '../../letters/types.ts'
import type { Reason } from '../reach/types.ts'

/** Why somebody or something is out of reach, and what to do about it, for those who read it in the chat. */
export const reasons = {
  noId: { why: () => '没有登记飞书账号', cure: '请管理员在名单里补上 open_id。' },
  unseen: {
    why: () => '应用看不到此人',
    cure: '请管理员扩大应用的可用范围和通讯录数据范围；已离职的，改名单即可。',
  },
  unavailable: {
    why: () => '不在应用可用范围，或已离职',
    cure: '请管理员扩大应用的可用范围；已离职的，改名单即可。',
  },
  blocked: {
    why: () => '停收了支部助手的消息',
    cure: '请转告本人：在飞书里重新打开支部助手的消息；此前仍可在群里反馈和签到。',
  },
  memberOut: {
    why: (place) => `不在“${place}”群`,
    cure: '请群主拉进群；已调离的，由管理员改名单。',
  },
  botOut: { why: (place) => `不在“${place}”群`, cure: '请群主把支部助手加进群。' },
} satisfies Record<Reason, { why: (place: string) => string; cure: string }>

/** What the list 名册 says. */
export const words = {
  title: '名册',
  branch: (name: string, { full, probationary }: { full: number; probationary: number }) =>
    `${name}：${full + probationary}人（正式${full}，预备${probationary}）`,
  college: (branches: number, { full, probationary }: { full: number; probationary: number }) =>
    `${branches}个支部，${full + probationary}人（正式${full}，预备${probationary}）`,
  noSecretary: (names: readonly string[]) =>
    `没有支部书记：${names.join('、')}。请管理员在名单的“职务”里补上。`,
  noLeader: (names: readonly string[]) =>
    `没有党小组组长：${names.join('、')}。请管理员在名单的“职务”里补上。`,
  others: (count: number) => `共${count}处`,
  allReached: '各群和成员均能收到消息。',
  unreached: (count: number) => `联系不上${count}处，不影响其他人收到消息：`,
  further: (count: number) => `另有${count}处未列出。`,
  cure: (why: string, cure: string) => `${why}：${cure}`,
  cures: {
    noId: '没有登记飞书账号的',
    unseen: '应用看不到的',
    unavailable: '不在可用范围或已离职的',
    blocked: '停收消息的',
    memberOut: '成员不在群里的',
    botOut: '支部助手不在群里的',
  } satisfies Record<Reason, string>,
  columns: { branch: '支部', who: '姓名', why: '原因' },
  ofCollege: '学院',
  bot: '支部助手',
  unchecked: '平台未能核对，以上是上次的结果，稍后自动重试。',
  open: '名册',
  opened: '名册已发到与您的私聊。',
  mayNot: '名册由支部书记或学院管理员查看。',
  help: '查看支部名册人数和联系不上的成员（支部书记、管理员，私聊发给您）',
}

/** Why the list was sent. */
export const cause: Cause = { because: '您查询了名册', stops: '不查询则不会收到' }
