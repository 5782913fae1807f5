import { type Breach, breach, FEATURES, partOf } from './layers.ts'
import type { Facts } from './source.ts'

/** What one part keeps for everybody: files and tables of these names lie there and nowhere else. */
const KEPT = [
  {
    what: 'list of tasks',
    words: ['task', 'tasks', 'todo', 'todos'],
    place: 'src/reports/tasks/',
    cure: 'let src/reports/service.ts keep it as a task; src/desk shows what waits for somebody',
  },
  {
    what: 'review',
    words: ['review', 'reviews'],
    place: 'src/reports/review/',
    cure: 'let src/reports/service.ts have it reviewed',
  },
]
/** What can be filled in, as forms of cards and of elsewhere call it. */
const FILLED_IN = ['input', 'textarea', 'select', 'select_static', 'multiselect', 'checkbox', 'picker']
/** Forms are declared on cards, and only the platform's edge knows what becomes of them. */
const FORMS = /^src\/(?:cards|feishu|sandbox)\//

/** There is one list of tasks, one review and one language of forms: a second would soon say something else. */
export function once(files: Facts[]): Breach[] {
  return [...files.flatMap(secondPlaces), ...files.flatMap(secondTables), ...files.flatMap(secondForms)]
}

function secondPlaces({ path }: Facts): Breach[] {
  if (!FEATURES.includes(partOf(path) ?? '')) return []
  const names = path.split(/[/.]/)
  return KEPT.filter(
    ({ words, place }) => !path.startsWith(place) && words.some((word) => names.includes(word)),
  ).map(({ what, cure }) => breach({ wall: 'once', path, line: 1, what: `this is a second ${what}`, cure }))
}

function secondTables({ path, tables }: Facts): Breach[] {
  return tables.flatMap((table) => {
    const [owner, ...rest] = table.split('_')
    const kept = KEPT.find(({ words }) => words.includes(rest.at(-1) ?? ''))
    if (kept === undefined || owner === 'pub' || kept.place.startsWith(`src/${owner}/`)) return []
    return [
      breach({ wall: 'once', path, line: 1, what: `${table} is a second ${kept.what}`, cure: kept.cure }),
    ]
  })
}

function secondForms({ path, variants }: Facts): Breach[] {
  if (!path.startsWith('src/') || FORMS.test(path)) return []
  return variants
    .filter(({ name }) => FILLED_IN.includes(name))
    .map(({ name, line }) =>
      breach({
        wall: 'once',
        path,
        line,
        what: `"${name}" begins a second language of forms`,
        cure: 'use Field of src/cards/card.ts, and add to it what is missing',
      }),
    )
}
