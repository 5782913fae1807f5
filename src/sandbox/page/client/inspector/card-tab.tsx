import { useEffect, useState } from 'preact/hooks'
import { type Message, reasonOf } from '../api.ts'
import { asks, type Finding } from './asks.ts'

/** A message as it lies in the sandbox, and what the platform would say against its card. */
export function CardTab({ message }: { message: Message | undefined }) {
  if (message === undefined) return <p class="empty">这里还没有卡片</p>
  return (
    <>
      <p class="faint">{`${message.from.name} · ${message.message_id}`}</p>
      {message.card && <Findings json={JSON.stringify(message.card)} />}
      <pre>{JSON.stringify(message.card ?? message, null, 2)}</pre>
    </>
  )
}

function Findings({ json }: { json: string }) {
  const [found, setFound] = useState<{ findings?: Finding[]; refused?: string }>({})
  useEffect(() => {
    let open = true
    asks.check(JSON.parse(json)).then(
      (findings) => open && setFound({ findings }),
      (error) => open && setFound({ refused: reasonOf(error) }),
    )
    return () => {
      open = false
    }
  }, [json])
  if (found.refused !== undefined) return <p class="refused">{found.refused}</p>
  if (found.findings?.length === 0) return <p class="sound">校验通过，没有问题</p>
  return (
    <ul class="findings" aria-label="校验结果">
      {found.findings?.map((one, index) => (
        <li key={index} class={one.code === 0 ? 'advice' : ''}>
          <b>{`${one.code || '建议'} ${one.rule}`}</b>{' '}
          <small>{`§${one.section}${one.own ? ' 错误码为本地飞书自定' : ''}`}</small>
          <p>{[one.message, one.value].filter(Boolean).join('：')}</p>
          {one.path && <code>{one.path}</code>}
        </li>
      ))}
    </ul>
  )
}
