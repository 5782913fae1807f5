import * as component from './component-rules.ts'
import * as known from './known-rules.ts'
import * as structure from './structure-rules.ts'
import * as table from './table-rules.ts'
import { negativePadding, values } from './value-rules.ts'
import type { Found, Part, Walked } from './walk.ts'

/**
 * One rule of the platform; `section` says where its facts stand. `code` is the sub-code of 230099, 0 for what is only
 * advised against; `own` says that the documents name none for this and the sandbox has chosen it.
 */
export type CardRule = {
  id: string
  section: string
  code: number
  own?: true
  check: (walked: Walked) => Found[]
}

/** Every rule for cards, in the order in which they are asked: the first fault is the answer. */
export const cardRules: CardRule[] = [
  { id: 'size', section: '3.2', code: 230025, check: structure.tooHeavy },
  { id: 'schema', section: '3.1', code: 200621, own: true, check: structure.otherSchema },
  { id: 'no-way-back', section: '3.2', code: 200830, check: structure.backToOldSchema },
  { id: 'given-up', section: '2.3', code: 200861, check: each(known.givenUp) },
  { id: 'components', section: '3.3', code: 200621, own: true, check: each(known.foreignComponent) },
  { id: 'required', section: '3.3', code: 200621, check: each(known.missingProperty) },
  { id: 'unknown', section: '3.2', code: 200621, own: true, check: each(known.unknownProperty) },
  { id: 'unoffered', section: '3.3', code: 200621, own: true, check: each(known.foreignProperty) },

  { id: 'types', section: '3.3', code: 200621, check: values('types') },
  { id: 'choices', section: '3.3', code: 200621, check: values('choices') },
  { id: 'numbers', section: '3.3', code: 200621, check: values('numbers') },
  { id: 'update-multi', section: '3.1', code: 200621, own: true, check: values('update-multi') },
  { id: 'element-id', section: '3.1', code: 200621, check: values('element-id') },
  { id: 'margins', section: '3.1', code: 200621, check: values('margins') },
  { id: 'paddings', section: '3.1', code: 200621, check: values('paddings') },
  { id: 'padding-sign', section: '3.1', code: 200621, own: true, check: each(negativePadding) },
  { id: 'spacings', section: '3.1', code: 200621, check: values('spacings') },
  { id: 'symbols', section: '3.3', code: 200621, check: values('symbols') },
  { id: 'image-sizes', section: '3.2', code: 200621, check: values('image-sizes') },
  { id: 'callback-values', section: '3.3', code: 200621, check: values('callback-values') },
  { id: 'web-addresses', section: '3.2', code: 200621, check: values('web-addresses') },
  { id: 'initial-dates', section: '3.3', code: 200621, check: values('initial-dates') },
  { id: 'initial-times', section: '3.3', code: 200621, check: values('initial-times') },

  { id: 'columns', section: '3.3', code: 200621, own: true, check: each(structure.strayColumn) },
  { id: 'root-only', section: '3.3', code: 200621, own: true, check: each(structure.notAtRoot) },
  { id: 'chart-in-form', section: '3.3', code: 200621, own: true, check: each(structure.chartInForm) },
  { id: 'depth', section: '3.2', code: 200621, own: true, check: each(structure.tooDeep) },
  { id: 'elements', section: '3.2', code: 11310, check: structure.tooManyThings },
  { id: 'tables', section: '3.2', code: 11310, check: structure.tooManyTables },
  { id: 'charts', section: '3.2', code: 0, check: structure.tooManyCharts },
  { id: 'text-tags', section: '3.1', code: 0, check: each(structure.tooManyTags) },
  { id: 'one-id', section: '3.1', code: 200621, own: true, check: structure.repeated('element_id') },

  { id: 'one-name', section: '3.3', code: 200621, own: true, check: structure.repeated('name') },
  { id: 'form-names', section: '3.3', code: 200621, own: true, check: each(component.nameless) },
  { id: 'form-buttons', section: '3.3', code: 200621, check: each(component.idleButton) },
  { id: 'form-submit', section: '3.3', code: 200621, own: true, check: each(component.noSubmit) },
  {
    id: 'button-length',
    section: '3.3',
    code: 200621,
    own: true,
    check: each(component.tooLong('text', ['button'])),
  },
  {
    id: 'placeholder-length',
    section: '3.3',
    code: 200621,
    own: true,
    check: each(component.tooLong('placeholder')),
  },
  { id: 'text-colour', section: '3.3', code: 200621, own: true, check: each(component.colouredMarkdown) },
  { id: 'link-address', section: '3.3', code: 200621, check: each(component.noAddress) },
  { id: 'link-place', section: '3.3', code: 200621, own: true, check: each(component.linkElsewhere) },
  { id: 'option-values', section: '3.3', code: 200621, own: true, check: each(component.repeatedOption) },
  { id: 'initial-option', section: '3.3', code: 200621, own: true, check: each(component.foreignOption) },
  { id: 'form-only', section: '3.3', code: 200621, own: true, check: each(component.severalOutside) },
  { id: 'time-hint', section: '3.3', code: 200621, check: each(component.unhintedTime) },

  { id: 'table-columns', section: '3.3', code: 200621, own: true, check: each(table.tooManyColumns) },
  { id: 'table-rows', section: '2.3', code: 200914, check: each(table.malformedRow) },
  { id: 'row-keys', section: '2.3', code: 200915, check: each(table.foreignCell) },
  { id: 'cells', section: '3.3', code: 200914, check: each(table.wrongCell) },
  { id: 'dates', section: '3.3', code: 0, check: each(table.dateInSeconds) },

  { id: 'chart-spec', section: '2.3', code: 200550, check: each(component.brokenChart) },
  { id: 'image-keys', section: '2.3', code: 200570, check: each(component.foreignImage) },
  { id: 'people', section: '2.3', code: 100290, check: each(component.unknownPerson) },
]

function each(check: (part: Part, walked: Walked) => Found[]): CardRule['check'] {
  return (walked) => walked.parts.flatMap((part) => check(part, walked))
}
