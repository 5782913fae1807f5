import { describe, expect, it } from 'vitest'
import type { SandboxState } from '../../src/sandbox/state.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { aText, openRaw } from './app.ts'
import { aHardWorld, branchOf, dissolve, TO_CHAT, TWIN } from './hard-world.ts'
import { type Inside, openInside } from './inside.ts'
import { APP, aWorld } from '../support/sandbox.ts'

async function aSentText({ call }: Inside): Promise<string> {
  return `${(await call('POST', TO_CHAT, aText('oc_branch'))).data['message_id']}`
}

const path = (id: string) => `/im/v1/messages/${id}`

function later({ clock }: SandboxState, minutes: number): void {
  clock.offsetMs += minutes * 60_000
}

describe('recalling a message', () => {
  it('takes it away from everybody', async () => {
    await using inside = await openInside()
    const id = await aSentText(inside)
    expect(await inside.call('DELETE', path(id))).toMatchObject({ status: 200, code: 0 })
    for (const who of ['ou_anna', 'ou_bo']) {
      const [shown] = await inside.control.messages('oc_branch', who)
      expect(shown).toMatchObject({ message_id: id, recalled: true })
      expect(shown).not.toHaveProperty('text')
    }
  })

  it.each(questions.recallWindow.answers)('is possible for %s minutes', async (value) => {
    await using inside = await openInside()
    inside.state.switches.recallWindow = value
    const [early, late] = [await aSentText(inside), await aSentText(inside)]
    later(inside.state, Number(value) - 1)
    expect((await inside.call('DELETE', path(early))).code).toBe(0)
    later(inside.state, 2)
    expect(await inside.call('DELETE', path(late))).toMatchObject({
      status: 400,
      code: 230009,
      msg: 'Message has expired when recall message.',
    })
  })

  it.each(questions.recallAgain.answers)('a second time is %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.recallAgain = value
    const id = await aSentText(inside)
    await inside.call('DELETE', path(id))
    const code = value === 'ok' ? 0 : 230110
    expect((await inside.call('DELETE', path(id))).code).toBe(code)
  })

  it('of another app is refused', async () => {
    await using inside = await openInside(aHardWorld())
    const id = await aSentText(inside)
    const twin = await openRaw(inside.url, TWIN)
    expect(await twin('DELETE', path(id))).toMatchObject({ status: 400, code: 230026 })
  })

  it.each<[string, number, (state: SandboxState) => void]>([
    ['in a group that was dissolved', 232009, dissolve],
    ['in a group that the bot has left', 230002, (state) => branchOf(state).bots.delete(APP.app_id)],
  ])('%s is refused', async (_what, code, happen) => {
    await using inside = await openInside()
    const id = await aSentText(inside)
    happen(inside.state)
    expect(await inside.call('DELETE', path(id))).toMatchObject({ status: 400, code })
  })

  it('that does not exist is refused', async () => {
    await using inside = await openInside()
    expect(await inside.call('DELETE', path('om_none'))).toMatchObject({ status: 400, code: 230001 })
  })

  it('needs a scope of its own, or that of sending', async () => {
    const world = aWorld()
    const apps = world.apps.map((app) => ({ ...app, scopes: ['im:message:send'] }))
    await using inside = await openInside({ ...world, apps })
    const id = await aSentText(inside)
    expect((await inside.call('DELETE', path(id))).code).toBe(99991672)
  })
})
