import { bareName } from './bare-name.ts'
import { USUAL_TEMPLATES } from './templates.ts'
import type { MeetingType } from './types.ts'

type Own = Pick<MeetingType, 'name'> & Partial<MeetingType>

/** What holds for a type that says nothing else. */
const USUAL = {
  aliases: [],
  level: 'branch',
  due: 'all',
  every: null,
  vacation: 'skip',
  quorum: null,
  minutes: 90,
  template: '会议记录',
  record: [],
  review: 'none',
  reminders: {},
} satisfies Omit<MeetingType, 'name'>

const MONTHLY = { times: 1, months: 1 }
const QUARTERLY = { times: 1, months: 3 }
const YEARLY = { times: 1, months: 12 }

/** The handbook's types; where it names no number, there is none. (domain §1C, §2.1, §2.3, §2.4) */
const HANDBOOK: readonly Own[] = [
  {
    name: '支部委员会',
    aliases: ['支委会'],
    due: 'committee',
    every: MONTHLY,
    quorum: 'committee',
    minutes: 60,
    review: 'sample',
  },
  { name: '党小组会', level: 'group', every: MONTHLY, minutes: 60, review: 'sample' },
  { name: '主题党日', every: MONTHLY, template: '主题党日纪实', review: 'sample' },
  {
    name: '支部党员大会',
    aliases: ['党员大会'],
    every: QUARTERLY,
    quorum: 'general',
    template: '党员大会记录',
    review: 'all',
  },
  {
    name: '组织生活会',
    every: YEARLY,
    minutes: 120,
    template: '组织生活会记录',
    review: 'all',
  },
  { name: '民主评议党员', every: YEARLY, minutes: 120, template: '民主评议记录', review: 'all' },
  { name: '党课', template: '党课记录', review: 'all' },
  {
    name: '中心组学习（扩大）',
    aliases: ['中心组学习', '中心组（扩大）学习', '党委中心组（扩大）学习'],
    level: 'college',
    every: QUARTERLY,
    minutes: 120,
    template: '中心组学习记录',
  },
  {
    name: '支部书记例会',
    aliases: ['党支部书记例会', '书记例会'],
    level: 'college',
    every: MONTHLY,
    minutes: 60,
  },
  { name: '党委会', aliases: ['党委会议'], level: 'college', minutes: 120 },
  { name: '党政联席会', aliases: ['党政联席会议', '联席会议'], level: 'college', minutes: 120 },
  { name: '述职评议', level: 'college', minutes: 180, template: '述职评议记录' },
  { name: '走出去', minutes: 180, template: USUAL_TEMPLATES.visit },
  { name: '请进来', template: '党课记录' },
  {
    name: '党课擂台赛',
    level: 'college',
    minutes: 120,
    template: USUAL_TEMPLATES.activity,
    record: ['参赛人'],
  },
  {
    name: '联建共建',
    minutes: 120,
    template: USUAL_TEMPLATES.activity,
    record: ['共建单位', '对方参加人数'],
  },
]

/** The built-in types with what a college changed about them, then the types of its own. */
export function meetingTypes(written: readonly Own[]): MeetingType[] {
  const changed = HANDBOOK.map((one) => ({ ...one, ...written.find(({ name }) => name === one.name) }))
  const own = written.filter(({ name }) => HANDBOOK.every((one) => one.name !== name))
  return [...changed, ...own].map((one) => ({ ...USUAL, ...one }))
}

/** The type that goes by this name or alias, however its letters are spaced or typed; undefined: a free activity. */
export function typeNamed(types: readonly MeetingType[], name: string): MeetingType | undefined {
  const said = bareName(name)
  return types.find((type) => [type.name, ...type.aliases].some((known) => bareName(known) === said))
}

/** The name of its type, whichever of its names was written. */
export function typeName(types: readonly MeetingType[], written: string): string {
  return typeNamed(types, written)?.name ?? written
}
