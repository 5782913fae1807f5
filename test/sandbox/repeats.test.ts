import { describe, expect, it } from 'vitest'
import { questions } from '../../src/sandbox/switches.ts'
import { aText, openRaw } from './app.ts'
import { aHardWorld, TO_CHAT, TWIN } from './hard-world.ts'
import { openInside } from './inside.ts'

describe('a repeated uuid', () => {
  it.each(questions.uuidRepeat.answers)('within one hour yields no second message: %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.uuidRepeat = value
    const first = await inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))
    const again = await inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))
    const told = {
      same_id: { code: 0, data: { message_id: first.data['message_id'] } },
      no_id: { code: 0, data: {} },
      error: { status: 400, code: 230049 },
    }
    expect(again).toMatchObject(told[value])
    expect(await inside.control.messages('oc_branch', 'ou_bo')).toHaveLength(1)
    expect((await inside.control.record()).map(({ effect }) => effect).slice(-2)).toEqual(['new', 'repeat'])
  })

  it('while the first call is still worked on is told that it is being sent, by a crowd of twenty', async () => {
    await using inside = await openInside()
    await inside.control.hold({ api: 'send', when: 'before', count: 1 })
    const first = inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))
    await expect.poll(() => inside.state.waiting.size).toBe(1)
    const crowd = Array.from({ length: 20 }, () => inside.call('POST', TO_CHAT, aText('oc_branch', 'u1')))
    const codes = new Set((await Promise.all(crowd)).map(({ code }) => code))
    expect([...codes].filter((code) => code !== 230020)).toEqual([230049])
    inside.state.rates.clear()
    for (const { release } of inside.state.waiting.values()) release('go')
    expect((await first).code).toBe(0)
    expect(await inside.control.messages('oc_branch', 'ou_bo')).toHaveLength(1)
  })

  it('is forgotten after an hour of the sandbox’s time, belongs to one app, and counts only what was sent', async () => {
    await using inside = await openInside(aHardWorld())
    await inside.call('POST', TO_CHAT, { ...aText('oc_branch', 'u1'), content: '{}' })
    await inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))
    const twin = await openRaw(inside.url, TWIN)
    await twin('POST', TO_CHAT, aText('oc_branch', 'u1'))
    await inside.control.advance('hour')
    await inside.call('POST', TO_CHAT, aText('oc_branch', 'u1'))
    expect(await inside.control.messages('oc_branch', 'ou_bo')).toHaveLength(3)
  })
})
