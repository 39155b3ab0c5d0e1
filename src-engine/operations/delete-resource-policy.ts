import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { checkPolicyResource, policyNotFound } from './support/resolve-policy-resource.ts'

interface Input {
  readonly ResourceArn: string
  readonly ExpectedRevisionId?: string | undefined
}

/** Takes the policy of a table or stream away. Without one there is nothing to do, unless a revision is expected. */
export const deleteResourcePolicy: Operation = (engine, { ResourceArn, ExpectedRevisionId }: Input) => {
  checkPolicyResource(engine, ResourceArn)
  if (ExpectedRevisionId !== undefined) throw policyNotFound(ResourceArn)
  return { body: new AnswerText().value('RevisionId', '').toString() }
}
