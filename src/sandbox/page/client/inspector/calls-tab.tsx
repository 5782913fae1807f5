import { useCallback, useContext, useRef, useState } from 'preact/hooks'
import type { Chat } from '../api.ts'
import { Names } from '../context.ts'
import { timeOfDay } from '../time.ts'
import { asks, type Call, usePolled } from './asks.ts'

const MOST = 200
const EFFECTS = { new: '生效', repeat: '重复', none: '' }

/** The last calls of the open platform, the newest first. */
export function CallsTab({ chats }: { chats: Chat[] }) {
  const { value: calls = [], refused } = useCalls()
  const [refusedOnly, setRefusedOnly] = useState(false)
  const shown = refusedOnly ? calls.filter(isRefused) : calls
  const people = useContext(Names)
  const named = ({ receiver = '' }: Call) =>
    people.get(receiver) ?? chats.find((one) => one.chat_id === receiver)?.name ?? receiver
  return (
    <>
      <label class="calls-choice">
        <input
          type="checkbox"
          checked={refusedOnly}
          onChange={(event) => setRefusedOnly(event.currentTarget.checked)}
        />
        只看被拒绝的
      </label>
      {refused && <p class="refused">{refused}</p>}
      <ol class="calls" aria-label="调用">
        {shown.toReversed().map((call) => (
          <OneCall key={call.n} call={call} to={named(call)} />
        ))}
      </ol>
      {shown.length === 0 && <p class="empty">还没有调用</p>}
    </>
  )
}

/** Keeps the last calls; asks again only for what is new or was still on its way. */
function useCalls() {
  const known = useRef<Call[]>([])
  const ask = useCallback(async () => {
    const first = known.current.find((call) => call.status === undefined)
    const after = first ? first.n - 1 : (known.current.at(-1)?.n ?? -MOST)
    const news = await asks.calls(after)
    known.current = [...known.current.filter(({ n }) => after < 0 || n <= after), ...news].slice(-MOST)
    return known.current
  }, [])
  return usePolled(ask)
}

function isRefused({ status = 200, code = 0 }: Call): boolean {
  return status >= 400 || code !== 0
}

function OneCall({ call, to }: { call: Call; to: string }) {
  const { n, at, api, receiver = '', status, code, msg, took, effect, content } = call
  return (
    <li class={isRefused(call) ? 'is-refused' : ''}>
      <details>
        <summary>
          <time>{timeOfDay(at, true)}</time>
          <b>{api}</b>
          <span class="call-to">{to}</span>
          <span>{EFFECTS[effect]}</span>
          <span>{status ?? '等待'}</span>
          <span>{took === undefined ? '' : `${Math.round(took)} ms`}</span>
          {isRefused(call) && <span class="call-fault">{`${code} ${msg ?? ''}`}</span>}
        </summary>
        <p class="call-more">{`#${n} ${receiver}`}</p>
        {content && <pre>{content}</pre>}
      </details>
    </li>
  )
}
