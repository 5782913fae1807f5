import { asks, type Meters, usePolled } from './asks.ts'

/** How much of each limit has been used: per API in the last second and minute, and of the month's quota. */
export function MetersTab() {
  const { value, refused } = usePolled(asks.meters)
  if (refused !== undefined) return <p class="refused">{refused}</p>
  if (value === undefined) return null
  return (
    <>
      <Quota {...value.quota} />
      {value.apis.length === 0 && <p class="empty">最近一分钟没有调用</p>}
      {value.apis.map(({ app_id, api, second, minute }) => (
        <section key={`${app_id} ${api}`} class="meters" aria-label={api}>
          <h3>{api}</h3>
          <Bar name="每秒" {...second} />
          <Bar name="每分钟" {...minute} />
        </section>
      ))}
    </>
  )
}

function Quota({ used, limit }: Meters['quota']) {
  return (
    <section class="meters" aria-label="月度额度">
      <h3>月度额度</h3>
      {limit === null ? (
        <p class="faint">{`已用${used}次，不限`}</p>
      ) : (
        <Bar name="本月" {...{ used, limit }} />
      )}
    </section>
  )
}

function Bar({ name, used, limit }: { name: string; used: number; limit: number }) {
  return (
    <p class="meter">
      <span>{name}</span>
      <meter
        min={0}
        max={limit}
        low={limit * 0.8}
        high={limit * 0.95}
        optimum={0}
        value={used}
        aria-label={name}
      />
      <span>{`${used} / ${limit}`}</span>
    </p>
  )
}
