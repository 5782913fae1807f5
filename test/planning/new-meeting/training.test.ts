import { expect, test } from 'vitest'
import { aLife } from '../../support/a-life.ts'
import { ASSEMBLY, called, press, SECRETARY, shown } from './desk.ts'

test('whoever called a meeting says there and then which training it holds', async () => {
  await using life = await aLife({ only: [] })
  await life.say(SECRETARY, ASSEMBLY)
  await press(life, SECRETARY, '确认')
  await press(life, SECRETARY, '记学时')
  const [meeting] = await called(life)
  const form = { topic: '如何提升支部组织力', speaker: '校党校', hours: '2' }
  const saved = await life.press(SECRETARY, 'attendance.setTraining', {
    data: { meeting: meeting?.id },
    form,
  })
  expect(saved).toBe('已登记学时。')
  expect((await life.letters('attendance.training')).map(({ ref }) => ref)).toEqual([meeting?.id])
  expect(await shown(life, SECRETARY)).toContain('如何提升支部组织力')
})
