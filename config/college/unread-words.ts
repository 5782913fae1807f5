import { type InEach, type Said, spoken } from './language.ts'

const zh = {
  noPastVotes: (): Said => ({
    what: '表决结果不随补录导入',
    cure: '删去 vote；需要时在该次会议的“表决”卡片上登记',
  }),
  noRotating: (): Said => ({
    what: '不提供轮换的口令',
    cure: '写 spoken，由主持人口头告知；不用口令则写 none',
  }),
  noRanking: (): Said => ({ what: '没有支部排名，这一项不起作用', cure: '写 off，或删去这一项' }),
  noNames: (): Said => ({
    what: '群里从不出现党员姓名，这一项不起作用',
    cure: '写 off，或删去这一项',
  }),
  notAdmin: (): Said => ({
    what: 'branches：只有管理员分管支部，这一项不起作用',
    cure: '写 rights: admin，或删去 branches',
  }),
  ofCollege: (key: string): Said => ({
    what: `${key}：学院层面的会议不统计频次，这一项不起作用`,
    cure: '删去这一行；要按规律安排，请写 series',
  }),
}

const en: typeof zh = {
  noPastVotes: () => ({
    what: 'votes are not imported',
    cure: 'leave vote out, and enter it on the card 表决 of the meeting',
  }),
  noRotating: () => ({
    what: 'rotating codes are not offered',
    cure: 'use spoken, which the host says aloud; none asks for no code',
  }),
  noRanking: () => ({
    what: 'branches are not ranked, so this has no effect',
    cure: 'write off, or leave it out',
  }),
  noNames: () => ({
    what: 'groups never read members’ names, so this has no effect',
    cure: 'write off, or leave it out',
  }),
  notAdmin: () => ({
    what: 'branches: only administrators look after branches, so this has no effect',
    cure: 'write rights: admin, or leave branches out',
  }),
  ofCollege: (key) => ({
    what: `${key}: how often the college meets is not counted, so this has no effect`,
    cure: 'leave the line out; write series: to plan it',
  }),
}

const both: InEach<typeof zh> = { zh, en }

/** What is said about keys that nothing reads. */
export const sayUnread = () => spoken(both)
