import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCollege } from '../../../config/college.ts'

const DEMO = 'config/demo'
const folder = await mkdtemp(join(tmpdir(), 'zhibu-regimes-'))
const parts = await Promise.all(
  ['college.yaml', 'programmes.yaml'].map((name) => readFile(join(DEMO, name), 'utf8')),
)
await writeFile(join(folder, 'college.yaml'), parts.join('\n'))
await copyFile(join(DEMO, 'members.csv'), join(folder, 'members.csv'))
const loaded = await loadCollege(join(folder, 'college.yaml'))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))

/** The demo college with the sample programmes copied into its file. */
export const college = loaded.college
