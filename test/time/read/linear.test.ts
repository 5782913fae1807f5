import { expect, test } from 'vitest'
import { readEntries } from '../../../src/calendar/formats/rules.ts'
import { isSentence } from '../../../src/planning/sentences/rules.ts'
import { readNames } from '../../../src/planning/naming/rules.ts'
import { readDecisions } from '../../../src/reports/tasks/rules.ts'
import { gather } from '../../../src/time/read/gather.ts'
import { scan } from '../../../src/time/read/scan.ts'
import { settle } from '../../../src/time/read/settle.ts'
import { monday } from './seen.ts'

/** Pieces that patterns begin to match again and again, or go back over. */
const HOSTILE = [
  ...['1', '一', '上', '下', ' ', '，', '(', ')', '-', ':', '.', '1.', '1-', '1:', '周', '第', '零', '半'],
  ...[
    '周一',
    '周一、',
    '下周',
    '12月',
    '12月2日',
    '14:00',
    '14:00-',
    '下午',
    '两点',
    '两点到',
    '三日内',
    '约',
  ],
  ...[
    '每',
    '农历',
    '第一',
    '1个',
    '90分钟',
    '截止',
    '请周二前',
    '周三下午3点，',
    'a',
    'a.',
    '会议号',
    '2026-',
    '提前1',
  ],
  ...[
    '地点',
    '议题',
    '取消',
    '改到',
    '1月1日',
    '1月1日至',
    '1月1日（',
    '元旦：',
    '一、',
    '#',
    '放假',
    '\n',
    '“',
  ],
]

type Reader = { read(text: string): unknown; heads: string[] }

/** What reads the texts of strangers, without the bounds that stand before it, and how such a text begins. */
const READERS: Record<string, Reader> = {
  times: { read: (text) => gather(text, settle(text, scan(text))), heads: ['周三下午3点'] },
  sentences: {
    read: isSentence,
    heads: ['', '党员大会地点', '党员大会地点改到', '党员大会改到', '党员大会取消了', '取消', '因为'],
  },
  names: {
    read: (text) => readNames([text], { types: [], audienceChoices: [] }),
    heads: ['', '地点', '名称：'],
  },
  decisions: {
    read: (text) => readDecisions(text, { branches: [], seen: monday }),
    heads: ['', '决定：', '- '],
  },
  holidays: { read: readEntries, heads: ['', '2027-01-01', '一、元旦：1月1日', '一、元旦：1月1日（'] },
}

/** Processor time of this thread for one run of `times`: neither a busy machine nor other threads of this process count. */
function spent(run: () => unknown, times = 1): number {
  const before = process.threadCpuUsage()
  for (let n = 0; n < times; n += 1) run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / times
}

const SHORT = 1_000
const LONG = 4 * SHORT
/** Four times the length takes four times as long; if it took its square, sixteen times. */
const MOST = 9
/** So often the long text is read for one measurement. */
const TIMES = 4
/** Less than this nobody notices, in microseconds. */
const NOTHING = 35_000

function ratioOf({ read }: Reader, { head, piece }: { head: string; piece: string }): number {
  const text = (length: number) => `${head}${piece.repeat(Math.ceil(length / piece.length))}完`
  const [short, long] = [text(SHORT), text(LONG)]
  if (spent(() => read(long)) < NOTHING) return 1
  // Processor time is counted in steps of some milliseconds: the short text is read as often as makes up for its length.
  const least = (one: string, times: number) =>
    Math.min(...[1, 2, 3].map(() => spent(() => read(one), times)))
  const longer = least(long, TIMES)
  return longer < NOTHING ? 1 : longer / least(short, (TIMES * LONG) / SHORT)
}

test.each(Object.entries(READERS))(
  'what reads %s takes no more than its share of a longer text',
  (_, reader) => {
    const texts = reader.heads.flatMap((head) => HOSTILE.map((piece) => ({ head, piece })))
    const ratios = texts.map((text) => ({ ...text, ratio: ratioOf(reader, text) }))
    expect(ratios.filter(({ ratio }) => ratio > MOST)).toEqual([])
  },
)
