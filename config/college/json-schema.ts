import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { CollegeFile } from './schema.ts'

const FILE = new URL('../college.schema.json', import.meta.url)

/** The JSON Schema by which an editor completes and checks college.yaml. */
export function collegeJsonSchema() {
  return z.toJSONSchema(CollegeFile, { io: 'input', target: 'draft-7' })
}

/** The text of config/college.schema.json. */
export function collegeJsonSchemaText(): string {
  return `${JSON.stringify(collegeJsonSchema(), null, 2)}\n`
}

if (import.meta.main) writeFileSync(FILE, collegeJsonSchemaText())
