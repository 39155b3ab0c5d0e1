"""Reads every item of a table twice, with boto3: by scanning all pages, and one by one through its key.

Arguments: endpoint, table. Prints JSON: {"scanned": [...], "fetched": [...]} in DynamoDB's own JSON.
"""

import base64
import json
import sys

import boto3
from botocore.config import Config


def wire(value):
    """DynamoDB JSON as it was on the wire: botocore has decoded binaries."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, list):
        return [wire(member) for member in value]
    if isinstance(value, dict):
        return {name: wire(member) for name, member in value.items()}
    return value


def main(endpoint, table):
    client = boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id="another",
        aws_secret_access_key="key",
        config=Config(retries={"max_attempts": 1}),
    )
    key_names = [part["AttributeName"] for part in client.describe_table(TableName=table)["Table"]["KeySchema"]]
    scanned = []
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True, PaginationConfig={"PageSize": 3}):
        scanned += page["Items"]
    fetched = []
    for item in scanned:
        fetched.append(client.get_item(TableName=table, Key={name: item[name] for name in key_names})["Item"])
    print(json.dumps({"scanned": wire(scanned), "fetched": wire(fetched)}))


main(*sys.argv[1:])
