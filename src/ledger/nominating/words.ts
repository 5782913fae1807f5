import type { Cause } from '../../letters/types.ts'
import type { Nomination, Refusal } from './types.ts'

type What = Nomination['what']

/** What putting forward is called. */
const verbs = { member: '提名', project: '报名' } satisfies Record<What, string>

/** What is said about what branches put forward. */
export const words = {
  open: (what: What) => verbs[what],
  opened: '已私聊发给您。',
  title: (programme: string, what: What) => `${verbs[what]}：${programme}`,
  of: (branch: string, what: What, most: number) =>
    `${branch}，最多${verbs[what]}${most}${what === 'member' ? '人' : '项'}`,
  until: (day: string, what: What) => `${day}（含）前可${verbs[what]}和撤回；已经开始办理的不能撤回。`,
  over: (what: What) => `${verbs[what]}已截止。`,
  none: (what: What) => `本支部还没有${verbs[what]}。`,
  full: (what: What) => `已达到本支部${verbs[what]}的上限。`,
  branch: '支部',
  branchHint: '选择支部',
  choose: '下一步',
  who: '提名谁',
  project: '项目名称',
  put: (what: What) => verbs[what],
  done: (what: What) => `已${verbs[what]}。`,
  takeBack: '撤回',
  takeBackText: (name: string) => `撤回“${name}”？`,
  takenBack: '已撤回。',
  consents: {
    open: '待本人确认',
    waiting: '待本人确认',
    done: '本人已同意',
    waived: '免办',
    handedIn: '本人已提交',
    returned: '待本人确认',
  },
  row: (name: string, consent: string) => `${name}：${consent}`,
  consentTitle: (programme: string) => `提名确认：${programme}`,
  consentAsk: (branch: string, programme: string) => `${branch}提名您参加“${programme}”，请您本人确认。`,
  consentHint: '只有您本人、本支部书记副书记和学院党委能看到，不在群里公布。',
  agree: '同意',
  decline: '不同意',
  declineText: '不同意后，支部对您的提名即撤回。',
  declinedToast: '已记录，提名已撤回。',
  agreed: '您已同意。',
  gone: '这项提名已撤回。',
  declinedTitle: (programme: string) => `提名未同意：${programme}`,
  declined: (name: string, programme: string) => `${name}不同意参加“${programme}”，提名已撤回。`,
  declinedUntil: (day: string) => `如需另行提名，请在${day}（含）前办理。`,
}

/** Every refusal in words. */
export const refusals = {
  mayNot: '由本支部书记、副书记或学院管理员办理。',
  notAsked: '这项台账不用支部报名或提名。',
  closed: '这项台账已结束。',
  over: '已过截止日期。如确需增减，请与学院党委商定。',
  most: '已达到本支部的上限，可先撤回一项。',
  twice: '已经报过，无需重复。',
  begun: '已经开始办理，不能撤回。',
  gone: '已撤回或已改动，请重新打开。',
} satisfies Record<Refusal, string>

/** Why these are sent. */
export const causes = {
  form: { because: '您要为支部报名或提名', stops: '不点不会收到' },
  consent: { because: '您的支部提名了您', stops: '确认后不再提醒' },
  declined: { because: '您所在支部提名的同志没有同意', stops: '只此一条' },
} satisfies Record<string, Cause>
