import type { Operation } from './operation.ts'
import { checkPolicyResource, policyNotFound } from './support/resolve-policy-resource.ts'

/** The policy of a table or stream. Nothing has one here: PutResourcePolicy is not there yet. */
export const getResourcePolicy: Operation = (engine, { ResourceArn }: { readonly ResourceArn: string }) => {
  checkPolicyResource(engine, ResourceArn)
  throw policyNotFound(ResourceArn)
}
