import { expect } from 'vitest'
import type { Registry } from '../press.ts'

/** A047 is B10's meeting of 25 November at 14:00; its secretary, deputy, and members of B10. */
export const MEETING = 'A047'
export const [SECRETARY, DEPUTY] = ['M0213', 'M0214']
export const CROWD = Array.from({ length: 20 }, (_, index) => `M0${221 + index}`)
export const [ONE = '', TWO = '', THREE = ''] = CROWD

export const ask = (category = '事假', at?: string) => ({
  name: 'attendance.category',
  data: { meeting: MEETING, category },
  ...(at === undefined ? {} : { at }),
})
export const explain = (note: string) => ({
  name: 'attendance.leaveNote',
  data: { meeting: MEETING },
  form: { note },
})
export const JOIN = { name: 'attendance.answer', data: { meeting: MEETING, reply: 'join', place: 'private' } }
export const decide = (member: string, verdict = 'approved', n = '') => ({
  name: 'attendance.decide',
  data: { meeting: MEETING, member, verdict, ...(n === '' ? {} : { n }) },
})

/** The cards on which leaves stand, newest last. */
export async function cards(life: Registry) {
  return (await life.written('attendance.leavesAsked')).map(({ key, receiver, isRelevant, shows }) => {
    const blocks: { kind: string; text?: string; buttons?: Button[] }[] = JSON.parse(shows).blocks
    return {
      key: key.slice('attendance.leavesAsked:'.length),
      to: receiver.slice('person:'.length),
      isRelevant,
      lines: blocks.flatMap(({ text }) => text ?? []),
      buttons: blocks.flatMap(({ buttons = [] }) => buttons),
    }
  })
}
type Button = { text: string; action: string; data: Record<string, string> }

export async function theCard(life: Registry) {
  const [card, ...others] = await cards(life)
  if (card === undefined) throw new Error('there is no card')
  expect(others).toEqual([])
  return card
}

export async function button(life: Registry, text: string, member?: string) {
  const all = (await cards(life)).at(-1)?.buttons ?? []
  const found = all.find(
    (one) => one.text === text && (member === undefined || one.data['member'] === member),
  )
  if (found === undefined) throw new Error(`there is no ${text}`)
  return { name: found.action, data: found.data }
}

export const nameOf = (life: Registry, who: string) =>
  life.college.members.find(({ id }) => id === who)?.name ?? ''
