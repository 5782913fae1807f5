import { type InEach, type Said, spoken } from './language.ts'

const zh = {
  twice: (name: string): Said => ({ what: `模板“${name}”写了两次`, cure: '每个模板只写一次' }),
  noTemplate: (name: string, near: string): Said => ({ what: `没有“${name}”这个模板`, cure: near }),
  idTwice: (id: string): Said => ({ what: `id“${id}”写了两次`, cure: '每个问题用自己的 id' }),
  labelTwice: (label: string): Said => ({
    what: `“${label}”已是本模板另一个问题的名称`,
    cure: '换一个名称：回复文字时按名称归入问题',
  }),
  onlyOne: (type: string): Said => ({
    what: `${type} 问了两次`,
    cure: '照片和附件各只问一次，在 help 中写明要什么',
  }),
  noOptions: (): Said => ({ what: '缺少“options”', cure: '写上可选项，至少两个：options: [甲, 乙]' }),
  optionTwice: (option: string): Said => ({ what: `可选项“${option}”写了两次`, cure: '每个可选项只写一次' }),
  unread: (key: string, type: string): Said => ({
    what: `${key} 对 type: ${type} 不起作用`,
    cure: '删去这一项',
  }),
  wholeLimit: (key: string): Said => ({ what: `“${key}”应是不小于1的整数`, cure: '写一个整数' }),
  limits: (): Said => ({ what: 'min 大于 max', cure: 'min 写较小的数' }),
  mostOptions: (count: number): Said => ({ what: `min 多于可选项（${count}个）`, cure: `至多写 ${count}` }),
  mustBeLong: (id: string): Said => ({
    what: `“${id}”只能是 type: long`,
    cure: '写 type: long，或换一个 id',
  }),
}

const en: typeof zh = {
  twice: (name) => ({ what: `templates has “${name}” twice`, cure: 'write each template once' }),
  noTemplate: (name, near) => ({ what: `no template is called “${name}”`, cure: near }),
  idTwice: (id) => ({ what: `the id “${id}” stands twice`, cure: 'give each question its own id' }),
  labelTwice: (label) => ({
    what: `another question of this template is called “${label}”`,
    cure: 'call it otherwise: a reply goes to the question that it names',
  }),
  onlyOne: (type) => ({
    what: `${type} are asked for twice`,
    cure: 'ask for photos and for files once, and say in help what is wanted',
  }),
  noOptions: () => ({ what: '“options” is missing', cure: 'write at least two: options: [one, other]' }),
  optionTwice: (option) => ({ what: `options has “${option}” twice`, cure: 'write each option once' }),
  unread: (key, type) => ({ what: `${key} has no effect with type: ${type}`, cure: 'leave it out' }),
  wholeLimit: (key) => ({
    what: `“${key}” must be a whole number of 1 or more`,
    cure: 'write a whole number',
  }),
  limits: () => ({ what: 'min is greater than max', cure: 'let min be the smaller' }),
  mostOptions: (count) => ({ what: `min is more than the ${count} options`, cure: `at most ${count}` }),
  mustBeLong: (id) => ({
    what: `“${id}” must be of type: long`,
    cure: 'write type: long, or use another id',
  }),
}

const both: InEach<typeof zh> = { zh, en }

/** What is said about templates and their questions. */
export const sayTemplate = () => spoken(both)
