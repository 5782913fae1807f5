import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { type College, type FileFault, type Loaded, loadCollege } from '../../config/college.ts'

const HEAD = 'id,name,open_id,branch,group,type,office,office_from,office_to,voting,status,probation_start'
export const PEOPLE = `${HEAD}
M1,王一,ou_1,B01,B01G1,正式,支部书记;党小组组长,2025-10-15,2028-10-14,是,在册在岗,
M2,李二,,B01,,预备,,,,否,在册在岗,2026-06-17
`
export const YAML = `college: { id: COL1, name: 学院, chats: { committee: oc_1 } }
terms:
  - { id: T1, name: 第一学期, week1Monday: 2026-09-07, weeks: 19 }
branches:
  - { id: B01, name: 第一党支部, short: 一支部, kind: teacher, chat: oc_2 }
  - { id: B02, name: 第二党支部 }
groups:
  - { id: B01G1, branch: B01, name: 第一党小组 }
members: ./members.csv
`

/** A folder for each test, into which a college's two files are written and from which they are loaded. */
export function aCollegeFolder() {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhibu-college-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function load(yaml: string, people: string | Uint8Array = PEOPLE): Promise<Loaded> {
    await writeFile(join(folder, 'members.csv'), people)
    await writeFile(join(folder, 'college.yaml'), yaml)
    return await loadCollege(join(folder, 'college.yaml'))
  }

  async function college(yaml: string, people?: string | Uint8Array): Promise<College> {
    const loaded = await load(yaml, people)
    expect(loaded.ok ? [] : loaded.faults).toEqual([])
    if (!loaded.ok) throw new Error('refused')
    return loaded.college
  }

  async function faults(yaml: string, people?: string | Uint8Array): Promise<Omit<FileFault, 'column'>[]> {
    const loaded = await load(yaml, people)
    if (loaded.ok) return []
    return loaded.faults.map(({ file, column: _, ...rest }) => ({
      ...rest,
      file: file.slice(folder.length + 1),
    }))
  }

  return { college, faults, path: (name: string) => join(folder, name) }
}
