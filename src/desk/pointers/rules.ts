import type { Said } from '../../inbox/types.ts'
import type { Pointer } from './types.ts'

const ANSWERED = '(?:反馈|回复|报名|确认|回|点)'
const FORMS: readonly [Pointer, RegExp][] = [
  [
    'silent',
    new RegExp(
      `^(?:还有|还剩)?(?:谁|哪些人?|哪几个|多少人|几个?人)(?:还)?(?:没有?|未)${ANSWERED}[了的呢啊]?$`,
    ),
  ],
  ['silent', new RegExp(`^(?:未|没)${ANSWERED}的?(?:人员?|同志|名单)$`)],
  [
    'nudge',
    new RegExp(
      `^(?:请|帮我?|再)?(?:催[办催]?|提醒)(?:一下|一催)?(?:大家|他们|各位|(?:还)?(?:没有?|未)${ANSWERED}的?(?:人|者|同志)?)?(?:${ANSWERED}|吧)?$`,
    ),
  ],
  ['roll', /^(?:看下?|查看?)?(?:应到|参会|参加|出席|到会|签到|请假|缺席|人员)?(?:人员)?名单$/],
  ['checkIn', /^(?:我要?|怎么|在哪里?)?(?:签到|签个到|打卡|补签)(?:一下|了)?$/],
  ['leaveBack', /^(?:取消|撤销|撤回)(?:我的)?请假$/],
]
/** A request in words is never longer than this. */
const LONGEST = 60
const LATER =
  /^(?:申请|想要?|可以|要)?(?:延期|延后|晚点交|晚交|缓交|宽限)(?:提交|上交)?(?:几天|一下|一天|吗)?$/

/** What was asked whose matter is done somewhere else; null when it is something else. */
export function pointerIn({ text, about }: Pick<Said, 'text' | 'about'>): Pointer | null {
  if (text.length > LONGEST) return null
  const said = text.trim().replace(/[\s。，！？!?,.~～]+$/u, '')
  if (about?.kind.startsWith('reports.') && LATER.test(said)) return 'reportLater'
  return FORMS.find(([, form]) => form.test(said))?.[0] ?? null
}
