import type { Block, Button, Field } from '../../cards/card.ts'

type Element = Record<string, unknown>
type Form = Extract<Block, { kind: 'form' }>

/** Words that the client shows as they are: no mention, no link, no markup. */
export function plain(content: string): { tag: 'plain_text'; content: string } {
  return { tag: 'plain_text', content }
}

const LOOKS = { primary: 'primary_filled', normal: 'default', danger: 'danger' }

/** A button that calls back; `a` is its action, `l` its letter. */
export function buttonElement(button: Button, ids: { letter: string }): Element {
  const { text, style, action, data, confirm, disabled = false } = button
  return {
    tag: 'button',
    text: plain(text),
    type: LOOKS[style],
    ...(disabled ? { disabled: true } : {}),
    ...(confirm ? { confirm: { title: plain(confirm.title), text: plain(confirm.text) } } : {}),
    behaviors: [{ type: 'callback', value: { ...data, a: action, l: ids.letter } }],
  }
}

/** A button that opens an address. */
export function linkElement({ text, url }: Extract<Block, { kind: 'link' }>): Element {
  return {
    tag: 'button',
    text: plain(text),
    type: LOOKS.primary,
    behaviors: [{ type: 'open_url', default_url: url }],
  }
}

/** A form with its submit buttons; the platform demands a name on everything one can touch in it. */
export function formElement({ name, fields, submit, others = [] }: Form, ids: { letter: string }): Element {
  const sending = [submit, ...others].map((button, n) => ({
    ...buttonElement(button, ids),
    name: `${name}_submit${n === 0 ? '' : n + 1}`,
    form_action_type: 'submit',
  }))
  const row = sending.length === 1 ? sending : [rowOf(sending)]
  return { tag: 'form', name, elements: [...fields.flatMap(fieldElements), ...row] }
}

/** Columns that flow, with room for a finger between: on a phone they go to the next line instead of being squeezed. */
export function rowOf(buttons: Element[]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    horizontal_spacing: 'medium',
    columns: buttons.map((button) => ({ tag: 'column', width: 'auto', elements: [button] })),
  }
}

function fieldElements(field: Field): Element[] {
  switch (field.kind) {
    case 'input':
      return [inputElement(field)]
    case 'select':
      return selectElements(field)
    case 'choices':
      return choicesElements(field)
    case 'person':
      return personElements(field)
    case 'date':
      return dateElements(field)
    case 'time':
      return timeElements(field)
  }
}

function inputElement(field: Extract<Field, { kind: 'input' }>): Element {
  return {
    tag: 'input',
    name: field.name,
    label: plain(field.label),
    label_position: 'top',
    placeholder: plain(field.placeholder),
    ...(field.value === undefined ? {} : { default_value: field.value }),
    required: field.required,
    max_length: Math.min(field.maxLength, 1000),
    input_type: field.lines === 'many' ? 'multiline_text' : 'text',
    ...(field.lines === 'many' ? { rows: 4 } : {}),
    width: 'fill',
  }
}

/** A list to choose from, under its label: it has none of its own. */
function listElements(
  { name, label, placeholder, required }: Pick<Field, 'name' | 'label' | 'placeholder' | 'required'>,
  list: Element,
): Element[] {
  return [
    { tag: 'div', text: plain(label) },
    { ...list, name, placeholder: plain(placeholder), required, width: 'fill' },
  ]
}

function selectElements(field: Extract<Field, { kind: 'select' }>): Element[] {
  const { options, chosen } = field
  return listElements(field, {
    tag: 'select_static',
    options: options.map(optionElement),
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  })
}

function optionElement({ text, value }: { text: string; value: string }): Element {
  return { text: plain(text), value }
}

function choicesElements(field: Extract<Field, { kind: 'choices' }>): Element[] {
  const { options, chosen } = field
  return listElements(field, {
    tag: 'multi_select_static',
    options: options.map(optionElement),
    ...(chosen.length === 0 ? {} : { selected_values: [...chosen] }),
  })
}

function personElements(field: Extract<Field, { kind: 'person' }>): Element[] {
  const { people, chosen } = field
  return listElements(field, {
    tag: 'select_person',
    options: people.map((value) => ({ value })),
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  })
}

/** Nor has a picker. */
function dateElements({ label, value, ...field }: Extract<Field, { kind: 'date' }>): Element[] {
  const initial = value === undefined ? {} : { initial_date: value.toString() }
  return [
    { tag: 'div', text: plain(label) },
    { tag: 'date_picker', ...pickerOf(field), ...initial },
  ]
}

function timeElements({ label, value, ...field }: Extract<Field, { kind: 'time' }>): Element[] {
  const initial = value === undefined ? {} : { initial_time: value.toString({ smallestUnit: 'minute' }) }
  return [
    { tag: 'div', text: plain(label) },
    { tag: 'picker_time', ...pickerOf(field), ...initial },
  ]
}

function pickerOf({ name, placeholder, required }: Pick<Field, 'name' | 'placeholder' | 'required'>) {
  return { name, placeholder: plain(placeholder), required }
}
