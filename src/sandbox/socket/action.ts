import { asList, asObject, asText, type Json } from '../json.ts'
import { everyElement, type Found } from './element.ts'

const FIELDS = ['input', 'select_static']

type Refused = { error: { code: number; text: string } }
type Given = { form?: Json | undefined; option?: string | undefined }

/** What the callback's `action` holds; a link opens instead, and what the client itself prevents is refused. */
export function actionOf(found: Found, given: Given): Json | Refused | { url: string } {
  const { element, form } = found
  if (element['disabled'] === true) return refused('这个按钮现在不能点')
  const behaviors = asList(element['behaviors']).map(asObject)
  const value = behaviors.find((one) => one['type'] === 'callback')?.['value']
  const link = behaviors.find((one) => one['type'] === 'open_url')
  const common = { timezone: 'Asia/Shanghai', ...(value !== undefined && { value }) }
  if (element['tag'] === 'select_static' && !form)
    return { tag: 'select_static', option: given.option ?? '', ...common }
  if (element['tag'] === 'input' && !form) return { tag: 'input', input_value: given.option ?? '', ...common }
  if (element['tag'] !== 'button') return refused('这里不能点')
  if (form && element['form_action_type'] === 'submit') return submission(form, { given, element, common })
  if (element['form_action_type'] === 'reset') return refused('重置只在客户端')
  if (link && value === undefined) return { url: asText(link['default_url']) }
  return { tag: 'button', ...common }
}

type Submit = { given: Given; element: Json; common: Json }

function submission(form: Json, { given, element, common }: Submit): Json | Refused {
  const form_value: Json = {}
  if (hasNameless(form)) return { error: { code: 200530, text: '出错了，请稍后重试 code: 200530' } }
  for (const { element: field } of everyElement(asList(form['elements']))) {
    if (!FIELDS.includes(asText(field['tag']))) continue
    const name = asText(field['name'])
    const value = given.form?.[name] ?? field['default_value'] ?? field['initial_option'] ?? ''
    if (field['required'] === true && value === '') return refused('请填写必填项')
    const fault = fieldFault(field, value)
    if (fault) return refused(fault)
    form_value[name] = value
  }
  return { tag: 'button', name: element['name'], form_value, ...common }
}

function hasNameless(form: Json): boolean {
  const touched = [...FIELDS, 'button']
  return [...everyElement(asList(form['elements']))].some(
    ({ element: { tag, name } }) => touched.includes(asText(tag)) && asText(name) === '',
  )
}

// The client lets nobody type more than fits or choose what is not on the list.
function fieldFault(field: Json, value: unknown): string | undefined {
  if (typeof value !== 'string') return '表单的值必须是文字'
  const max = field['max_length']
  if (field['tag'] === 'input')
    return value.length > (typeof max === 'number' ? max : 1000) ? '输入太长' : undefined
  const known = asList(field['options']).some((option) => asObject(option)['value'] === value)
  return known || value === '' ? undefined : '没有这个选项'
}

function refused(text: string): Refused {
  return { error: { code: 0, text } }
}
