/** A body of a request or an answer, made readable. One that was cut, or is no JSON, is shown as it is. */
export function bodyText(body: string): string {
  if (body === '') return ''
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** DynamoDB's message in an error answer. */
export function messageIn(body: string): string | undefined {
  try {
    const answer = JSON.parse(body) as { readonly message?: unknown; readonly Message?: unknown } | null
    const message = answer?.message ?? answer?.Message
    return typeof message === 'string' ? message : undefined
  } catch {
    return undefined
  }
}
