import { access, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnv } from '../../config/env.ts'
import { initFiles } from '../../config/init.ts'
import { Fault } from '../errors.ts'

/** Where the program lies, and its commands are run. */
const PROGRAM = fileURLToPath(new URL('../..', import.meta.url))

/** Writes a commented college.yaml and its members.csv where `npm start` looks for them; never over existing files. */
export async function initCommand(): Promise<void> {
  const college = resolve(readEnv().collegePath)
  const folder = dirname(college)
  const schema = relative(folder, join(PROGRAM, 'config/college.schema.json'))
  const files = initFiles(schema.startsWith('.') ? schema : `./${schema}`).map(({ name, text }) => ({
    path: join(folder, name),
    text,
  }))
  for (const { path } of files) await refuseExisting(path)
  // They will hold names and accounts of people.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const { path, text } of files) await writeFile(path, text, { flag: 'wx', mode: 0o600 })
  process.stdout.write(told(college, files))
}

/** What was written, what is to be edited, and what comes next, with where to type it. */
function told(college: string, files: readonly { path: string }[]): string {
  const elsewhere =
    college === join(PROGRAM, 'config/college.yaml') ? '' : `ZHIBU_COLLEGE=${quoted(college)} `
  const lines = [
    '已生成：',
    ...files.map(({ path }) => `  ${path}`),
    '',
    '接下来：',
    '1. 在 college.yaml 里填写学院、支部、党小组和群的 chat_id；chat_id 可以先留空。',
    '2. 在 members.csv 里填写名单；也可换成 Excel 的 .xlsx，并改 members: 一行。飞书账号可以先留空。',
    '3. 检查填得对不对，不需要飞书账号：',
    `     cd ${quoted(PROGRAM)} && ${elsewhere}npm run -s zhibu -- check`,
    '4. 按 README 的“Point it at Feishu”建好应用后启动：',
    `     cd ${quoted(PROGRAM)} && ${elsewhere}FEISHU_APP_ID=… FEISHU_APP_SECRET=… npm start`,
  ]
  return `${lines.join('\n')}\n`
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}

async function refuseExisting(path: string): Promise<void> {
  const found = await access(path).then(
    () => true,
    () => false,
  )
  if (found) throw new Fault(`${path} 已存在，未改动。`, { cure: '请先移走原文件，或直接修改它。' })
}
