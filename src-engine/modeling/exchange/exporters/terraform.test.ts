// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform has placeholders of its own
import { describe, expect, test } from 'vitest'
import { fullDesign } from '../../testing/full-design.ts'
import { fullTables } from '../../testing/full-tables.ts'
import { ordersModel } from '../../testing/orders-model.ts'
import { exportTerraform } from './terraform.ts'

const textOf = (document: Parameters<typeof exportTerraform>[0]): string =>
  exportTerraform(document).files[0]?.text ?? ''

/** The lines of the block that begins with this line, at its indentation. */
function blockOf(text: string, head: string): string {
  const start = text.indexOf(head)
  expect(start, head).toBeGreaterThanOrEqual(0)
  const indent = /[ ]*$/.exec(text.slice(0, start))?.[0] ?? ''
  return text.slice(start, text.indexOf(`\n${indent}}`, start) + indent.length + 2)
}

const full = textOf(fullTables().document)

test('asks for the provider and leaves its settings to the environment', () => {
  expect(blockOf(full, 'terraform {')).toBe(`terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0"
    }
  }
}`)
  expect(full).not.toContain('provider "aws"')
  expect(full).not.toContain('variable "')
})

describe('tables', () => {
  test('are on-demand when nothing is stated', () => {
    const text = textOf(ordersModel().document)
    expect(blockOf(text, 'resource "aws_dynamodb_table" "orders"')).toBe(`resource "aws_dynamodb_table" "orders" {
  name         = "Orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "PK"
  range_key    = "SK"

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }

  attribute {
    name = "status"
    type = "S"
  }

  attribute {
    name = "placed"
    type = "S"
  }

  attribute {
    name = "total"
    type = "N"
  }

  global_secondary_index {
    name               = "byStatus"
    hash_key           = "status"
    range_key          = "placed"
    projection_type    = "INCLUDE"
    non_key_attributes = ["total"]
  }

  local_secondary_index {
    name            = "byTotal"
    range_key       = "total"
    projection_type = "KEYS_ONLY"
  }
}`)
  })

  test('state every setting; templates in names are escaped', () => {
    const block = blockOf(full, 'resource "aws_dynamodb_table" "orders_v2_main"')
    for (const line of [
      'hash_key                    = "pk $${a}\\"\\\\"',
      'range_key                   = "sk%%{b}"',
      'table_class                 = "STANDARD_INFREQUENT_ACCESS"',
      'deletion_protection_enabled = true',
      'stream_view_type            = "NEW_AND_OLD_IMAGES"',
      'team          = "a $${b} %%{c}"',
      '"cost centre" = "yes"',
      'attribute_name = "expires"',
      'ignore_changes = [read_capacity]',
    ]) {
      expect(block).toContain(line)
    }
  })

  test('have names that differ', () => {
    expect([...full.matchAll(/resource "aws_dynamodb_table" "([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'orders_v2_main',
      'orders_v2_main_2',
      'table_123',
    ])
    const labels = [...full.matchAll(/^(?:resource|output) .*\{$/gm)].map(([line]) => line)
    expect(new Set(labels).size).toBe(labels.length)
  })
})

describe('an index key of several attributes', () => {
  test('is left out with a note, its attributes and scaling too', () => {
    expect(full).not.toContain('"multi"')
    expect(full).not.toContain('/index/multi')
    expect(full).not.toMatch(/name = "[abcd]"/)
    expect(exportTerraform(fullTables().document).notes).toContainEqual(
      expect.objectContaining({ severity: 'warning', recordId: 'index-2' }),
    )
  })
})

test('auto scaling refers to the table', () => {
  expect(blockOf(full, 'resource "aws_appautoscaling_target" "orders_v2_main_plain_index_read"')).toContain(
    'resource_id        = "table/${aws_dynamodb_table.orders_v2_main.name}/index/plain.Index"',
  )
  expect(textOf(ordersModel().document)).not.toContain('appautoscaling')
})

test('a name that Terraform would spell in another Unicode form is reported', () => {
  const renamed = ordersModel().run('rename-attribute', { tableId: 'table-1', from: 'placed', to: 'cafe\u0301' })
  expect(exportTerraform(renamed.document).notes).toContainEqual(
    expect.objectContaining({ severity: 'warning', message: expect.stringContaining('another Unicode form') }),
  )
})

test('encryption is a block; vector indexes and keys that are no ARN are noted', () => {
  expect(blockOf(textOf(fullDesign), 'server_side_encryption {')).toContain('kms_key_arn = "alias/shop"')
  const notes = exportTerraform(fullDesign).notes.map(({ message }) => message)
  expect(notes.join()).toMatch(/is not known to have vector indexes.*wants the ARN of the KMS key/)
})
