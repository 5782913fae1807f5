import { asList, asObject, asText, type Json } from '../json.ts'
import { isClock, isDay } from '../rules/kinds.ts'
import type { Switches } from '../switches.ts'
import { type Refused, refused, shownCode } from './answer.ts'
import { everyElement, type Found } from './element.ts'

/** What the person typed and chose, by field; `confirmed: false` is a no to the button's question. */
export type Given = { form?: Json | undefined; confirmed?: boolean | undefined }

const PICKED = ['select_static', 'select_person', 'date_picker', 'picker_time']
const FIELDS = ['input', 'multi_select_static', ...PICKED]
const TOUCHED = [...FIELDS, 'button']

/** What the callback's `action` holds; a link opens instead, and what the client itself prevents is refused. */
export function actionOf(
  { element, form }: Found,
  given: Given,
  switches: Switches,
): Json | Refused | { url: string } {
  if (element['tag'] !== 'button') return refused(notPressed(asText(element['tag']), form))
  if (element['disabled'] === true) return refused('这个按钮现在不能点')
  if (element['form_action_type'] === 'reset') return refused('重置只在客户端')
  if (element['confirm'] !== undefined && given.confirmed === false) return refused('已取消')
  const behaviors = asList(element['behaviors']).map(asObject)
  const value = behaviors.find((one) => one['type'] === 'callback')?.['value']
  const common = { tag: 'button', timezone: 'Asia/Shanghai', ...(value !== undefined && { value }) }
  if (form && element['form_action_type'] === 'submit') {
    const form_value = submission(form, given.form ?? {}, switches)
    return 'error' in form_value ? form_value : { ...common, name: element['name'], form_value }
  }
  const link = behaviors.find((one) => one['type'] === 'open_url')
  return link && value === undefined ? { url: asText(link['default_url']) } : common
}

function notPressed(tag: string, form: Json | undefined): string {
  return FIELDS.includes(tag) && !form ? `sandbox: not offered: ${tag} outside a form` : '这里不能点'
}

function submission(form: Json, given: Json, { untouchedField }: Switches): Json | Refused {
  const elements = [...everyElement(asList(form['elements']))].map((found) => found.element)
  const touched = elements.filter((one) => TOUCHED.includes(asText(one['tag'])))
  if (touched.some((one) => asText(one['name']) === '')) return shownCode(200530)
  const fields = touched.filter((one) => FIELDS.includes(asText(one['tag'])))
  const stray = Object.keys(given).find((name) => !fields.some((field) => field['name'] === name))
  if (stray !== undefined) return refused(`表单里没有“${stray}”`)
  const form_value: Json = {}
  for (const field of fields) {
    const name = asText(field['name'])
    const value = given[name] ?? valueBefore(field)
    const fault = fieldFault(field, value)
    if (fault) return refused(fault)
    const untouched = value === '' || (Array.isArray(value) && value.length === 0)
    const absent = untouched && field['tag'] !== 'input' && untouchedField === 'absent'
    if (!absent) form_value[name] = Array.isArray(value) ? value : asSent(field, asText(value))
  }
  return form_value
}

const BEFORE = ['default_value', 'initial_option', 'initial_date', 'initial_time']

function valueBefore(field: Json): unknown {
  if (field['tag'] === 'multi_select_static') return asList(field['selected_values'])
  return BEFORE.map((property) => field[property]).find((value) => value !== undefined) ?? ''
}

// A day and a time come with the offset of the clock on the wall.
function asSent({ tag }: Json, value: string): string {
  const isTime = tag === 'date_picker' || tag === 'picker_time'
  return isTime && value !== '' ? `${value} +0800` : value.replaceAll('\r\n', '\n')
}

// The client lets nobody leave out what is required, type more than fits or choose what is not on the list.
function fieldFault(field: Json, value: unknown): string | undefined {
  if (field['tag'] === 'multi_select_static') return severalFault(field, value)
  if (typeof value !== 'string') return '表单的值必须是文字'
  if (value === '') return field['required'] === true ? '请填写必填项' : undefined
  switch (field['tag']) {
    case 'input':
      return value.length > mostOf(field) ? '输入太长' : undefined
    case 'date_picker':
      return isDay(value) ? undefined : '没有这一天'
    case 'picker_time':
      return isClock(value) ? undefined : '没有这个时间'
    default:
      return asList(field['options']).some((option) => asObject(option)['value'] === value)
        ? undefined
        : '没有这个选项'
  }
}

// `required` is true unless the card says otherwise.
function severalFault(field: Json, value: unknown): string | undefined {
  if (!Array.isArray(value)) return '表单的值必须是列表'
  if (value.length === 0) return field['required'] === false ? undefined : '请填写必填项'
  const known = asList(field['options']).map((option) => asObject(option)['value'])
  return value.every((one) => known.includes(one)) ? undefined : '没有这个选项'
}

function mostOf({ max_length: most }: Json): number {
  return typeof most === 'number' ? most : 1000
}
