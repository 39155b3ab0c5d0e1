/** The account and Region that ARNs name. Any key and Region may call; the answer always names these. */
export interface EngineAccount {
  readonly accountId: string
  readonly region: string
}

export const LOCAL_ACCOUNT: EngineAccount = { accountId: '123456789012', region: 'us-east-1' }

/** ARN of a table of this engine. */
export function tableArn(account: EngineAccount, table: string): string {
  return `arn:aws:dynamodb:${account.region}:${account.accountId}:table/${table}`
}
