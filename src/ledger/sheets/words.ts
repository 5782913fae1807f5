/** What stands for a column that has no heading. */
export const words = { unnamed: (column: number) => `第${column}列` }
