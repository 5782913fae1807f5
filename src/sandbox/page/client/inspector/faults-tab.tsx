import { useContext } from 'preact/hooks'
import { reasonOf } from '../api.ts'
import { Names, Toasts } from '../context.ts'
import { timeOfDay } from '../time.ts'
import { asks, type FaultOrder, type Faults, usePolled } from './asks.ts'

/** Every kind of fault in words, by what it strikes. */
const GROUPS: Record<string, Record<string, string>> = {
  调用: {
    latency: '变慢',
    error: '出错 HTTP 500',
    html: '网关错误页 HTTP 502',
    burst: '限频 429',
    lostAnswer: '已生效但应答丢失',
    quota: '月度额度用尽',
  },
  事件与点击: { lostAck: '机器人的应答丢失', duplicate: '重复送达', late: '晚到', reordered: '次序颠倒' },
  连接: { halfOpen: '连着但不通', dropped: '断开', expiredTokens: '令牌全部过期' },
  人和群: { blocked: '当前的人停用机器人', removed: '机器人被移出当前的群' },
}
const labels: Record<string, string> = Object.assign({}, ...Object.values(GROUPS))
const LIMITS = {
  share: { label: '比例 %', type: 'number', min: 0, max: 100, step: 'any', defaultValue: 100 },
  count: { label: '次数', type: 'number', min: 1, placeholder: '不限' },
  ms: { label: '毫秒', type: 'number', min: 0, max: 600_000, defaultValue: 1_000 },
  api: { label: '调用', type: 'text', placeholder: '全部' },
} as const

type Place = { as: string | undefined; chat: string | undefined }

/** Orders faults, ends them, and shows what they struck. */
export function FaultsTab({ as, chat }: Place) {
  const { value: faults, refused, again } = usePolled(asks.faults)
  const say = useContext(Toasts)
  const carryOut = async (deed: Promise<unknown>) => {
    await deed.catch((error) => say('error', reasonOf(error)))
    again()
  }
  if (refused !== undefined) return <p class="refused">{refused}</p>
  if (faults === undefined) return null
  return (
    <>
      <OrderForm
        order={(fault) => carryOut(asks.order({ ...fault, ...concerned(fault.kind, { as, chat }) }))}
      />
      <label class="seed">
        种子
        <input
          type="number"
          value={faults.seed}
          onChange={(event) => carryOut(asks.seed(Math.trunc(event.currentTarget.valueAsNumber || 0)))}
        />
        <small>同一种子总是命中同样的调用</small>
      </label>
      <InForce faults={faults.ordered} heal={(id) => carryOut(asks.heal(id))} />
      <Struck log={faults.log} />
    </>
  )
}

function concerned(kind: string, { as, chat }: Place): { who?: string; chat?: string } {
  if (kind === 'blocked' && as !== undefined) return { who: as }
  return kind === 'removed' && chat !== undefined ? { chat } : {}
}

function OrderForm({ order }: { order: (fault: FaultOrder) => Promise<void> }) {
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const number = (name: string) => Number(said.get(name))
    const [api, count] = [`${said.get('api')}`.trim(), number('count')]
    const more = { ...(api && { api }), ...(count > 0 && { count }) }
    void order({ kind: `${said.get('kind')}`, share: number('share') / 100, ms: number('ms'), ...more })
  }
  return (
    <form class="fault-form" onSubmit={submit}>
      <label class="fault-kind">
        故障
        <select name="kind">
          {Object.entries(GROUPS).map(([group, kinds]) => (
            <optgroup key={group} label={group}>
              {Object.entries(kinds).map(([name, label]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {Object.entries(LIMITS).map(([name, { label, ...usual }]) => (
        <label key={name}>
          {label}
          <input name={name} {...usual} />
        </label>
      ))}
      <button type="submit" class="card-button type-primary_filled">
        下达
      </button>
    </form>
  )
}

function InForce({ faults, heal }: { faults: Faults['ordered']; heal: (id: number) => void }) {
  const names = useContext(Names)
  return (
    <ul class="in-force" aria-label="生效的故障">
      {faults.map(({ id, kind, share, count, api = '*', who, chat, struck }) => (
        <li key={id}>
          <span>
            <b>{labels[kind] ?? kind}</b> {share < 1 && `${share * 100}% `}
            {api !== '*' && `${api} `}
            {who !== undefined && `${names.get(who) ?? who} `}
            {chat !== undefined && `${chat} `}
            <small>{`已命中${struck}次${count === undefined ? '' : `，共${count}次`}`}</small>
          </span>
          <button type="button" class="card-button size-small" onClick={() => heal(id)}>
            解除
          </button>
        </li>
      ))}
    </ul>
  )
}

function Struck({ log }: Pick<Faults, 'log'>) {
  return (
    <ol class="struck" aria-label="命中记录">
      {log
        .slice(-100)
        .toReversed()
        .map(({ at, kind, use }, index) => (
          <li key={log.length - index}>
            <time>{timeOfDay(at, true)}</time> {labels[kind] ?? kind} <code>{use}</code>
          </li>
        ))}
    </ol>
  )
}
