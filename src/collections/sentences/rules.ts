import { readDue } from '../../time/read/reader.ts'
import { readInLine, readQuestions } from '../questions/service.ts'
import { meantIn } from '../recipients/service.ts'
import type { Looking, Sentence } from './types.ts'

/**
 * Reads `各支部 周五17:00前 报名人数、联系人`; or, of several lines, for whom, until when and the title in the first, and a
 * question in each other one.
 */
export function readSentence(text: string, looking: Looking): Sentence {
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const { rest, ...said } = readHead(head, looking)
  if (lines.length > 0) return { ...said, ...readQuestions(lines.join('\n')), title: rest }
  const read = readInLine(rest)
  return { ...said, ...read, title: read.questions.map(({ label }) => label).join('、') }
}

type Head = Omit<Sentence, 'title' | 'questions' | 'unread'> & { rest: string }

const EACH = /每(?=周|星期|礼拜)/

function readHead(head: string, looking: Looking): Head {
  const every = EACH.test(head)
  const { rest, ...reading } = readDue(head.replace(EACH, ''), looking.seen)
  if (reading.kind !== 'ask')
    return { ...namedIn(rest, looking), due: reading.start, every, filled: {}, isUnclear: false }
  const { day, time, doubt } = reading
  const filled = {
    ...(day === null ? {} : { day: day.toString() }),
    ...(time === null ? {} : { clock: time.toString({ smallestUnit: 'minute' }) }),
  }
  // Where a part of it is not said nothing is in doubt, and of words in doubt none is left out.
  const isUnclear = doubt !== 'noDay' && doubt !== 'noClock'
  return { ...namedIn(isUnclear ? head.split(/\s+/) : rest, looking), due: null, every, filled, isUnclear }
}

/** For whom it is, by the first piece that begins with a name of theirs, and the other words. */
function namedIn(
  pieces: readonly string[],
  { choices, every, branches }: Omit<Looking, 'seen'>,
): Pick<Head, 'whom' | 'rest'> {
  for (const [at, piece] of pieces.entries()) {
    const meant = meantIn(piece, { choices, branches }) ?? meantIn(piece, { choices: every, branches })
    if (meant !== null) return { whom: meant.key, rest: pieces.with(at, meant.rest).join(' ').trim() }
  }
  return { whom: null, rest: pieces.join(' ').trim() }
}
