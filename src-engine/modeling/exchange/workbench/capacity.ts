import type { AutoScaling, Billing, Json, UnknownContent } from '../../document/model-document.ts'
import { equalJson } from '../../json/equal-json.ts'
import { jsonMember } from '../../json/json-value.ts'

/** The service-linked role that the application writes. */
const SERVICE_ROLE = 'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable'
const DEFAULT_SCALING: AutoScaling = { min: 1, max: 10, target: 70 }

/** What the application wrote for every table until version 3.13.5: a default, hardly a decision. */
export const FORMER_DEFAULT: Billing = {
  mode: 'PROVISIONED',
  throughput: { read: 5, write: 5 },
  readScaling: DEFAULT_SCALING,
  writeScaling: DEFAULT_SCALING,
}

/** Reads `BillingMode` and `ProvisionedCapacitySettings`; undefined when the table states no mode or an unknown one. */
export function readCapacity(table: Json): Billing | undefined {
  const mode = jsonMember(table, 'BillingMode')
  if (mode === 'PAY_PER_REQUEST') return { mode }
  if (mode !== 'PROVISIONED') return undefined
  const settings = jsonMember(table, 'ProvisionedCapacitySettings')
  const throughput = jsonMember(settings, 'ProvisionedThroughput')
  const read = numberMember(throughput, 'ReadCapacityUnits')
  const write = numberMember(throughput, 'WriteCapacityUnits')
  if (read === undefined || write === undefined) return undefined
  const readScaling = readScalingOf(jsonMember(settings, 'AutoScalingRead'))
  const writeScaling = readScalingOf(jsonMember(settings, 'AutoScalingWrite'))
  return {
    mode,
    throughput: { read, write },
    ...(readScaling === undefined ? {} : { readScaling }),
    ...(writeScaling === undefined ? {} : { writeScaling }),
  }
}

/** The two members for a table. What the file said is written as it was while it still says the same. */
export function writeCapacity(billing: Billing | undefined, original: Json | undefined): UnknownContent {
  if (original !== undefined && equalJson(readCapacity(original), billing)) return original as UnknownContent
  if (billing === undefined) return {}
  if (billing.mode === 'PAY_PER_REQUEST') return { BillingMode: billing.mode }
  const { throughput, readScaling, writeScaling } = billing
  return {
    BillingMode: billing.mode,
    ProvisionedCapacitySettings: {
      ProvisionedThroughput: { ReadCapacityUnits: throughput.read, WriteCapacityUnits: throughput.write },
      ...(readScaling === undefined ? {} : { AutoScalingRead: writeScalingOf(readScaling) }),
      ...(writeScaling === undefined ? {} : { AutoScalingWrite: writeScalingOf(writeScaling) }),
    },
  }
}

function readScalingOf(json: Json | undefined): AutoScaling | undefined {
  const target = jsonMember(json, 'ScalableTargetRequest')
  const scaling = {
    min: numberMember(target, 'MinCapacity'),
    max: numberMember(target, 'MaxCapacity'),
    target: numberMember(jsonMember(json, 'ScalingPolicyConfiguration'), 'TargetValue'),
  }
  const complete = scaling.min !== undefined && scaling.max !== undefined && scaling.target !== undefined
  return complete ? (scaling as AutoScaling) : undefined
}

function writeScalingOf({ min, max, target }: AutoScaling): Json {
  return {
    ScalableTargetRequest: { MinCapacity: min, MaxCapacity: max, ServiceRole: SERVICE_ROLE },
    ScalingPolicyConfiguration: { TargetValue: target },
  }
}

function numberMember(json: Json | undefined, name: string): number | undefined {
  const value = jsonMember(json, name)
  return typeof value === 'number' ? value : undefined
}
