/** For tests: one data model of each dialect with everything that its writers write, and some that they do not. */
export const mcpModel = {
  tables: [
    {
      AttributeDefinitions: [
        { AttributeName: 'customerId', AttributeType: 'S' },
        { AttributeName: 'orderId', AttributeType: 'S' },
        { AttributeName: 'region', AttributeType: 'S' },
        { AttributeName: 'status', AttributeType: 'S' },
        { AttributeName: 'placedAt', AttributeType: 'N' },
      ],
      TableName: 'Orders',
      KeySchema: [
        { AttributeName: 'customerId', KeyType: 'HASH' },
        { AttributeName: 'orderId', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'ByRegion',
          KeySchema: [
            { AttributeName: 'region', KeyType: 'HASH' },
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'placedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total', 'customerId'] },
          Note: 'kept',
        },
      ],
      LocalSecondaryIndexes: [],
      BillingMode: 'PAY_PER_REQUEST',
      OnDemandThroughput: { MaxReadRequestUnits: 5.0 },
    },
    {
      TableName: 'Sessions',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
      SSESpecification: { Enabled: true },
    },
  ],
  items: {
    Orders: [
      {
        PutRequest: {
          Item: {
            customerId: { S: 'c1' },
            orderId: { S: 'o1' },
            region: { S: 'EU' },
            status: { S: 'OPEN' },
            placedAt: { N: '1700000000.0' },
            total: { N: 12 },
            paid: { BOOL: 'True' },
            lines: { L: [{ M: { gift: { BOOL: 'false' } } }] },
            odd: { Q: '?' },
          },
        },
      },
      { PutRequest: { Item: { customerId: { S: 'c1' }, orderId: { S: 'o2' } } }, note: 1 },
    ],
    Elsewhere: [{ PutRequest: { Item: { a: { S: '1' } } } }],
  },
  access_patterns: [
    {
      pattern: '1-2',
      description: 'Orders of a customer, newest first',
      table: 'Orders',
      index: null,
      dynamodb_operation: 'Query',
      implementation:
        'aws dynamodb query --table-name Orders \\\n --key-condition-expression \'#c = :c AND begins_with(#o, :o)\' --filter-expression \'#t > :t\' --expression-attribute-names \'{"#c": "customerId", "#o": "orderId", "#t": "total"}\' --expression-attribute-values \'{":c":{"S":"c1"},":o":{"S":"o"},":t":{"N":"5"}}\' --no-scan-index-forward --limit 10 --consistent-read --projection-expression \'orderId, #t\'',
    },
    {
      pattern: '3',
      description: 'Open orders of a region',
      table: 'Orders',
      index: 'ByRegion',
      dynamodb_operation: 'Query',
      implementation:
        'aws dynamodb query --table-name Orders --index-name ByRegion --key-condition-expression \'#r = :r AND #s = :s AND #p BETWEEN :a AND :b\' --expression-attribute-names \'{"#r":"region","#s":"status","#p":"placedAt"}\' --expression-attribute-values \'{":r":{"S":"EU"},":s":{"S":"OPEN"},":a":{"N":"1"},":b":{"N":"2"}}\'',
    },
    {
      pattern: '4',
      description: 'An order',
      table: 'Orders',
      dynamodb_operation: 'GetItem',
      implementation:
        'aws dynamodb get-item --table-name Orders --key \'{"customerId":{"S":"c1"},"orderId":{"S":"o1"}}\'',
    },
    {
      pattern: '5',
      description: 'Close an order',
      table: 'Orders',
      dynamodb_operation: 'UpdateItem',
      implementation:
        'aws dynamodb update-item --table-name Orders --key \'{"customerId":{"S":"c1"},"orderId":{"S":"o1"}}\' --update-expression \'SET #s = :s ADD version :one REMOVE note\' --condition-expression \'attribute_exists(orderId)\' --expression-attribute-names \'{"#s":"status"}\' --expression-attribute-values \'{":s":{"S":"DONE"},":one":{"N":"1"}}\'',
    },
    {
      pattern: '6',
      description: 'Order and session at once',
      table: 'Orders',
      dynamodb_operation: 'TransactWriteItems',
      implementation:
        'aws dynamodb transact-write-items --transact-items \'[{"Put":{"TableName":"Orders","Item":{"customerId":{"S":"c9"},"orderId":{"S":"o9"}},"ConditionExpression":"attribute_not_exists(orderId)"}},{"Delete":{"TableName":"Sessions","Key":{"id":{"S":"s1"}}}}]\'',
    },
    {
      pattern: '7',
      description: 'Several sessions',
      table: 'Sessions',
      dynamodb_operation: 'BatchGetItem',
      implementation:
        'aws dynamodb batch-get-item --request-items \'{"Sessions":{"Keys":[{"id":{"S":"a"}},{"id":{"S":"b"}}]}}\'',
    },
    { pattern: '8', description: 'Full-text search', reason: 'Served by a search service' },
    { pattern: '9', description: 'All of it', table: 'Sessions', dynamodb_operation: 'Scan' },
    {
      pattern: '10',
      description: 'New session',
      table: 'Sessions',
      dynamodb_operation: 'PutItem',
      implementation: 'see code',
    },
  ],
  Later: { x: [1.5] },
}

export const skillModel = {
  tables: [
    {
      table_name: 'App',
      table_class: 'STANDARD_INFREQUENT_ACCESS',
      global_tables: true,
      key_schema: { partition_key: 'pk', sort_key: 'sk' },
      attribute_definitions: [
        { attribute_name: 'pk', attribute_type: 'S' },
        { attribute_name: 'sk', attribute_type: 'N' },
      ],
      entities: [
        {
          entity_name: 'Order',
          estimated_item_size_bytes: 700,
          estimated_item_count: 5000,
          attributes: [
            { name: 'status', type: 'S', note: 'kept' },
            { name: 'total', type: 'N' },
            { name: 'body', type: 'M' },
          ],
        },
        { entity_name: 'Line', attributes: [{ name: 'qty', type: 'N' }] },
      ],
      gsis: [
        {
          index_name: 'ByStatus',
          partition_key: 'status',
          sort_key: 'sk',
          projection: { type: 'INCLUDE', attributes: ['total'] },
        },
        { index_name: 'ByOwner', partition_key: 'owner', projection: { type: 'KEYS_ONLY' } },
      ],
      lsis: [{ index_name: 'ByTotal', sort_key: 'total', projection: 'ALL' }],
    },
    {
      table_name: 'Seen',
      key_schema: { partition_key: 'id' },
      entities: [{ entity_name: 'SeenItem', estimated_item_size_bytes: 1024, estimated_item_count: 0 }],
      gsis: [],
    },
    { table_name: 'Bare', key_schema: { partition_key: 'id' } },
  ],
  access_patterns: [
    {
      pattern_id: 'AP1',
      description: 'Orders by status',
      operation: 'Query',
      table: 'App',
      index: 'ByStatus',
      peak_rps: 50,
      avg_rps: 12.5,
      estimated_item_size_bytes: 700,
      items_per_request: 20,
      consistency: 'eventual',
      projection: ['total'],
      filter: 'total > 5',
    },
    {
      pattern_id: 'AP2',
      description: 'Place an order',
      operation: 'TransactWriteItems',
      table: 'App',
      index: null,
      peak_rps: 5,
      estimated_item_size_bytes: 700,
      items_per_request: 4,
      write_action: 'create',
      entities_written: ['Order', { entity: 'Line', count: 3 }],
      conditional_fail_rate: 0.01,
      item_sizes: [700, 40, 40, 40],
      retention_days: 365,
    },
    {
      pattern_id: 'AP3',
      description: 'Change the status',
      operation: 'UpdateItem',
      table: 'App',
      index: null,
      peak_rps: 1,
      avg_rps: 1,
      attributes_written: ['status'],
      entities_written: ['Order'],
      previous_item_size_bytes: 650,
    },
    { pattern_id: 'AP4', description: 'One', operation: 'GetItem', table: 'App', consistency: 'strong', peak_rps: 3 },
    {
      pattern_id: 'AP5',
      description: 'All',
      operation: 'Scan',
      table: 'Seen',
      items_per_request: 100,
      peak_rps: 0.01,
    },
    { pattern_id: 'AP6', operation: 'BatchGetItem', table: 'Seen', items_per_request: 25 },
    { pattern_id: 'AP7', description: 'Elsewhere', operation: 'GetItem', table: 'Gone' },
    { pattern_id: 'AP8', description: 'Drop', operation: 'DeleteItem', table: 'Seen' },
    { pattern_id: 'AP9', description: 'Clean', operation: 'BatchWriteItem', table: 'Seen', write_action: 'delete' },
  ],
  generated_by: 'somebody',
}
