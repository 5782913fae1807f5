import { expect, test } from 'vitest'
import { fieldsOf, cardOf, shown } from '../../collections/people.ts'
import { aLife, type Life } from '../../support/a-life.ts'
import { ADMIN } from '../a-programme.ts'
import { begin, compose } from './people.ts'

const aQuietLife = () => aLife({ only: [] })
const card = (life: Life) => shown(life, 'ledger.compose', ADMIN)
const field = async (life: Life, name: string) =>
  fieldsOf(await cardOf(life, 'ledger.compose', ADMIN)).get(name)

test('more than fifty are asked for one part after the other, each once', async () => {
  await using life = await aQuietLife()
  const lines = Array.from({ length: 5 }, (_, n) => `事项${'甲乙丙丁戊'[n]} 12月${n + 10}日前 文字`)
  await begin(life, ADMIN, `责任书\n${lines.join('\n')}`)
  await compose(life, ADMIN, '确认')
  await life.settle()
  expect(await life.db.selectFrom('reports_requests').select('id').execute()).toHaveLength(70)
})

test('of many steps one is chosen from a list to be moved, changed or taken out', async () => {
  await using life = await aQuietLife()
  const lines = Array.from(
    { length: 14 },
    (_, n) => `事项${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[n]} 12月${n + 10}日前`,
  )
  await begin(life, ADMIN, `责任书\n${lines.join('\n')}`)
  await compose(life, ADMIN, '修改')
  await compose(life, ADMIN, ['调整', { title: '责任书', rows: 'each-branch' }])
  await compose(life, ADMIN, ['上移', { step: 's2' }])
  await compose(life, ADMIN, ['删除', { step: 's3' }])
  expect(await card(life)).toContain('1. 事项乙：2026年12月11日前，办结即可\\n2. 事项甲')
  expect(await card(life)).not.toContain('事项丙')
  await compose(life, ADMIN, ['修改', { step: 's4' }])
  expect(await field(life, 'stepTitle')).toMatchObject({ value: '事项丁' })
})

test('said in the chat, the words behind 台账 新建 are what is made', async () => {
  await using life = await aQuietLife()
  await life.say(ADMIN, '台账 新建 2026年责任书\n签署 12月18日前 签字件')
  expect(await card(life)).toContain('待确认：2026年责任书')
  await life.say(ADMIN, '台账 新建')
  expect(await card(life)).toContain('新建台账')
  expect(await life.letters('ledger.compose')).toHaveLength(2)
  // A phone sends at the end of a line.
  await life.say(ADMIN, '台账 新建 2027年责任书；签署 2027年3月19日前 签字件；自查 2027年7月9日前 文字')
  expect(await card(life)).toContain('待确认：2027年责任书')
  expect(await card(life)).toContain('2. 自查：2027年7月9日前')
})
