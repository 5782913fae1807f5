import type { Relays } from '../../cards/need.ts'
import type { Decision, Refusal } from './types.ts'

/** What is said about tasks. */
export const words = {
  title: '例会议定事项',
  allDone: '例会议定事项已办结',
  noneTitle: '例会议定事项已撤销',
  from: (title: string, branch: string) => `${title}议定，由${branch}办理：`,
  task: (what: string, day: string) => `${what}，${day}前`,
  past: (what: string, day: string) => `${what}，原定${day}前`,
  done: (what: string) => `已办结：${what}`,
  none: '这里的事项已撤销或改由其他支部办理。',
  tick: '办结',
  tickNth: (n: number) => `办结第${n}项`,
  hint: '办好后请点“办结”，支部书记、副书记和学院管理员均可点。',
  ticked: '已记为办结，谢谢。',
  preview: '提交后，将请支部办理：',
  made: '已请支部办理：',
  line: (branch: string, what: string, day: string) => `${branch}：${what}，${day}前`,
  everyBranch: (count: number) => `${count}个支部`,
  unclear: (line: string, why: string) => `“${line}”${why}，提交后不会转给支部。`,
  notMade: (line: string, why: string) => `“${line}”${why}，没有转给支部。如需转，请修改后再次提交。`,
  writeLike: '要交支部办理的事项请每行写一件，如“本科二支部 12月4日前交学习计划”“各支部 周五前报送名单”。',
  notYours: '只有主持人或学院管理员提交的纪实，议定事项才会转给支部办理。',
}

/** Why a line is no task. */
export const unclear = {
  noDay: '没有写明期限是哪一天',
  past: '的期限已过',
  nothing: '没有写办什么',
} satisfies Record<Extract<Decision, { ok: false }>['why'], string>

/** Every refusal in words. */
export const refusals = {
  mayNot: '这项操作需要本支部书记、副书记或学院管理员办理。',
  already: '已记为办结，无需重复点。',
  withdrawn: '这件事项已撤销。',
} satisfies Record<Refusal, string>

/** What somebody else does, before whom it may be put. */
export const relays = { mayNot: 'task' } satisfies Relays<Refusal>
