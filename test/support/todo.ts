import type { Life } from './a-life.ts'

/** What 待办 shows to this person, as text. */
export async function todoOf(life: Life, who: string): Promise<string> {
  await life.say(who, '待办')
  return JSON.stringify(life.sent.filter(({ to }) => to.id === `ou_${who}`).at(-1)?.content ?? null)
}
