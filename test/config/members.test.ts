import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { aCollegeFolder, PEOPLE, YAML } from './college-folder.ts'

const { college, faults } = aCollegeFolder()

const HEAD = 'id,name,branch,group,type,office,office_from,office_to,status\n'
const member = async (people: string | Uint8Array, yaml = YAML) => (await college(yaml, people)).members[0]
const wrong = async (people: string | Uint8Array, yaml = YAML) =>
  (await faults(yaml, people)).map(({ line, what, cure }) => `${line} ${what}：${cure}`)

describe('the list of members', () => {
  it('keeps a member without open_id', async () => {
    const { members } = await college(YAML)
    expect(members[1]).toMatchObject({
      id: 'M2',
      openId: null,
      group: null,
      standing: 'probationary',
      voting: false,
    })
    expect(members[0]?.offices).toEqual(['支部书记', '党小组组长'])
  })

  it('names equal ids and accounts, unknown places, wrong dates and a second secretary together', async () => {
    const found = await faults(
      YAML,
      `${PEOPLE}M1,重复,ou_9,B01,,正式,,,,是,,
M3,张三,ou_1,B1,,正式,,,,是,,
M4,赵四,ou_4,B01,B01G9,正式,书记,2026-13-01,,是,,
M5,钱五,ou_5,B01,,群众,书记,,,对,,
M6,,oops,B02,,,,2026-02-01,2026-01-01,,,
M7,孙七,ou_1,B01,,,,,,,,
`,
    )
    expect(found.map(({ line, what }) => `${line} ${what}`)).toEqual([
      '4 编号与第2行相同',
      '5 没有这个支部',
      '5 飞书账号与第2行相同',
      '6 没有这个党小组',
      '6 “office_from”不是日期',
      '6 同一支部有两位支部书记，另一位在第2行',
      '7 类别写法不对',
      '7 表决权写法不对',
      '7 同一支部有两位支部书记，另一位在第2行',
      '8 “name”是空的',
      '8 飞书账号写法不对',
      '8 任职截止早于任职起始',
      '9 飞书账号与第2行相同',
    ])
  })

  it('allows the next secretary once the first one’s office has ended', async () => {
    const next = `${PEOPLE}M3,张三,ou_3,B01,,正式,支部书记,2028-10-15,,是,,\n`
    expect(await faults(YAML, next)).toEqual([])
  })

  it('is reported together with faults of college.yaml', async () => {
    const found = await faults(`${YAML}chekin: {}\n`, `${PEOPLE}M3,张三,,B9,,,,,,,,\n`)
    expect(found.map(({ file, line }) => [file, line])).toEqual([
      ['college.yaml', 10],
      ['members.csv', 4],
    ])
  })

  it('is told of without anything that stands in a cell, and with its column', async () => {
    const secrets = ['张机密', '13800000000', '2026-99-01', '机密职务', '机密状态', 'B机密']
    const [name, phone, date, office, status, branch] = secrets
    const row = `${phone} ,${name}?,${branch},机密组,${phone},${office},${date},${date},${status}\n`
    const texts = [
      `${HEAD}${row}`,
      row,
      `${HEAD}M1,"${name}"x,B01\n`,
      `${HEAD}M1,${name},B01,,,,,,,,${phone}\n`,
    ]
    for (const text of texts) {
      const said = JSON.stringify(await faults(YAML, text))
      expect(said).not.toBe('[]')
      for (const secret of [...secrets, '机密']) expect(said).not.toContain(secret)
    }
  })
})

describe('the headings of a list', () => {
  it('are named when unknown, missing, twice, or when a cell has none', async () => {
    expect(await wrong('id,nam,branch\nM1,王,B01\n')).toEqual([
      '1 不认识列名“nam”：是不是“name”？用不到的列请删去',
      '1 缺少列：姓名：在列名那一行补上',
    ])
    expect(await wrong('姓名,编号,支部,姓名\n王一,M1,B01,王二\n')).toEqual([
      '1 列名“姓名”与第1列重复：只保留一列',
    ])
    const extra = '2 第4列有内容，但没有列名：看看是否多了一个分隔符；内容里有逗号的，整格加英文双引号'
    expect(await wrong('id,name,branch\nM1,王一,B01,x\n')).toEqual([extra])
    expect(await wrong('id,name,branch,\nM1,王一,B01,x\n')).toEqual([extra])
    expect(await wrong('id,name,branch,,\nM1,王一,B01,,,,\n')).toEqual([])
    expect(await wrong('')).toEqual([expect.stringMatching(/^1 名单是空的/)])
    // Half a character could not be kept with the fault.
    expect(await wrong(`id,name,branch,${'备'.repeat(11)}👍🏻\nM1,王一,B01,\n`)).toEqual([
      expect.stringContaining(`“${'备'.repeat(11)}”`),
    ])
  })

  it('may be Chinese, stand below a title and beside columns that nobody needs', async () => {
    const text = `智能学院党员名册（2026年9月）,,,
,,,
序号,姓名*,编号,所在党支部,党小组,类别,职务,任职起始,状态,备注
1,王一,M1,第一党支部,第一党小组,正式党员,支部书记、组织委员,2025年10月15日,在册在岗,x
`
    expect(await member(text)).toMatchObject({
      id: 'M1',
      name: '王一',
      branch: 'B01',
      group: 'B01G1',
      standing: 'full',
      offices: ['支部书记', '组织委员'],
      officeFrom: Temporal.PlainDate.from('2025-10-15'),
      status: '在册在岗',
    })
    const late = text.replace('第一党小组', '第二党小组')
    expect(await faults(YAML, late)).toMatchObject([{ line: 4, what: '没有这个党小组' }])
  })

  it('that people stand in place of are asked for, and nobody is repeated', async () => {
    expect(await wrong('M1,王一,B01\nM2,李二,B01\n')).toEqual([
      '1 前10行里找不到列名：写一行列名，如：姓名,编号,支部,党小组,类别,职务,状态',
    ])
  })
})

describe('an encoding', () => {
  const people = (text: string) => text.split('\n').slice(1, 3).join('\n')
  it.each(['utf8', 'gb18030', 'utf-16le', 'utf-16be'])('%s is read, with a mark or without', async (name) => {
    for (const ends of ['\n', '\r\n', '\r']) {
      for (const addBOM of [true, false]) {
        const bytes = iconv.encode(PEOPLE.replaceAll('\n', ends), name, { addBOM })
        expect((await college(YAML, bytes)).members.map(({ name: each }) => each)).toEqual(['王一', '李二'])
      }
    }
    expect(people(PEOPLE)).toContain('王一')
  })

  it('that one line has for itself is a fault of that line', async () => {
    const line = 'M3,张三,ou_3,B01,,正式,,,,是,在册在岗,\n'
    const gb = (text: string) => iconv.encode(text, 'gb18030')
    const spoiled = /这一行有乱码/
    const mixed = Buffer.concat([Buffer.from(PEOPLE), gb(line), Buffer.from('M4,李四,,B01,,,,,,,,\n')])
    expect(await wrong(mixed)).toEqual([expect.stringMatching(spoiled)])
    expect(await faults(YAML, mixed)).toMatchObject([{ line: 4 }])
    // These six bytes are three letters in the other encoding, and no letter is missing.
    const other = Buffer.concat([
      gb(PEOPLE),
      Buffer.from('M3,张三,ou_3,B01,,,,,,,,\n'),
      gb(line.replace('M3', 'M4')),
    ])
    expect(await wrong(other)).toEqual([expect.stringMatching(/^4 这一行有乱码/)])
    const lost = Buffer.from(`${PEOPLE}M3,张\uFFFD,ou_3,B01,,,,,,,,\n`)
    expect(await faults(YAML, lost)).toMatchObject([{ line: 4 }])
    const marked = Buffer.concat([Buffer.from('\uFEFF'), gb(PEOPLE)])
    expect((await faults(YAML, marked)).map(({ line: nth }) => nth)).toEqual([2, 3])
  })

  it('with a quotation mark that stands alone is a fault that says so', async () => {
    expect(await wrong(`${PEOPLE}M3,"张三,ou_3,B01,,,,,,,,\n`)).toEqual([
      expect.stringMatching(/^\d 英文双引号没有成对/),
    ])
  })

  it('of lines that end in different ways swallows nobody', async () => {
    const mixed = PEOPLE.replace('\n', '\r\n').replace('在册在岗,\nM2', '在册在岗,\rM2')
    expect((await college(YAML, mixed)).members).toHaveLength(2)
  })

  it.each(['\t', ';', '，', '；', '|'])('with “%s” between the cells is read', async (delimiter) => {
    const text = PEOPLE.replace(';', '、').replaceAll(',', delimiter)
    expect((await college(YAML, text)).members.map(({ id }) => id)).toEqual(['M1', 'M2'])
  })

  it('whose first line names the delimiter is read, and its faults have their own lines', async () => {
    const text = `sep=;\n${PEOPLE.replace(';', '、').replaceAll(',', ';')}`
    expect((await college(YAML, text)).members).toHaveLength(2)
    expect(await faults(YAML, text.replace('M2', 'M1'))).toMatchObject([{ line: 4 }])
    // One that nobody would guess.
    expect((await college(YAML, text.replaceAll(';', '^'))).members).toHaveLength(2)
  })

  it('with another delimiter in one line is a fault of that line', async () => {
    expect(await wrong(`${PEOPLE}M3，张三，ou_3，B01\n`)).toEqual([
      '4 这一行的分隔符与列名那一行不同：改成同一种分隔符，如英文逗号',
    ])
  })
})
