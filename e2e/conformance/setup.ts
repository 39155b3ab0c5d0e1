import { beforeAll } from 'vitest'
import { createSharedTables } from './tables.ts'

beforeAll(createSharedTables)
