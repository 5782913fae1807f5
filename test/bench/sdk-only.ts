import * as Lark from '@larksuiteoapi/node-sdk'

/** A process that has the SDK and nothing else, to compare memory with. */
process.send?.(Object.keys(Lark).length)
setInterval(() => undefined, 60_000)
