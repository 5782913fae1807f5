import { expect, test } from 'vitest'
import { readAnswer } from '../../src/attendance/replies/rules.ts'
import { readEntries } from '../../src/calendar/formats/rules.ts'
import { pointerIn } from '../../src/desk/pointers/rules.ts'
import { commandIn } from '../../src/desk/rules.ts'
import { MOST_WORDS } from '../../src/feishu/in/incoming.ts'
import { literalText } from '../../src/feishu/out/text.ts'
import { commands } from '../../src/planning/command.ts'
import { partAgenda, readNames } from '../../src/planning/naming/rules.ts'
import { agendaItems } from '../../src/planning/rules.ts'
import { readMention } from '../../src/meetings/service.ts'
import { templatesWith } from '../../config/college/templates.ts'
import { readReply } from '../../src/reports/replies/rules.ts'
import { visible } from '../../src/cards/visible.ts'
import { seenAt } from '../time/read/seen.ts'

const questions = templatesWith([]).flatMap((one) => one.questions)
const knows = { seen: seenAt('2026-11-24T10:00'), types: [], among: [] }

/** What reads whatever people write. */
const readers: [string, (text: string) => unknown][] = [
  ['commands', (text) => commandIn(text, commands)],
  ['answers', (text) => readAnswer(text, (words) => readMention(words, knows))],
  ['reports', (text) => readReply(text, { questions, people: [], seen: knows.seen })],
  ['pointers', (text) => pointerIn({ text, about: null })],
  ['agendas', (text) => [partAgenda(text), agendaItems(text)]],
  ['names', (text) => readNames([text], { types: [], audienceChoices: [] })],
  ['the calendar', readEntries],
  ['what is shown literally', literalText],
  ['what is visible', visible],
]

/** Pieces that patterns stumble over when they are repeated. */
const PIECES = [
  ' ',
  '\n',
  '。',
  '一',
  '21',
  '实到',
  '实到：',
  '到会21 ',
  '议定事项',
  '议题',
  '地点',
  '地点 1 ',
  '取消',
  '改到',
  '参加',
]
const ODD = ['请假，', '@a ', '2026-1-1 ', '<', '](', '\u200b', 'x', '１', '还有谁没', '放假']

/** The best of three, in milliseconds of this thread's own work, which is counted in steps of some milliseconds. */
function took(read: (text: string) => unknown, text: string): number {
  const times = [1, 2, 3].map(() => {
    const before = process.threadCpuUsage()
    for (let n = 0; n < TIMES; n += 1) read(text)
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1_000 / TIMES
  })
  return Math.min(...times)
}
/** So often a text is read for one measurement. */
const TIMES = 4

test.each(readers)(
  '%s are read in a time that grows with the length of the text, not with its square',
  (_name, read) => {
    for (const piece of [...PIECES, ...ODD]) {
      for (const head of ['', '实到', '2026-1-1']) {
        const text = (length: number) => `${head}${piece.repeat(length / piece.length)}完`
        const whole = took(read, text(MOST_WORDS))
        // What is over in a blink is not worth a ratio.
        if (whole < 25) continue
        expect([piece, whole / took(read, text(MOST_WORDS / 2)) < 3]).toEqual([piece, true])
      }
    }
  },
)
