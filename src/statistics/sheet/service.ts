export { chartSection, faultPart, filterForm, foundParts, glanceParts, sheetPage } from './page.ts'
