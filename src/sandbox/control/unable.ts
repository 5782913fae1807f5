/** An order of the page or of a test that cannot be carried out; answered with HTTP 400. */
export class Unable extends Error {
  readonly statusCode = 400
}
