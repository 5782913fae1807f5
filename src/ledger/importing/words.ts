/** What stands beside a line of a workbook that makes no row. */
export const words = { twice: (said: string) => `${said}（重复）` }
