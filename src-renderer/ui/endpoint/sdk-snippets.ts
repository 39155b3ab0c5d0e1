/** A way to point a client at an endpoint. */
export interface SdkSnippet {
  readonly id: string
  readonly label: string
  readonly text: string
}

/**
 * How clients are pointed at a DynamoDB endpoint by its address. Region and keys may be anything, but clients insist on
 * having some.
 */
export function sdkSnippets(url: string): readonly SdkSnippet[] {
  return [
    {
      id: 'environment',
      label: 'Any SDK',
      text: [
        `export AWS_ENDPOINT_URL_DYNAMODB=${url}`,
        'export AWS_REGION=us-east-1',
        'export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
      ].join('\n'),
    },
    {
      id: 'javascript',
      label: 'JavaScript',
      text: [
        "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'",
        '',
        'const client = new DynamoDBClient({',
        `  endpoint: '${url}',`,
        "  region: 'us-east-1',",
        "  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },",
        '})',
      ].join('\n'),
    },
    {
      id: 'python',
      label: 'Python',
      text: [
        'import boto3',
        '',
        'dynamodb = boto3.client(',
        '    "dynamodb",',
        `    endpoint_url="${url}",`,
        '    region_name="us-east-1",',
        '    aws_access_key_id="local",',
        '    aws_secret_access_key="local",',
        ')',
      ].join('\n'),
    },
    {
      id: 'java',
      label: 'Java',
      text: [
        'DynamoDbClient client = DynamoDbClient.builder()',
        `    .endpointOverride(URI.create("${url}"))`,
        '    .region(Region.US_EAST_1)',
        '    .credentialsProvider(StaticCredentialsProvider.create(',
        '        AwsBasicCredentials.create("local", "local")))',
        '    .build();',
      ].join('\n'),
    },
    {
      id: 'go',
      label: 'Go',
      text: [
        'client := dynamodb.New(dynamodb.Options{',
        `    BaseEndpoint: aws.String("${url}"),`,
        '    Region:       "us-east-1",',
        '    Credentials:  credentials.NewStaticCredentialsProvider("local", "local", ""),',
        '})',
      ].join('\n'),
    },
    {
      id: 'cli',
      label: 'AWS CLI',
      text: `AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local \\\n  aws dynamodb list-tables --region us-east-1 --endpoint-url ${url}`,
    },
  ]
}
