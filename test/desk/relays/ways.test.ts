import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { MATTERS } from '../../../src/cards/need.ts'

/** Words that name somebody else and lead on without 转达, by why. */
const INFORMATIONAL: Readonly<Record<string, readonly string[]>> = {
  'whoever may has the card in the own chat already, and it goes over with the office': [
    'attendance mayNot',
    'attendance ownLeave',
    'attendance mayNotCancel',
    'attendance/behalf mayNot',
    'attendance/behalf ownLeave',
    'attendance/behalf mayNotCancel',
    'attendance/corrections ownRequest',
    'attendance/exemptions mayNotDecide',
    'attendance/exemptions ownCase',
    'planning/merging mayNot',
    'reports/explaining mayNotAnswer',
    'reports/extension mayNotDecide',
    'reports/review mayNot',
    'digest/sending mayNot',
    'reports/review own',
    'reports/review ownBranch',
    'roster/proposals mayNot',
    'desk/failures mayNot',
    'inspections/replies notInspector',
    'inspections/overview notYourBranch',
    'inspections/overview notInspector',
    'inspections/overview ownBranch',
  ],
  'whoever hands in takes it back; the rest is done by 修改, on the same card': [
    'reports/withdrawal mayNot',
    'reports/withdrawal notYours',
  ],
  'it is for others to read, and it names what there is to read instead': [
    'attendance/hours mayNot',
    'attendance/hours noList',
    'desk/preview mayNot',
    'desk/quota mayNot',
    'exports mayNot',
    'ledger/board mayNot',
    'ledger/composing mayNot',
    'ledger/lots mayNot',
    'ledger/nominating mayNot',
    'ledger/details mayNot',
    'ledger/exporting mayNot',
    'workbooks mayNot',
    'workbooks mayNotNames',
    'pages mayNot',
    'desk/schedule mayNot',
    'digest mayNot',
    'digest/rows mayNot',
    'digest notAdmin',
    'statistics mayNot',
    'statistics/rows mayNot',
    'statistics/heat mayNot',
    'inspections/overview mayNot',
    'reports/archive mayNot',
    'reports/records mayNotRead',
    'reports scanRefused',
    'roster/list mayNot',
  ],
  'it says what to press, to choose or to say next, which the reader can': [
    'attendance noCode',
    'digest/sending noChat',
    'digest/troubles notDelivered',
    'attendance/behalf noCode',
    'collections/composing notYours',
    'desk/questions notYours',
    'inspections/plan changed',
    'ledger/composing noPerson',
    'inspections/plan done',
    'reports/settling notAdmin',
    'reports/tasks notYours',
    'inspections/replies superseded',
    'inspections/replies own',
    'reports/review tooLate',
  ],
  'nothing waits for the reader: an administrator begins it': [
    'inspections/overview unplanned',
    'ledger/nudging mayNot',
  ],
  'a stranger can put nothing before anybody': ['inbox stranger'],
  'the card itself is the matter before its reader': [
    'attendance dropped.because',
    'attendance/exemptions asked.because',
  ],
  'only the person, the administrator or the owner of the group can do it, at the platform': [
    'roster/list noId.cure',
    'roster/list unseen.cure',
    'roster/list unavailable.cure',
  ],
}

const OFFICE = /书记|管理员|主持人|支委|组长|审核人|督查|党委|发起人|提交人|他人|其他同志|另一位|由写|本人/
const DOES =
  /办理|审批|查看|查阅|登记|填写|答复|安排|说明|确认|审核|更正|申请|选择|发送|收集|发起|撤回|更改|负责|补上|扩大/
const TABLE = /^(refusals|notes|reasons)$/

/** Every text of a table of words, by its keys; what a function says of anything counts too. */
function textsIn(value: unknown, keys: string[] = []): { key: string; text: string }[] {
  if (typeof value === 'string') return [{ key: keys.join('.'), text: value }]
  if (typeof value === 'function') return textsIn(saidBy(value), keys)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, [...keys, name]))
}

function saidBy(of: object): unknown {
  try {
    return Reflect.apply(z.function().parse(of), null, ['〇', '〇', '〇'])
  } catch {
    // It wants more than words: a refusal never does.
    return null
  }
}

type Told = { at: string; refers: boolean; relayed: boolean }

/** What refers its reader to somebody else in a table of words, or would. */
async function toldIn(path: string): Promise<Told[]> {
  const { relays: given, ...tables } = z
    .record(z.string(), z.unknown())
    .parse({ ...(await import(pathToFileURL(path).href)) })
  const relays = z.record(z.string(), z.enum(MATTERS)).parse(given ?? {})
  const part = dirname(path).replace(/^src\//, '')
  return Object.entries(tables).flatMap(([name, table]) =>
    textsIn(table).map(({ key, text }) => ({
      at: `${part} ${key}`,
      refers:
        /^mayNot/.test(key) ||
        /请联系|请由|需由/.test(text) ||
        ((TABLE.test(name) || /^not[A-Z]|^own|^noList/.test(key)) && OFFICE.test(text) && DOES.test(text)),
      relayed: relays[key] !== undefined,
    })),
  )
}

const parts = globSync('src/**/words.ts').filter((path) => !path.startsWith('src/sandbox'))

test('every word that names somebody else leads to 转达, or says why it need not', async () => {
  const told = (await Promise.all(parts.map(toldIn))).flat().filter(({ refers }) => refers)
  const exempt = Object.values(INFORMATIONAL).flat()
  const open = told.filter(({ relayed }) => !relayed).map(({ at }) => at)
  expect([...new Set(open)].toSorted()).toEqual(exempt.toSorted())
  expect(told.filter(({ relayed }) => relayed).length).toBeGreaterThan(20)
})

test('whatever words may be put before somebody is handed over with the refusal', () => {
  const silent = parts
    .filter((path) => /^export (const|\{) relays/m.test(readFileSync(path, 'utf8')))
    .map((path) => dirname(path))
    .filter((part) => {
      const users = ['action', 'command', 'service'].flatMap((name) => [
        join(part, `${name}.ts`),
        join(dirname(part), `${name}.ts`),
      ])
      return !users.some((path) => existsSync(path) && /\brelays\b/.test(readFileSync(path, 'utf8')))
    })
  expect(silent).toEqual([])
})
