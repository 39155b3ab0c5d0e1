import type { AttributeValue, ExecuteStatementCommandInput } from '@aws-sdk/client-dynamodb'
import { validation } from '../refusal.ts'
import { tables } from '../tables.ts'
import { db } from '../target.ts'

/** What tests of PartiQL say again and again. */

type Options = Omit<ExecuteStatementCommandInput, 'Statement' | 'Parameters'>
type Item = Record<string, AttributeValue>

/** Executes a statement; of `Parameters` there must be at least one, so none are sent for an empty list. */
export function execute(Statement: string, Parameters: readonly AttributeValue[] = [], options: Options = {}) {
  return db.executeStatement({
    Statement,
    ...(Parameters.length > 0 && { Parameters: [...Parameters] }),
    ...options,
  })
}

/** The items that a statement answers with, in their order. */
export async function itemsOf(
  Statement: string,
  Parameters: readonly AttributeValue[] = [],
  options: Options = {},
): Promise<readonly Item[]> {
  return (await execute(Statement, Parameters, options)).Items ?? []
}

/** A statement that cannot be read, and why. */
export const malformed = (detail: string) => validation(`Statement wasn't well formed, can't be processed: ${detail}`)

/** A name that needs no care: tables of tests have dashes in theirs. */
export const name = (table: string): string => `"${table}"`

/** A statement that names shared tables as `tables` does, in quotes: names of tests must not tell where they ran. */
export function inTables(statement: string): string {
  return Object.entries(tables).reduce((text, [short, long]) => text.replaceAll(name(short), name(long)), statement)
}

export const S = (value: string): { S: string } => ({ S: value })
export const N = (value: number | string): { N: string } => ({ N: `${value}` })
