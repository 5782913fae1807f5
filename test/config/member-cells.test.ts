import { describe, expect, it } from 'vitest'
import { aCollegeFolder, YAML } from './college-folder.ts'

const { college, faults } = aCollegeFolder()

const HEAD = 'id,name,branch,group,type,office,office_from,office_to,status\n'
const one = (cells: Partial<Record<'id' | 'name' | 'branch' | 'office' | 'from' | 'status', string>>) =>
  `${HEAD}${cells.id ?? 'M9'},${cells.name ?? '王一'},${cells.branch ?? 'B01'},,,"${cells.office ?? ''}",${cells.from ?? ''},,${cells.status ?? ''}\n`
const member = async (people: string | Uint8Array, yaml = YAML) => (await college(yaml, people)).members[0]
const wrong = async (people: string | Uint8Array, yaml = YAML) =>
  (await faults(yaml, people)).map(({ line, what, cure }) => `${line} ${what}：${cure}`)

describe('ids and names', () => {
  it.each([`'0012`, 'Ｍ０００１', 'M 0002', 'M/1', 'M1；'])('%s is no id', async (id) => {
    expect(await faults(YAML, one({ id }))).toMatchObject([{ line: 2, what: '“id”写法不对' }])
  })

  it('that a spreadsheet has rounded are a fault of their own', async () => {
    expect(await faults(YAML, one({ id: '2.02401E+11' }))).toMatchObject([
      { line: 2, what: '“id”被 Excel 写成了科学计数' },
    ])
  })

  it('are read without what cannot be seen', async () => {
    expect(await member(one({ id: '\u200BM9\u00A0', name: '\u202A王一\u200B' }))).toMatchObject({
      id: 'M9',
      name: '王一',
    })
  })

  it.each([
    ['张 三', '张三'],
    ['张\u3000\u3000三', '张三'],
    ['买买提•艾力', '买买提·艾力'],
    ['买买提・艾力', '买买提·艾力'],
    ['买买提．艾力', '买买提·艾力'],
    ['John Smith', 'John Smith'],
    ['𠮷田', '𠮷田'],
    ['张伟（大）', '张伟（大）'],
  ])('%s is the name %s', async (name, read) => {
    expect((await member(one({ name })))?.name).toBe(read)
  })

  it.each(['王?', '王？', '王1', '王*', '王\uE123', '?', '1234', '=SUM(A1)', '王<b>'])(
    '%s is no name',
    async (name) => {
      expect((await faults(YAML, one({ name }))).map(({ what }) => what)).toEqual([
        '姓名里有数字、问号或其他符号',
      ])
    },
  )
})

describe('offices', () => {
  it.each([
    ['支部书记（兼）', ['支部书记']],
    ['支书', ['支部书记']],
    ['支部书记/组织委员', ['支部书记', '组织委员']],
    ['支部书记兼组织委员', ['支部书记', '组织委员']],
    ['副书记（兼宣传委员）', ['副书记', '宣传委员']],
    ['党小组长', ['党小组组长']],
    ['组织委员，宣传委员', ['组织委员', '宣传委员']],
    ['支部书记\u200B', ['支部书记']],
    ['组织委员 ; 青年委员', ['组织委员', '青年委员']],
    ['支部书记\n组织委员', ['支部书记', '组织委员']],
    ['支委', ['支部委员']],
    ['无', []],
  ])('%j is read', async (office, offices) => {
    expect((await member(one({ office })))?.offices).toEqual(offices)
  })

  it.each([
    ['统战委员', '组织委员'],
    ['副书记（主持工作）', '副书记'],
    ['支部书纪', '支部书记'],
    ['第一党小组组长', '党小组组长'],
  ])('%s is a fault that names %s', async (office, near) => {
    expect(await wrong(one({ office }))).toEqual([
      expect.stringMatching(new RegExp(`^2 有一个职务不认识：.*${near}.*offices`)),
    ])
  })

  it('of the college’s own are read once they are declared, and meetings may be for them', async () => {
    const own = `${YAML}offices: [统战委员]\n`
    expect((await member(one({ office: '统战委员、支委' }), own))?.offices).toEqual(['统战委员', '支部委员'])
    const meeting =
      'meetings: [{ id: A1, for: 统战委员, type: 党课, title: 课, start: 2026-12-02T14:00, minutes: 60, place: 室 }]'
    expect((await college(own + meeting, one({}))).meetings[0]?.audience).toEqual({
      kind: 'office',
      office: '统战委员',
    })
  })
})

describe('a status', () => {
  it.each([
    ['', '在册在岗'],
    ['在岗', '在册在岗'],
    ['出国交流（半年以上）', '出国交流(半年以上)'],
    ['外出实习（ 半年以内 ）', '外出实习(半年内)'],
  ])('%j is read', async (status, read) => {
    expect((await member(one({ status })))?.status).toBe(read)
  })

  it.each([
    ['出国', '“出国交流.半年以上.”.*statuses'],
    ['长期病休', '“长期不便参会”'],
    ['转出', '在册在岗、.*删去这一行'],
  ])('%s is a fault', async (status, near) => {
    expect(await wrong(one({ status }))).toEqual([
      expect.stringMatching(new RegExp(`^2 状态不认识：.*${near}`)),
    ])
  })

  it('of the college’s own is read once it is declared', async () => {
    expect((await member(one({ status: '借调' }), `${YAML}statuses: [借调]\n`))?.status).toBe('借调')
  })
})

describe('a date', () => {
  it.each([
    '2026-09-01',
    '2026/9/1',
    '2026年9月1日',
    '2026.9.1',
    '20260901',
    '46266',
    '2026-09-01 00:00:00',
    '２０２６年９月１日',
  ])('%s is the first of September', async (from) => {
    expect((await member(one({ from })))?.officeFrom).toEqual(Temporal.PlainDate.from('2026-09-01'))
  })

  it.each(['2026年9月', '2026-02-30', '26.9.1', '9/1/2026', '去年', '20261301'])(
    '%s is a fault',
    async (from) => {
      expect(await wrong(one({ from }))).toEqual(['2 “office_from”不是日期：写成 2025-10-15'])
    },
  )
})
