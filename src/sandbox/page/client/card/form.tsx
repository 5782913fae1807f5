import { type ComponentChildren, createContext } from 'preact'
import { useContext, useId, useMemo, useState } from 'preact/hooks'
import { Pressing } from '../context.ts'
import type { Element, Form, Input, PersonSelect, Picker, Select, Several } from './types.ts'

type Field = Input | Select | Several | PersonSelect | Picker

type Values = Record<string, string | string[]>
type Filling = {
  values: Values
  missing: ReadonlySet<string>
  set: (name: string, value: string | string[]) => void
  /** Marks what is still to be filled in; true when nothing is. */
  complete: () => boolean
  submit: (path: string) => Promise<void>
  reset: () => void
}

/** The form around an element, if there is one. */
export const FormState = createContext<Filling | undefined>(undefined)

/** Keeps what was typed until the bot has taken it. */
export function CardForm({ form, children }: { form: Form; children: ComponentChildren }) {
  const press = useContext(Pressing)
  const [typed, setTyped] = useState<Values>({})
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const fields = useMemo(() => fieldsIn(form.elements ?? []), [form])
  const values = { ...defaultsOf(fields), ...typed }
  const filling: Filling = {
    values,
    missing,
    set: (name, value) => {
      setTyped((before) => ({ ...before, [name]: value }))
      setMissing((before) => new Set([...before].filter((other) => other !== name)))
    },
    complete: () => {
      const empty = fields.filter((field) => isRequired(field) && isEmpty(values[field.name ?? '']))
      setMissing(new Set(empty.map((field) => field.name ?? '')))
      return empty.length === 0
    },
    submit: async (path) => {
      if (await press(path, values)) setTyped({})
    },
    reset: () => setTyped({}),
  }
  return (
    <FormState.Provider value={filling}>
      <fieldset class="card-form">{children}</fieldset>
    </FormState.Provider>
  )
}

function fieldsIn(elements: Element[]): Field[] {
  return elements.flatMap((element) => {
    switch (element.tag) {
      case 'input':
      case 'select_static':
      case 'multi_select_static':
      case 'select_person':
      case 'date_picker':
      case 'picker_time':
        return [element]
      case 'column_set':
        return (element.columns ?? []).flatMap((column) => fieldsIn(column.elements ?? []))
      case 'collapsible_panel':
        return fieldsIn(element.elements ?? [])
      default:
        return []
    }
  })
}

// An input that nobody touched is sent empty; a list, day or time that nobody touched is not sent.
function defaultsOf(fields: Field[]): Values {
  const values: Values = {}
  for (const field of fields) {
    const value = valueBefore(field)
    if (field.name !== undefined && value !== undefined) values[field.name] = value
  }
  return values
}

function valueBefore(field: Field): string | string[] | undefined {
  switch (field.tag) {
    case 'input':
      return field.default_value ?? ''
    case 'multi_select_static':
      return field.selected_values
    case 'select_static':
    case 'select_person':
      return field.initial_option
    default:
      return field.initial_date ?? field.initial_time
  }
}

// Of a list of several the platform's default is true.
function isRequired({ tag, required }: Field): boolean {
  return required ?? tag === 'multi_select_static'
}

function isEmpty(value: string | string[] | undefined): boolean {
  return Array.isArray(value) ? value.length === 0 : !value?.trim()
}

/** A line or a box of text. */
export function CardInput({ input }: { input: Input }) {
  const field = useField(input)
  if (field === undefined) return <p class="unsupported">[未支持的组件 表单之外的 input]</p>
  const common = {
    ...field.common,
    placeholder: input.placeholder?.content ?? '请输入',
    maxLength: input.max_length ?? 1000,
    onInput: (event: { currentTarget: { value: string } }) => field.set(event.currentTarget.value),
  }
  return (
    <Labelled
      label={input.label?.content}
      required={input.required}
      id={field.common.id}
      missing={field.missing}
    >
      {input.input_type === 'multiline_text' ? (
        <textarea {...common} rows={input.rows ?? 5} />
      ) : (
        <input {...common} type="text" />
      )}
    </Labelled>
  )
}

/** A list to choose from. */
export function CardSelect({ select }: { select: Select }) {
  const field = useField(select)
  if (field === undefined) return <p class="unsupported">[未支持的组件 表单之外的 select_static]</p>
  const prompt = select.placeholder?.content ?? '请选择'
  return (
    <Labelled label={undefined} required={select.required} id={field.common.id} missing={field.missing}>
      <select
        {...field.common}
        aria-label={prompt}
        onChange={(event) => field.set(event.currentTarget.value)}
      >
        <option value="">{prompt}</option>
        {select.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text.content}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** A day or a time, chosen with what the browser has for it. */
export function CardPicker({ picker }: { picker: Picker }) {
  const field = useField(picker)
  if (field === undefined) return <p class="unsupported">[未支持的组件 表单之外的 {picker.tag}]</p>
  return (
    <Labelled label={undefined} required={picker.required} id={field.common.id} missing={field.missing}>
      <input
        {...field.common}
        type={picker.tag === 'date_picker' ? 'date' : 'time'}
        aria-label={picker.placeholder?.content ?? '请选择'}
        onInput={(event) => field.set(event.currentTarget.value)}
      />
    </Labelled>
  )
}

/** What a field of a form shows and does; undefined outside a form. */
export function useField({ name = '', disabled = false, required = false }: Field) {
  const form = useContext(FormState)
  const id = useId()
  if (form === undefined) return undefined
  const missing = form.missing.has(name)
  const common = {
    id,
    name,
    disabled,
    value: oneOf(form.values[name]),
    'aria-invalid': missing,
    'aria-required': required,
  }
  const several = [form.values[name] ?? []].flat()
  return { missing, common, several, set: (value: string | string[]) => form.set(name, value) }
}

function oneOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

type LabelledProps = {
  label: string | undefined
  required: boolean | undefined
  id: string
  missing: boolean
  children: ComponentChildren
}

/** A field with its label, and a word when it must be filled in. */
export function Labelled({ label, required, id, missing, children }: LabelledProps) {
  return (
    <div class="field">
      {label !== undefined && (
        <label for={id}>
          {label}
          {required && <span class="star"> *</span>}
        </label>
      )}
      {children}
      {missing && (
        <span class="missing" role="alert">
          此项为必填
        </span>
      )}
    </div>
  )
}
