import { useContext } from 'preact/hooks'
import { Names } from '../context.ts'
import { Labelled, useField } from './form.tsx'
import type { PersonSelect, Several } from './types.ts'

/** A list to choose several from. */
export function CardSeveral({ several }: { several: Several }) {
  const field = useField(several)
  if (field === undefined) return <p class="unsupported">[未支持的组件 表单之外的 {several.tag}]</p>
  const { common, several: chosen, set, missing } = field
  const prompt = several.placeholder?.content ?? '请选择'
  const turn = (value: string, on: boolean) => {
    const all = new Set(chosen)
    if (on) all.add(value)
    else all.delete(value)
    set(several.options.flatMap((one) => (all.has(one.value) ? [one.value] : [])))
  }
  return (
    <Labelled label={undefined} required={several.required} id={common.id} missing={missing}>
      <fieldset id={common.id} aria-label={prompt} class="several">
        {several.options.map(({ text, value }) => (
          <label key={value}>
            <input
              type="checkbox"
              disabled={common.disabled}
              checked={chosen.includes(value)}
              onChange={(event) => turn(value, event.currentTarget.checked)}
            />
            {text.content}
          </label>
        ))}
      </fieldset>
    </Labelled>
  )
}

/** A list of people to choose one from; those whom nobody knows are not shown. */
export function CardPersonSelect({ select }: { select: PersonSelect }) {
  const field = useField(select)
  const names = useContext(Names)
  if (field === undefined) return <p class="unsupported">[未支持的组件 表单之外的 {select.tag}]</p>
  const prompt = select.placeholder?.content ?? '请选择'
  return (
    <Labelled label={undefined} required={select.required} id={field.common.id} missing={field.missing}>
      <select
        {...field.common}
        aria-label={prompt}
        onChange={(event) => field.set(event.currentTarget.value)}
      >
        <option value="">{prompt}</option>
        {select.options.map(({ value }) =>
          names.has(value) ? (
            <option key={value} value={value}>
              {names.get(value)}
            </option>
          ) : null,
        )}
      </select>
    </Labelled>
  )
}
