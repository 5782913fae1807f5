import { access } from 'node:fs/promises'
import { Fault } from '../errors.ts'

/** What to say of a college's file that is not there; null when it is. */
export async function missingFile(path: string): Promise<Fault | null> {
  try {
    await access(path)
    return null
  } catch (cause) {
    const cure = '检查路径；还没有文件时，运行 npm run -s zhibu -- init 可生成一份带注释的样例。'
    return new Fault(`找不到学院文件 ${path}。`, { cure, cause })
  }
}
