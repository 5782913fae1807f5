import { z } from 'zod'
import { onOff } from './scalars.ts'

/** The part `exports` of college.yaml: files with names. */
export const exports = z.strictObject({
  secondPerson: onOff
    .default(false)
    .describe('较多姓名的导出须另一位管理员同意 / a file with many names needs another administrator'),
  names: z
    .int()
    .min(0)
    .max(10_000)
    .default(50)
    .describe('超过多少个姓名须另一位管理员同意 / more names than these need another administrator'),
})
