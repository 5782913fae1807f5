import type { Activity } from '../../../src/measures/heat/types.ts'

/** What fourteen branches did: 72 hours of records, readings, comments and likes, 24 hours of updates. */
const ROWS: [string, ...number[]][] = [
  ['B01', 3, 120, 8, 30, 2],
  ['B02', 4, 200, 12, 25, 1],
  ['B03', 0, 15, 0, 2, 0],
  ['B04', 2, 90, 3, 12, 3],
  ['B05', 1, 40, 2, 6, 0],
  ['B06', 1, 22, 1, 3, 1],
  ['B07', 2, 75, 5, 14, 0],
  ['B08', 0, 9, 0, 1, 0],
  ['B09', 3, 160, 20, 40, 2],
  ['B10', 5, 240, 16, 52, 4],
  ['B11', 1, 66, 4, 9, 1],
  ['B12', 2, 110, 6, 21, 0],
  ['B13', 1, 130, 7, 17, 1],
  ['B14', 0, 0, 0, 0, 0],
]

export const heatExample: Activity[] = ROWS.map(
  ([id, published = 0, readers = 0, comments = 0, likes = 0, updates = 0]) => ({
    ...{ id, published, readers, comments, likes, updates },
    members: 30,
  }),
)
