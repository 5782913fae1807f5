import { describe, expect, it } from 'vitest'
import type { SandboxState } from '../../src/sandbox/state.ts'
import { questions } from '../../src/sandbox/switches.ts'
import { aCard, aCardFor, aText, openRaw } from './app.ts'
import { aHardWorld, dissolve, longCard, recallAll, TO_CHAT, TO_PERSON, TWIN } from './hard-world.ts'
import { type Inside, openInside } from './inside.ts'

describe('five a second', () => {
  it('go to one group from all bots together', async () => {
    await using inside = await openInside(aHardWorld())
    const twin = await openRaw(inside.url, TWIN)
    // What lies ahead stays within the second, however slow the machine is.
    inside.state.rates.set('receiver oc_branch', new Array(4).fill(performance.now() + 20_000))
    expect((await inside.call('POST', TO_CHAT, aText('oc_branch'))).code).toBe(0)
    expect(await twin('POST', TO_CHAT, aText('oc_branch'))).toMatchObject({ status: 400, code: 230020 })
    expect((await twin('POST', TO_PERSON, aText('ou_bo'))).code).toBe(0)
  })

  it.each(questions.checkOrder.answers)('or a faulty content: %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.checkOrder = value
    inside.state.rates.set('receiver oc_branch', new Array(5).fill(performance.now() + 20_000))
    const { code } = await inside.call('POST', TO_CHAT, { ...aText('oc_branch'), content: '{}' })
    expect(code).toBe(value === 'content_first' ? 230001 : 230020)
  })

  it.each(questions.patchTooFast.answers)('update one message, then it is %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.patchTooFast = value
    const id = await aSentCard(inside)
    inside.state.rates.set(`message ${id}`, new Array(5).fill(performance.now() + 20_000))
    const answer = await update(inside, id)
    expect(answer).toMatchObject({ status: value === '230020' ? 400 : 429, code: Number(value) })
  })
})

describe('updating a card', () => {
  it('updates it for everybody', async () => {
    await using inside = await openInside()
    const id = await aSentCard(inside)
    expect(await update(inside, id)).toMatchObject({ status: 200, code: 0, msg: 'ok', data: {} })
    const [shown] = await inside.control.messages('oc_branch', 'ou_bo')
    expect(shown).toMatchObject({ updated: true, card: aCard('请假') })
  })

  it.each<[string, number, (state: SandboxState) => void]>([
    ['after 14 days', 230031, letTwoWeeksPass],
    ['that was recalled', 230011, recallAll],
    ['in a group that was dissolved', 232009, dissolve],
  ])('%s is refused', async (_what, code, happen) => {
    await using inside = await openInside()
    const id = await aSentCard(inside)
    happen(inside.state)
    expect(await update(inside, id)).toMatchObject({ status: 400, code })
  })

  it('of somebody who is out of reach by now is refused', async () => {
    await using inside = await openInside()
    const { data } = await inside.call('POST', TO_PERSON, aCardFor('ou_bo'))
    for (const person of inside.state.people.values()) person.available = false
    expect(await update(inside, `${data['message_id']}`)).toMatchObject({ status: 400, code: 230013 })
  })

  it('that is a text is refused', async () => {
    await using inside = await openInside()
    const { data } = await inside.call('POST', TO_CHAT, aText('oc_branch'))
    expect((await update(inside, `${data['message_id']}`)).msg).toContain('ext=This message is NOT a card.')
  })

  it('with what is no card, or too long, or faulty is refused', async () => {
    await using inside = await openInside()
    const id = await aSentCard(inside)
    const codes: number[] = []
    for (const content of ['', '{', longCard().content, '{"schema":"2.0","colour":1}'])
      codes.push((await inside.call('PATCH', `/im/v1/messages/${id}`, { content })).code)
    expect(codes).toEqual([230001, 230001, 230025, 230099])
  })

  it.each(questions.recalledCard.answers)('that was recalled is %s', async (value) => {
    await using inside = await openInside()
    inside.state.switches.recalledCard = value
    const id = await aSentCard(inside)
    recallAll(inside.state)
    expect(await update(inside, id)).toMatchObject({ status: 400, code: Number(value) })
  })

  it.each(questions.foreignCard.answers)('of another app is %s', async (value) => {
    await using inside = await openInside(aHardWorld())
    inside.state.switches.foreignCard = value
    const id = await aSentCard(inside)
    const twin = await openRaw(inside.url, TWIN)
    const answer = await twin('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(aCard()) })
    expect(answer).toMatchObject({ status: 400, code: Number(value) })
  })
})

async function aSentCard({ call }: Inside): Promise<string> {
  const { data } = await call('POST', TO_CHAT, aCardFor('oc_branch'))
  return `${data['message_id']}`
}

function update({ call }: Inside, id: string) {
  return call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(aCard('请假')) })
}

function letTwoWeeksPass({ clock }: SandboxState): void {
  clock.offsetMs += 14 * 86_400_000 + 60_000
}
