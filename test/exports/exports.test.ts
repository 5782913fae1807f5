import { expect, test } from 'vitest'
import { takeDueExports } from '../../src/reports/service.ts'
import type { Life } from '../support/a-life.ts'
import { ADMIN, finger, MEMBER, press, SECRETARY, shown } from '../collections/people.ts'
import { branchesAsked } from '../collections/running.ts'

const onBoard = { kind: 'collections.board', who: ADMIN, button: '导出' } as const
const give = { kind: 'exports.reason', who: ADMIN, button: '生成' } as const
const REASON = '报送后勤处'

/** Two administrators beside the one who asks, in the order of their letters. */
async function others(life: Life): Promise<string[]> {
  return (await life.letters('exports.approve')).map(({ receiver }) => receiver.replace('person:', ''))
}

/** A branch has answered, and many names need a second person, or do not. */
async function answered(secondPerson: boolean): Promise<Life> {
  const life = await branchesAsked()
  Object.assign(life.ctx, { settings: { ...life.ctx.settings, exports: { secondPerson, names: 0 } } })
  await press(life, {
    kind: 'collections.ask',
    who: SECRETARY,
    button: '提交',
    form: { q1: '3', q2: '王芳' },
  })
  expect(await press(life, onBoard)).toBe('请在私聊中写明用途，随后生成。')
  return life
}

const rows = (life: Life) => life.db.selectFrom('exports_requests').selectAll().execute()
const files = (life: Life) => takeDueExports(life.ctx)

test('without a reason there is no file; with one it is made, and who, what, when and how many names is written down', async () => {
  await using life = await answered(false)
  expect(await files(life)).toHaveLength(0)
  for (const form of [{}, { text: '事' }, { usual: 'other', text: '\u200b\u200b' }])
    expect(await press(life, { ...give, form })).toContain('请选择用途')
  expect(await press(life, { ...give, form: { text: '长'.repeat(101) } })).toContain('不超过100字')
  const { action, data } = { action: 'exports.give', data: { id: (await rows(life))[0]?.id } }
  expect(await life.press(MEMBER, action, { data, form: { usual: '0' } })).toContain('不由您导出')
  expect(await files(life)).toHaveLength(0)
  expect(await press(life, { ...give, form: { usual: '1', text: REASON } })).toContain('正在生成')
  expect(await files(life)).toHaveLength(1)
  expect(await rows(life)).toMatchObject([
    { member_id: ADMIN, state: 'granted', names: 1, reason: `报送学校或学院材料：${REASON}` },
  ])
  const log = life.db.selectFrom('roster_audit').selectAll().where('act', '=', 'exports.made')
  expect(await log.execute()).toMatchObject([{ actor: ADMIN, details: { names: 1 } }])
  expect(JSON.stringify(await log.execute())).not.toContain(REASON)
  expect(await life.press(ADMIN, action, { data, form: { usual: '0' } })).toContain('已处理完毕')
})

test('many names wait for another administrator; nobody approves the own, and of two at once one wins', async () => {
  await using life = await answered(true)
  expect(await press(life, { ...give, form: { usual: '0' } })).toContain('已请其他管理员核对')
  expect(await files(life)).toHaveLength(0)
  const [one = '', two = one] = await others(life)
  expect(await others(life)).not.toContain(ADMIN)
  const of = { kind: 'exports.approve', who: one } as const
  expect(await press(life, { ...of, by: ADMIN, button: '同意' })).toContain('自己的导出')
  expect(await press(life, { ...of, by: MEMBER, button: '同意' })).toContain('管理员核对')
  expect(two).not.toBe(one)
  const agree = await finger(life, { ...of, button: '同意' })
  const decline = await finger(life, { ...of, by: two, button: '不同意' })
  const said = await Promise.all(Array.from({ length: 10 }, () => [agree(), decline()]).flat())
  expect(said.filter((text) => text.includes('已处理完毕'))).toHaveLength(19)
  expect(await life.letters('exports.decided')).toHaveLength(1)
  const [row] = await rows(life)
  expect(await files(life)).toHaveLength(row?.state === 'granted' ? 1 : 0)
  expect([one, two]).toContain(row?.decided_by_id)
})

test('what nobody decides about lapses after three days, and the asker is told', async () => {
  await using life = await answered(true)
  await press(life, { ...give, form: { usual: '0' } })
  const [one = ''] = await others(life)
  await life.liveUntil('2026-11-26T08:59:00+08:00')
  expect(await rows(life)).toMatchObject([{ state: 'waiting' }])
  await life.liveUntil('2026-11-26T09:01:00+08:00')
  expect(await rows(life)).toMatchObject([{ state: 'lapsed' }])
  expect(await shown(life, 'exports.decided', ADMIN)).toContain('已失效')
  expect(JSON.stringify(await shown(life, 'exports.approve', one))).not.toContain('exports.agree')
  expect(await files(life)).toHaveLength(0)
})
