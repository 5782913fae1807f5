import { type College, type FileFault, loadCollege, type Vacancy, vacanciesOf } from '../../config/college.ts'
import { collegePath } from '../../config/env.ts'
import { faultLines } from '../../config/college/fault-lines.ts'
import { Fault } from '../errors.ts'
import type { Args } from './args.ts'
import { openWallClock } from './clock.ts'
import { DEMO_COLLEGE } from './timetable.ts'
import { dateOf } from '../time/dates.ts'

/** `check`: reads the college's files and nothing else; says what they hold, or everything that is wrong with them. */
export async function checkCommand({ options }: Args): Promise<void> {
  const path = options['demo'] === true ? DEMO_COLLEGE : collegePath()
  const now = openWallClock().now()
  const loaded = await loadCollege(path, now)
  const json = options['json'] === true
  if (!loaded.ok) {
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, faults: loaded.faults })}\n`)
    throw new Fault(`学院文件有${loaded.faults.length}处错误：\n${faultLines(loaded.faults, Infinity)}`, {
      cure: '请逐项修改后再检查。',
    })
  }
  const { college, left } = loaded
  const on = dateOf(now, college.settings.timezone)
  const vacant = vacanciesOf(college, on)
  const files = loaded.files.map((file) => file.path)
  process.stdout.write(`${[...summary(college, files), ...remarks(college, { vacant, left })].join('\n')}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ ok: true, counts: countsOf(college), vacant, left })}\n`)
}

function countsOf({ branches, groups, members, committee, inspectors, meetings, series }: College) {
  return {
    branches: branches.filter(({ active }) => active).length,
    groups: groups.length,
    members: members.length,
    probationary: members.filter(({ standing }) => standing === 'probationary').length,
    accounts: members.filter(({ openId }) => openId !== null).length,
    chats: branches.filter(({ active, chat }) => active && chat !== null).length,
    committee: committee.length,
    admins: committee.filter(({ rights }) => rights === 'admin').length,
    inspectors: inspectors.length,
    meetings: meetings.length,
    series: series.length,
  }
}

function summary(college: College, files: readonly string[]): string[] {
  const { id, name, timezone } = college.settings
  const count = countsOf(college)
  const { members, probationary } = count
  return [
    '学院文件没有错误：',
    ...files.map((path) => `  ${path}`),
    `学院：${name}（${id}，${timezone}）`,
    `支部：${count.branches}个，其中${count.chats}个填了群；党小组：${count.groups}个`,
    `党员：${members}人（正式${members - probationary}，预备${probationary}），其中${count.accounts}人填了飞书账号`,
    `学院党委：${count.committee}人（管理员${count.admins}人）；督查员：${count.inspectors}人`,
    `会议：${count.meetings}次；系列会议：${count.series}个`,
  ]
}

function remarks(college: College, { vacant, left }: { vacant: Vacancy[]; left: FileFault[] }): string[] {
  const branch = new Map(college.branches.map(({ id, name }) => [id, name]))
  const group = new Map(college.groups.map(({ id, name }) => [id, name]))
  const { admins } = countsOf(college)
  return [
    ...(admins === 0 ? ['提示：还没有管理员，在 committee 里给一位写上 rights: admin。'] : []),
    ...vacant.map((one) =>
      one.group === null
        ? `提示：${branch.get(one.branch)}没有支部书记。`
        : `提示：${branch.get(one.branch)}${group.get(one.group)}没有组长。`,
    ),
    ...(left.length === 0 ? [] : ['提示：以下已经过去的会议有错，不影响运行：', faultLines(left, Infinity)]),
  ]
}
