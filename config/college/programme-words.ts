import { type InEach, type Said, spoken } from './language.ts'

const zh = {
  twice: (id: string): Said => ({ what: `id“${id}”写了两次`, cure: '每项用自己的 id' }),
  oneSchedule: (): Said => ({
    what: '一步只能有一种期限',
    cure: '写 due，或写 after，或写 every（可配 due）',
  }),
  ruleOf: (every: string, example: string): Said => ({
    what: `every: ${every} 的 due 写法不对`,
    cure: `写成 due: ${example}，或不写`,
  }),
  needsEvery: (every: string): Said => ({ what: '这样写 due 要有 every', cure: `加上 every: ${every}` }),
  noEarlierStep: (id: string, near: string): Said => ({
    what: `after: 前面没有“${id}”这一步`,
    cure: near === '' ? '把它写在前面' : near,
  }),
  afterRepeated: (id: string): Said => ({
    what: `after: “${id}”是多次的`,
    cure: '只能接在做一次的步骤之后',
  }),
  needsTemplate: (known: string): Said => ({ what: 'needs: sheet 缺少 template', cure: known }),
  noTemplate: (name: string, near: string): Said => ({ what: `没有“${name}”这个模板`, cure: near }),
  needsMeasure: (): Said => ({
    what: 'needs: measure 缺少 measure',
    cure: '写成 measure: { figure: held, type: 主题党日, atLeast: 1 }',
  }),
  noType: (name: string, near: string): Said => ({ what: `没有“${name}”这种会议类型`, cure: near }),
  unread: (key: string, needs: string): Said => ({
    what: `${key} 对 needs: ${needs} 不起作用`,
    cure: '删去这一项',
  }),
  nameless: (): Said => ({ what: '这一行没有说是谁的', cure: '写 branch、member，或 title 和 branch' }),
  noPerson: (): Said => ({ what: 'by: person 要有本人', cure: '每行写 member，或改为 by: lead' }),
  endsBefore: (): Said => ({ what: 'until 早于 from', cure: '写一个更晚的日期' }),
  dotted: (): Said => ({ what: 'id 太长', cure: '至多 40 个字母、数字、- 或 _' }),
}

const en: typeof zh = {
  twice: (id) => ({ what: `the id “${id}” stands twice`, cure: 'give each entry its own id' }),
  oneSchedule: () => ({
    what: 'a step has one kind of deadline',
    cure: 'write due, or after, or every (with or without due)',
  }),
  ruleOf: (every, example) => ({
    what: `this due does not go with every: ${every}`,
    cure: `write due: ${example}, or leave it out`,
  }),
  needsEvery: (every) => ({ what: 'such a due needs every', cure: `add every: ${every}` }),
  noEarlierStep: (id, near) => ({
    what: `after: no step before this one is called “${id}”`,
    cure: near === '' ? 'write that step first' : near,
  }),
  afterRepeated: (id) => ({
    what: `after: “${id}” comes again and again`,
    cure: 'only a step that is done once may be followed',
  }),
  needsTemplate: (known) => ({ what: 'needs: sheet has no template', cure: known }),
  noTemplate: (name, near) => ({ what: `no template is called “${name}”`, cure: near }),
  needsMeasure: () => ({
    what: 'needs: measure has no measure',
    cure: 'write measure: { figure: held, type: 主题党日, atLeast: 1 }',
  }),
  noType: (name, near) => ({ what: `no type of meeting is called “${name}”`, cure: near }),
  unread: (key, needs) => ({ what: `${key} means nothing to needs: ${needs}`, cure: 'leave it out' }),
  nameless: () => ({
    what: 'this row does not say whose it is',
    cure: 'write branch, or member, or title and branch',
  }),
  noPerson: () => ({
    what: 'by: person needs a person',
    cure: 'give each row a member, or write by: lead',
  }),
  endsBefore: () => ({ what: 'until lies before from', cure: 'write a later day' }),
  dotted: () => ({ what: 'the id is too long', cure: 'at most 40 letters, digits, - or _' }),
}

const both: InEach<typeof zh> = { zh, en }

/** What is said about programmes. */
export const sayProgramme = () => spoken(both)
