import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { expect, test } from 'vitest'
import { readBytes } from '../../src/files/folder.ts'
import { makeExport, takeDueExports } from '../../src/reports/service.ts'
import type { Life } from '../support/a-life.ts'
import { ADMIN, MEMBER, newest, press, SECRETARY } from './people.ts'
import { branchesAsked, membersAsked } from './running.ts'

const ask = { kind: 'collections.ask', who: SECRETARY } as const
const onBoard = { kind: 'collections.board', who: ADMIN } as const

const give = { kind: 'exports.reason', button: '生成', form: { usual: '0' } } as const

/** The file that somebody got last. */
async function fileOf(life: Life, who: string) {
  for (const id of await takeDueExports(life.ctx)) await makeExport(life.ctx, id)
  const rendering = await newest(life, 'reports.file', who)
  if (!('text' in rendering) || rendering.file === undefined) throw new Error('no file')
  const bytes = (await readBytes(life.ctx.dataPath, rendering.file.bytes)) ?? Buffer.alloc(0)
  return { name: rendering.file.name, bytes, sheets: await readWorkbook(new Uint8Array(bytes).buffer) }
}

test('导出 hands over a row for every branch, numbers as numbers, and who made it when', async () => {
  await using life = await branchesAsked()
  await expect(press(life, { ...onBoard, button: '导出' })).rejects.toThrow('no button')
  await press(life, { ...ask, button: '提交', form: { q1: '十二', q2: '=HYPERLINK("http://x")' } })
  await press(life, { ...onBoard, button: '导出' })
  await press(life, { ...give, who: ADMIN })
  const { name, sheets } = await fileOf(life, ADMIN)
  expect(name).toBe('报名人数、联系人.xlsx')
  const [answers, aside] = sheets.map(({ data }) => data)
  expect(answers?.[0]).toEqual(['支部', '报名人数', '联系人', '情况', '提交时间'])
  expect(answers).toHaveLength(15)
  expect(answers?.filter((row) => row[3] === '已提交')).toEqual([
    ['本科二支部', 12, '=HYPERLINK("http://x")', '已提交', '2026-11-23 09:00'],
  ])
  expect(answers?.filter((row) => row[3] === '未提交')).toHaveLength(13)
  const admin = life.college.members.find(({ id }) => id === ADMIN)?.name
  expect(aside).toContainEqual(['份数', '已提交1份，共14份'])
  expect(aside).toContainEqual(['导出人', admin])
  const log = life.db.selectFrom('roster_audit').select('actor').where('act', '=', 'reports.exportAnswers')
  expect(await log.execute()).toEqual([{ actor: ADMIN }])
})

test('what looks like a formula is text', async () => {
  await using life = await branchesAsked()
  await press(life, { ...ask, button: '提交', form: { q2: '=1+1' } })
  await press(life, { ...onBoard, button: '导出' })
  await press(life, { ...give, who: ADMIN })
  const { bytes } = await fileOf(life, ADMIN)
  const parts = Object.entries(unzipSync(bytes)).filter(([path]) => path.endsWith('.xml'))
  const xml = parts.map(([, part]) => strFromU8(part)).join('\n')
  expect(xml).toContain('=1+1')
  expect(xml).not.toMatch(/<f[ >]/)
})

test('people are named in it, and only whoever has the collection in hand gets it, also once it is closed', async () => {
  await using life = await membersAsked()
  await press(life, { kind: 'collections.ask', who: MEMBER, button: '参加' })
  const board = { kind: 'collections.board', who: SECRETARY } as const
  for (const by of [ADMIN, MEMBER, 'M0214'])
    expect(await press(life, { ...board, by, button: '导出' })).toContain('由发起人办理')
  await press(life, { ...board, button: '截止' })
  for (const _press of [1, 2]) expect(await press(life, { ...board, button: '导出' })).toContain('写明用途')
  await press(life, { ...give, who: SECRETARY })
  const { sheets } = await fileOf(life, SECRETARY)
  const named = life.college.members.find(({ id }) => id === MEMBER)?.name
  const rows = sheets[0]?.data ?? []
  expect(rows[0]).toEqual(['支部', '姓名', '是否参加', '情况', '提交时间'])
  expect(rows.filter((row) => row[3] === '已提交')).toEqual([
    ['本科二支部', named, '参加', '已提交', '2026-11-23 09:00'],
  ])
  expect(rows).toHaveLength(42)
})
