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

/**
 * ARN of a key of KMS that a caller named by its ARN, its id or an alias; without a name, of the one that KMS manages
 * for DynamoDB. The service would say which key an alias stands for; here nobody knows.
 */
export function kmsKeyArn({ region, accountId }: EngineAccount, name = 'alias/aws/dynamodb'): string {
  if (name.startsWith('arn:')) return name
  return `arn:aws:kms:${region}:${accountId}:${name.startsWith('alias/') ? name : `key/${name}`}`
}
