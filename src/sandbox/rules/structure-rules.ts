import { asList, asText } from '../json.ts'
import type { Found, Part, Walked } from './walk.ts'

const MOST = { bytes: 30 * 1024, things: 200, levels: 5, tables: 5, charts: 5, textTags: 3 }

/** More than 30 KB; of a message this is said before anything else is read. */
export function tooHeavy({ card }: Walked): Found[] {
  return Buffer.byteLength(JSON.stringify(card)) > MOST.bytes ? [{}] : []
}

/** A card of the old language, or of one that does not exist. */
export function otherSchema({ card, knows }: Walked): Found[] {
  if (card['schema'] === '2.0' || knows.updates) return []
  return [{ path: 'ROOT', message: 'sandbox: not offered: schema must be declared as 2.0' }]
}

/** A card of the old language in the place of one of the new. */
export function backToOldSchema({ card, knows }: Walked): Found[] {
  return card['schema'] !== '2.0' && knows.updates ? [{ path: 'ROOT' }] : []
}

/** More than three tags in the header. */
export function tooManyTags({ of, path, value }: Part): Found[] {
  const tooMany = of === 'header' && asList(value['text_tag_list']).length > MOST.textTags
  return tooMany ? [{ path, message: 'only three tags are shown' }] : []
}

/** A column_set holds columns, and nothing else does. */
export function strayColumn({ of, path, component, around }: Part): Found[] {
  if (!component) return []
  const stray = (of === 'column') !== (around.at(-1)?.of === 'column_set')
  return stray ? [{ path, value: 'a column_set holds columns, nothing else does' }] : []
}

/** A form or a table inside something. */
export function notAtRoot({ of, path, around }: Part): Found[] {
  const misplaced = ['form', 'table'].includes(of) && around.length > 0
  return misplaced ? [{ path, value: `${of} is allowed at the root only` }] : []
}

/** A chart in a form: one place of the documents excludes it. */
export function chartInForm({ of, path, around }: Part): Found[] {
  const inForm = of === 'chart' && around.some((one) => one.of === 'form')
  return inForm ? [{ path, value: 'chart is not allowed in a form' }] : []
}

/** More than five levels of components. */
export function tooDeep({ path, component, around }: Part): Found[] {
  const tooFar = component && around.length >= MOST.levels
  return tooFar ? [{ path, value: 'more than 5 levels of components' }] : []
}

/** More than 200 elements and components; every object with a tag counts. */
export function tooManyThings({ parts }: Walked): Found[] {
  const things = parts.filter(({ value }) => asText(value['tag']) !== '').length
  return things > MOST.things ? [{ message: 'element exceeds the limit' }] : []
}

/** More than five tables. */
export function tooManyTables({ parts }: Walked): Found[] {
  const tables = parts.filter(({ of }) => of === 'table').length
  return tables > MOST.tables ? [{ message: 'card table number over limit', value: 'table' }] : []
}

/** More than five charts, which the documents advise against. */
export function tooManyCharts({ parts }: Walked): Found[] {
  const charts = parts.filter(({ of }) => of === 'chart').length
  return charts > MOST.charts ? [{ message: 'at most five charts are recommended' }] : []
}

/** One id or name for two things. */
export function repeated(property: 'name' | 'element_id'): (walked: Walked) => Found[] {
  return ({ parts }) => {
    const named = parts.filter(({ of, value }) => of !== 'tableColumn' && asText(value[property]) !== '')
    const first = new Map(named.toReversed().map((part) => [part.value[property], part]))
    return named
      .filter((part) => first.get(part.value[property]) !== part)
      .map(({ path, value }) => ({ path, value: `duplicate ${property}: ${asText(value[property])}` }))
  }
}
