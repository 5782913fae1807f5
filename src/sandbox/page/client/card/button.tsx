import { useContext, useRef, useState } from 'preact/hooks'
import { Pressing, Toasts } from '../context.ts'
import { FormState } from './form.tsx'
import type { Button } from './types.ts'

/** A button; it waits for the bot's answer before it can be pressed again. */
export function CardButton({ button, path }: { button: Button; path: string }) {
  const press = useContext(Pressing)
  const say = useContext(Toasts)
  const form = useContext(FormState)
  const dialog = useRef<HTMLDialogElement>(null)
  const [busy, setInFlight] = useState(false)
  const go = async () => {
    setInFlight(true)
    await (form && button.form_action_type === 'submit'
      ? form.submit(path)
      : callBack(button, () => press(path)))
    setInFlight(false)
  }
  const tips = button.disabled ? button.disabled_tips : button.hover_tips
  const click = () => {
    if (button.disabled) say('info', tips?.content ?? '')
    else if (form && button.form_action_type === 'reset') form.reset()
    else if (form && button.form_action_type === 'submit' && !form.complete()) return
    else if (button.confirm) dialog.current?.showModal()
    else void go()
  }
  return (
    <>
      <button
        type="button"
        class={`card-button type-${button.type ?? 'default'} size-${button.size ?? 'medium'} width-${button.width ?? 'default'}`}
        // A button that can say why it does not work has to be reached to be asked.
        disabled={(button.disabled === true && tips === undefined) || busy}
        aria-disabled={button.disabled === true}
        aria-busy={busy}
        title={tips?.content}
        onClick={click}
      >
        {busy && <span class="spinner" aria-hidden="true" />}
        {button.text?.content}
      </button>
      {button.confirm && <Confirm confirm={button.confirm} dialog={dialog} yes={() => void go()} />}
    </>
  )
}

async function callBack(button: Button, press: () => Promise<boolean>): Promise<void> {
  const link = button.behaviors?.find((behavior) => behavior.type === 'open_url')
  if (link) window.open(link.default_url, '_blank', 'noopener')
  if (!link || button.behaviors?.some((behavior) => behavior.type === 'callback')) await press()
}

type Asked = {
  confirm: NonNullable<Button['confirm']>
  dialog: { current: HTMLDialogElement | null }
  yes: () => void
}

function Confirm({ confirm, dialog, yes }: Asked) {
  const close = (then?: () => void) => () => {
    dialog.current?.close()
    then?.()
  }
  return (
    <dialog ref={dialog} class="confirm" aria-label={confirm.title.content}>
      <h2>{confirm.title.content}</h2>
      {confirm.text && <p>{confirm.text.content}</p>}
      <div class="confirm-buttons">
        <button type="button" class="card-button" onClick={close()}>
          取消
        </button>
        <button type="button" class="card-button type-primary_filled" onClick={close(yes)}>
          确定
        </button>
      </div>
    </dialog>
  )
}
