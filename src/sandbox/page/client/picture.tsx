import { useEffect, useRef, useState } from 'preact/hooks'
import { addressOf } from './api.ts'

type Props = { imageKey: string; alt: string; look: string; preview?: boolean }

/** A picture; pressing it shows it large, and Esc or another press closes that again. */
export function Picture({ imageKey, alt, look, preview = true }: Props) {
  const [large, setLarge] = useState(false)
  const [missing, setMissing] = useState(false)
  if (missing) return <p class="no-picture">图片无法显示{alt && `：${alt}`}</p>
  const picture = (
    <img class={look} src={addressOf(imageKey)} alt={alt} loading="lazy" onError={() => setMissing(true)} />
  )
  if (!preview) return picture
  return (
    <>
      <button type="button" class="picture" aria-label={`放大图片 ${alt}`} onClick={() => setLarge(true)}>
        {picture}
      </button>
      {large && <Large imageKey={imageKey} alt={alt} close={() => setLarge(false)} />}
    </>
  )
}

function Large({ imageKey, alt, close }: Pick<Props, 'imageKey' | 'alt'> & { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="large" aria-label={alt || '图片'} onClose={close}>
      <button type="button" aria-label="关闭" onClick={() => dialog.current?.close()}>
        <img src={addressOf(imageKey)} alt={alt} />
      </button>
    </dialog>
  )
}
