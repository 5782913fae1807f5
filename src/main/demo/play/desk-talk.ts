import type { Plan, Cast } from './scenario.ts'

/** What people ask the bot of their own accord during the week. */
export function talks({ college, actor, frame }: Cast): Plan[] {
  const openIdOf = (id: string) => college.members.find((member) => member.id === id)
  const say = (
    id: string,
    text: string,
    word: { answer: 'help' | 'todo' | 'hint'; hours: number },
  ): Plan[] => {
    const person = openIdOf(id)
    if (person?.openId == null) return []
    const did = { what: 'say', text, answer: word.answer, to: person.openId } as const
    const act = () => actor.say({ who: person.id, about: '', did, inGroup: false, chat: 'bot', text })
    return [{ at: frame.from.add({ hours: word.hours }), act }]
  }
  return [
    ...say('M0142', '帮助', { answer: 'help', hours: 2 }),
    ...say('M0220', '待办', { answer: 'todo', hours: 28 }),
    ...say('M0230', '收到', { answer: 'hint', hours: 53 }),
    ...say('M0230', '好的', { answer: 'hint', hours: 53 }),
  ]
}
