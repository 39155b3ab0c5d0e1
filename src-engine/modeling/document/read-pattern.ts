import type { ObjectReader } from './object-reader.ts'
import type {
  CheckOperation,
  DeleteOperation,
  GetOperation,
  PatternOperation,
  PatternRecord,
  PutOperation,
  Rate,
  Repeated,
  Step,
  UpdateOperation,
} from './pattern-record.ts'
import { readGivens, readOptionalCondition, readOptionalGivens, readOptionalValues } from './read-given.ts'
import { finish, keepRest, present } from './record-rest.ts'

const OPERATION_TYPES = [
  'get',
  'query',
  'scan',
  'put',
  'update',
  'delete',
  'batch-get',
  'batch-write',
  'transact-get',
  'transact-write',
  'partiql',
  'vector-search',
  'steps',
] as const satisfies readonly PatternOperation['type'][]

export function readPattern(reader: ObjectReader): PatternRecord {
  return finish<PatternRecord>(reader, {
    kind: 'pattern',
    id: reader.text('id'),
    position: reader.number('position'),
    name: reader.text('name'),
    ...present('description', reader.optionalText('description')),
    ...present('actor', reader.optionalText('actor')),
    operation: reader.object('operation', readOperation) ?? { type: 'steps', steps: [] },
    ...present('rate', reader.optionalObject('rate', readRate)),
    ...present('servedBy', reader.optionalObject('servedBy', readServedBy)),
  })
}

function readRate(reader: ObjectReader): Rate {
  return keepRest(reader, { average: reader.number('average'), ...present('peak', reader.optionalNumber('peak')) })
}

function readServedBy(reader: ObjectReader): NonNullable<PatternRecord['servedBy']> {
  return keepRest(reader, {
    tableId: reader.text('tableId'),
    ...present('indexId', reader.optionalText('indexId')),
  })
}

function readOperation(reader: ObjectReader): PatternOperation {
  const type = reader.oneOf('type', OPERATION_TYPES)
  switch (type) {
    case 'get':
      return readGet(reader)
    case 'query':
      return keepRest(reader, {
        type,
        entityIds: reader.texts('entityIds'),
        by: readGivens(reader, 'by'),
        ...present('where', readOptionalGivens(reader, 'where')),
        ...present('order', reader.optionalObject('order', readOrder)),
        ...present('limit', reader.optionalCount('limit')),
        ...present('matches', reader.optionalNumber('matches')),
        ...readShape(reader),
      })
    case 'scan':
      return keepRest(reader, {
        type,
        entityIds: reader.texts('entityIds'),
        ...present('where', readOptionalGivens(reader, 'where')),
        ...present('limit', reader.optionalCount('limit')),
        ...readShape(reader),
      })
    case 'put':
      return readPut(reader)
    case 'update':
      return readUpdate(reader)
    case 'delete':
      return readDelete(reader)
    case 'batch-get':
    case 'transact-get':
      return keepRest(reader, { type, reads: reader.objects('reads', member => readRepeated(member, readGet)) })
    case 'batch-write':
      return keepRest(reader, {
        type,
        writes: reader.objects('writes', member => readRepeated(member, readBatchWrite)),
      })
    case 'transact-write':
      return keepRest(reader, { type, writes: reader.objects('writes', member => readRepeated(member, readWrite)) })
    case 'partiql':
      return keepRest(reader, {
        type,
        statement: reader.text('statement'),
        ...present('parameters', readOptionalValues(reader, 'parameters')),
        ...present('consistent', reader.optionalFlag('consistent')),
        ...present('limit', reader.optionalCount('limit')),
      })
    case 'vector-search':
      return keepRest(reader, {
        type,
        entityId: reader.text('entityId'),
        attribute: reader.text('attribute'),
        by: readGivens(reader, 'by'),
        top: reader.count('top'),
        ...present('attributes', reader.optionalTexts('attributes')),
      })
    case 'steps':
      return keepRest(reader, { type, steps: reader.objects('steps', readStep) })
  }
}

function readShape(reader: ObjectReader): Pick<GetOperation, 'consistent' | 'attributes'> {
  return {
    ...present('consistent', reader.optionalFlag('consistent')),
    ...present('attributes', reader.optionalTexts('attributes')),
  }
}

function readGet(reader: ObjectReader): GetOperation {
  return keepRest(reader, {
    type: reader.oneOf('type', ['get']),
    entityId: reader.text('entityId'),
    by: readGivens(reader, 'by'),
    ...readShape(reader),
  })
}

function readPut(reader: ObjectReader): PutOperation {
  return keepRest(reader, {
    type: reader.oneOf('type', ['put']),
    entityId: reader.text('entityId'),
    ...present('condition', readOptionalCondition(reader)),
  })
}

function readUpdate(reader: ObjectReader): UpdateOperation {
  return keepRest(reader, {
    type: reader.oneOf('type', ['update']),
    entityId: reader.text('entityId'),
    by: readGivens(reader, 'by'),
    sets: reader.texts('sets'),
    ...present('adds', reader.optionalTexts('adds')),
    ...present('removes', reader.optionalTexts('removes')),
    ...present('condition', readOptionalCondition(reader)),
  })
}

function readDelete(reader: ObjectReader): DeleteOperation {
  return keepRest(reader, {
    type: reader.oneOf('type', ['delete']),
    entityId: reader.text('entityId'),
    by: readGivens(reader, 'by'),
    ...present('condition', readOptionalCondition(reader)),
  })
}

function readCheck(reader: ObjectReader): CheckOperation {
  const condition = readOptionalCondition(reader)
  if (condition === undefined) {
    reader.report('condition', '"condition" is missing', 'Add "condition": "exists" or "absent".')
  }
  return keepRest(reader, {
    type: reader.oneOf('type', ['check']),
    entityId: reader.text('entityId'),
    by: readGivens(reader, 'by'),
    condition: condition ?? 'exists',
  })
}

function readWrite(reader: ObjectReader): PutOperation | UpdateOperation | DeleteOperation | CheckOperation {
  switch (reader.oneOf('type', ['put', 'update', 'delete', 'check'])) {
    case 'put':
      return readPut(reader)
    case 'update':
      return readUpdate(reader)
    case 'delete':
      return readDelete(reader)
    case 'check':
      return readCheck(reader)
  }
}

function readBatchWrite(reader: ObjectReader): PutOperation | DeleteOperation {
  return reader.oneOf('type', ['put', 'delete']) === 'put' ? readPut(reader) : readDelete(reader)
}

function readRepeated<O>(reader: ObjectReader, read: (reader: ObjectReader) => O): Repeated<O> {
  // A missing operation has been reported: the document is dropped, and with it this placeholder.
  const operation = reader.object('operation', read) as O
  return keepRest(reader, { operation, ...present('times', reader.optionalCount('times')) })
}

function readStep(reader: ObjectReader): Step {
  return keepRest(reader, {
    patternId: reader.text('patternId'),
    ...present('times', reader.optionalCount('times')),
    ...present('passes', reader.optionalTexts('passes')),
  })
}

function readOrder(reader: ObjectReader): { attribute: string; direction: 'ascending' | 'descending' } {
  return keepRest(reader, {
    attribute: reader.text('attribute'),
    direction: reader.oneOf('direction', ['ascending', 'descending']),
  })
}
