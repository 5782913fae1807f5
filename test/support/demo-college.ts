import { loadCollege } from '../../config/college.ts'
import { loadHistory, type PastMeeting } from '../../config/history.ts'

const loaded = await loadCollege('config/demo/college.yaml')
if (!loaded.ok) throw new Error('the demo college does not load')

/** The demo college as its files say, read once in a file of tests. */
export const college = loaded.college

/** The demo college's past. */
export async function demoPast(): Promise<PastMeeting[]> {
  const history = await loadHistory('config/demo/history.json', college)
  if (!history.ok) throw new Error('the demo history does not load')
  return history.meetings
}
