import { readdir, readFile, readlink } from 'node:fs/promises'

/** By what the processes of a run are known: a variable they were started with, and where its servers work. */
export type Mark = { variable: string; folder: string }

/** Every process that bears the mark; without /proc none is found. */
export async function processesWith(mark: Mark): Promise<{ pid: number; name: string }[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry))
  const found = await Promise.all(pids.map((pid) => processWith(pid, mark)))
  return found.filter((one) => one !== undefined)
}

async function processWith(pid: string, { variable, folder }: Mark) {
  // One that has ended since, and one of somebody else, are none of ours.
  const read = (what: string) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '')
  const environment = (await read('environ')).split('\0')
  // Redis writes its title over its environment.
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  if (!environment.includes(variable) && !place.startsWith(folder)) return undefined
  return { pid: Number(pid), name: (await read('comm')).trim() }
}
