import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readEnv } from '../../config/env.ts'
import { initFiles } from '../../config/init.ts'
import { Fault } from '../errors.ts'

/** Writes a commented college.yaml and its members.csv where `npm start` looks for them; never over existing files. */
export async function initCommand(): Promise<void> {
  const folder = dirname(readEnv().collegePath)
  await mkdir(folder, { recursive: true })
  for (const { name, text } of initFiles()) {
    const path = join(folder, name)
    await writeNew(path, text)
    process.stdout.write(`${path}\n`)
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (cause) {
    throw new Fault(`${path} 已存在，未改动。`, { cure: '请先移走原文件，或直接修改它。', cause })
  }
}
