/** The two files that a college begins with; `schema` is the path from college.yaml to college.schema.json. */
export function initFiles(schema = './college.schema.json'): { name: string; text: string }[] {
  return [
    { name: 'college.yaml', text: `# yaml-language-server: $schema=${schema}\n${COLLEGE}` },
    { name: 'members.csv', text: MEMBERS },
  ]
}

const COLLEGE = `# 学院配置。改好后保存即可，程序会自动读取；有错时整份不采用，并说明在第几行、怎么改。
# The college. Save it and it is read; a file with a fault is refused whole, with line and cure.

college:
  id: COL1
  name: 某某学院
  timezone: Asia/Shanghai
  chats: # 三个群的 chat_id，可以先留空 / the three chats, may be empty for now
    committee: ""
    secretaries: ""
    inspectors: ""

# 学期：week1Monday 是第一教学周的周一。 / Terms: the Monday of teaching week 1.
terms:
  - { id: 2026-2027-1, name: 2026-2027学年第一学期, week1Monday: 2026-09-07, weeks: 19 }

# 支部。kind: teacher staff retired undergrad postgrad other。 / Branches.
branches:
  - { id: B01, name: 第一党支部, short: 一支部, kind: teacher, chat: "", active: true }

# 党小组；没有自己的群时，通知发在支部群。 / Groups; without a chat they are announced in their branch's chat.
groups:
  - { id: B01G1, branch: B01, name: 第一党小组 }

# 名单：Excel 的 .xlsx，或另存的 CSV。 / The list of people, an .xlsx or CSV file as a spreadsheet saves it.
members: ./members.csv

# 内置之外的职务和成员状态。 / Offices and states of members beside those that are built in.
offices: []
statuses: []

# 学院党委成员；rights: admin（管理员）或 member。管理员可写 branches: [B01]，即分管这些支部。 / The committee; an admin may have branches in charge.
committee:
  - { member: M0001, rights: admin }

# 督查员及其负责的支部；不写 branches 则除本支部外均可。 / Inspectors and the branches they look after; without branches: any but the own.
inspectors: []

# 会议类型：手册的规定已内置，只写与之不同的，或自己的类型。every: none 表示没有规定次数。
# Meeting types: the handbook's are built in; write only what differs, or a type of your own.
types: []
# - { name: 党课, every: { times: 1, months: 3 } } # 每季度至少一次 / at least once a quarter
# - { name: 支部委员会, reminders: { notice: P1D } } # 提前一天通知即可 / told a day before
# - { name: 读书会, level: group, minutes: 60, record: [书目] } # record: 模板之外另需写明的 / beside the template; level: branch group college
# - { name: 志愿服务, template: 志愿服务记录 }

# 纪实模板：问什么。会议记录、党员大会记录、党课记录、主题党日纪实、组织生活会记录、民主评议记录、中心组学习记录、述职评议记录、活动纪实、调研访谈、月度进展、整改已内置；同名的取代内置的。
# type: text 一行、long 多行、number、choice 单选、choices 多选、date、person、photos、files；min、max 是数值、字数、项数、张数。content 为内容，decisions 为议定事项。
# Templates: what a record asks; those named above are built in, and one of the same name takes the place of a built-in one.
# min and max are of the number, the characters, the options chosen, the photos; content and decisions are what every reply holds.
templates: []
# - name: 志愿服务记录
#   questions:
#     - { id: content, label: 内容, type: long, required: true }
#     - { id: hours, label: 服务时长, aliases: [时长], type: number, min: 0, max: 24, help: 小时 }
#     - { id: where, label: 服务地点, type: choice, options: [校内, 社区, 其他] }
#     - { id: photos, label: 现场照片, type: photos, required: true }

# 系列：按 RFC 5545 规律重复，提前八周排好；改一次不影响其余。遇放假 dayOff: next-workday 顺延、previous-workday 提前、skip 不开、same-day 照开。
# Series repeat by a rule of RFC 5545 and are planned eight weeks ahead; one occurrence can be changed without the others.
series: []
# - id: day
#   for: each-branch
#   type: 主题党日
#   rrule: FREQ=MONTHLY;BYDAY=2WE # 每月第二个周三；BYDAY=-1FR 最后一个周五 / the second Wednesday of each month
#   at: "14:00"
#   minutes: 90
#   place: 会议室
#   dayOff: next-workday
# - { id: bi, for: secretaries, type: 支部书记例会, rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE, from: 2026-09-07, at: "16:30" } # 隔周 / every other week

# 会议。for: each-branch、支部、党小组、secretaries、committee，或名单（只写几个人或职务的，逐人私聊通知；由 host 交纪实，不写 host 则每人各交）。type 可以是列表。
# Meetings. for: each-branch, a branch, a group, secretaries, committee, or a list (people and offices alone hear privately; the host reports, or without one each of them). type may be a list.
meetings: []
# - id: A1
#   for: B01
#   type: 支部党员大会
#   title: 第四季度党员大会
#   start: 2026-12-02T14:00
#   minutes: 90
#   place: 信息楼305
#   agenda: [学习] # 有人列席的议题写成 { item: 学习, observers: [M0002] } / an item that somebody attends as an observer

# 以下都是默认值，不需要的可以删去。时长写法：P3D 三天，PT4H 四小时，PT15M 十五分钟。
# All of the following are defaults. Durations: P3D three days, PT4H four hours, PT15M fifteen minutes.
reminders:
  notice: P3D # 最迟提前多久在群里通知 / before the start, at the latest
  answerBy: { workdays: 1, at: "17:00" } # 反馈截止：前一个工作日17:00，或写成时长 / or a duration before the start
  ask: PT4H # 截止前多久私聊一次未反馈者 / one direct message to those who have not answered
  confirm: off # 开始前多久私聊提醒已反馈参加的人，如 PT30M / one word to those who join, before the start
  monthly: on # 每月第一个工作日在群里发一张本月会议安排；不需要时写 off / one card with the month's meetings on its first working day
  silent: { hours: "21:30-07:30", daysOff: true } # 免打扰；不需要时写 false / false: never silent
  evening: "19:30" # “今晚再提醒”在几点 / when a reminder comes again on the same evening
  dailyCap: 3 # 每人每天最多几条提醒，最后一条为汇总；0 不限 / reminders per person and day, the last sums up; 0: no cap
checkin: { opens: PT15M, late: PT10M, closes: PT30M, code: none } # code: spoken 时主持人口头告知四位口令 / the host says four digits aloud
leave:
  granted: [公务, 教学] # 无需审批、点选即准的类别（公务、教学、事假、健康、其他）/ categories that need no decision
  deputy: away # 副书记何时可批：away 书记不在时，always 随时 / when the deputy may decide: while the secretary is away, or always
attendance:
  exemptions: [因病无法表达意志, 因私出国（境）半年以上, 离退休后异地定居, 因公外派] # 可申请不计入应到的理由，由管理员审批 / reasons not to be counted
  makeup: { days: 14 } # 补学期限 / days in which a make-up is due
  hours: { member: 32, secretary: 56 } # 每年学时目标：党员、书记 / hours of training a year
quorum: { general: gt_half } # 半数以上：gt_half 须超过半数，gte_half 恰好半数也可；接收、转正和选举按规定 / more than half, or at least half
retention: # 夜里删除到期的记录；最短依次为 P12M、P3M、P7D、P15D / what has expired is deleted at night
  attendance: P24M # 逐人的到会记录，之后只留人数 / attendance by name; then only counts
  minutes: P24M # 纪实的文字和照片 / text and photos of reports
  leaveReasons: P90D # 请假类别、更正和代签等的理由，学期结束后多久 / reasons about people, after the term ends
  messages: P90D # 收到的消息和发出消息的记录 / messages received and sent
reports:
  due: { days: 3, at: "18:00" } # 会后第几天几点前交纪实；workdays 按工作日 / days or workdays after the end
  chase: [-PT8H, PT0S, P1D] # 截止前8小时、截止时、逾期一天 / before, at and after the due moment
  escalate: P2D
inspections:
  remind: { workdays: 1, at: "09:00" } # 督查前一个工作日提醒督查员、告知支部书记，或写成时长 / or a duration before the day
  confirm: 3 # 支部书记几个工作日内确认督查结果，到期未答复视为确认 / workdays to confirm a sheet or to object
exports: { secondPerson: off, names: 50 } # on：导出超过50个姓名须另一位管理员同意 / a file with more names needs another administrator
digest: { at: "MON 08:30", dayOff: next-workday, deputy: off } # on：支部周报也发给副书记 / a branch’s digest goes to its deputy too
quota: { monthly: 10000 } # 平台每月接口额度，到80%提示管理员 / calls of the platform a month; administrators are told at 80 %
`

const MEMBERS = `\uFEFFid,name,open_id,branch,group,type,office,office_from,office_to,voting,status,probation_start
M0001,张示例,,B01,B01G1,正式,支部书记,2025-10-15,2028-10-14,是,在册在岗,
M0002,李示例,,B01,B01G1,预备,,,,否,在册在岗,2026-06-17
`
