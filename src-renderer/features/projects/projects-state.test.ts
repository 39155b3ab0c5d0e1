import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyModel, serializeModel } from '#modeling'
import { type FakeHost, type FakeSample, fakeHost } from '../../app/host/fake-host.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import { type StoreTest, startStores } from '../../stores/store-testing.ts'
import { pendingQuestion } from '../../ui/overlays/confirm.ts'
import { useProjects } from './projects-state.ts'

const FOLDER = '/home/ada/Facet'
const WORKBENCH = JSON.stringify({
  ModelName: 'Bank',
  ModelMetadata: {
    Author: 'Ada',
    DateCreated: '',
    DateLastModified: '',
    Description: '',
    AWSService: 'Amazon DynamoDB',
    Version: '3.0',
  },
  DataModel: [
    {
      TableName: 'Accounts',
      KeyAttributes: { PartitionKey: { AttributeName: 'id', AttributeType: 'S' } },
      NonKeyAttributes: [],
      TableData: [{ id: { S: 'a' } }],
    },
  ],
})
const SAMPLE: FakeSample = {
  id: 'bank',
  group: 'workbench',
  title: 'Bank',
  description: '',
  tables: 1,
  items: 1,
  format: 'workbench',
  text: WORKBENCH,
}

let fake: FakeHost
let stores: StoreTest
let projects: ReturnType<typeof useProjects>
let model: ReturnType<typeof useModelDocument>

beforeEach(() => {
  fake = fakeHost({ files: { [`${FOLDER}/Shop.facet.json`]: serializeModel(emptyModel('Shop')) }, samples: [SAMPLE] })
  stores = startStores(fake.host)
  projects = useProjects()
  model = useModelDocument()
})
afterEach(() => stores.end())

describe('a foreign file', () => {
  test('waits for a name, with what was noticed', () => {
    projects.takeIn('bank-v2.json', WORKBENCH)
    expect(projects.pendingImport?.name).toBe('Bank')
    expect(projects.pendingImport?.source).toBe('bank-v2.json')
    expect(model.document).toBeUndefined()
  })

  test('that is a Facet model is told from others by its first member', () => {
    projects.takeIn('copy.facet.json', serializeModel(emptyModel('Copied')))
    expect(projects.pendingImport?.name).toBe('Copied')
    expect(projects.pendingImport?.report).toEqual([])
  })

  test('that is no model is refused with its places, on the start screen', () => {
    useSession().arrange({ activity: 'model' })
    projects.takeIn('notes.json', '{ "a": ')
    expect(projects.pendingImport).toBeUndefined()
    expect(projects.refused).toMatchObject({ name: 'notes.json', problems: [{ line: 1 }] })
    expect(useSession().layout.activity).toBe('projects')
    projects.takeIn('bank-v2.json', WORKBENCH)
    expect(projects.refused).toBeUndefined()
  })

  test('is read as UTF-8 or refused: nothing is replaced unseen', async () => {
    await projects.takeInFile(new File([`\ufeff${WORKBENCH}`], 'bank.json'))
    expect(projects.pendingImport?.name).toBe('Bank')
    await projects.takeInFile(new File([new Uint8Array([0x7b, 0xe9, 0x7d])], 'latin1.json'))
    expect(projects.refused).toMatchObject({
      name: 'latin1.json',
      problems: [{ reason: 'The file is not UTF-8 text', line: 1, column: 2 }],
    })
  })
})

describe('creating', () => {
  test('writes the file and opens it', async () => {
    expect(await projects.create('Library', emptyModel('Library'))).toBeUndefined()
    expect([model.name, model.path]).toEqual(['Library', `${FOLDER}/Library.facet.json`])
    expect(fake.files.get(`${FOLDER}/Library.facet.json`)).toContain('"Library"')
  })

  test('a taken name is given back to be said at the field', async () => {
    const before = fake.files.get(`${FOLDER}/Shop.facet.json`)
    const fault = await projects.create('Shop', emptyModel('Other'))
    expect(fault?.code).toBe('EXISTS')
    expect(fake.files.get(`${FOLDER}/Shop.facet.json`)).toBe(before)
  })

  test('a sample opened twice gets a number', async () => {
    await projects.refresh()
    await projects.openSample('bank')
    await projects.openSample('bank')
    expect(model.path).toBe(`${FOLDER}/Bank 2.facet.json`)
  })
})

test('opening another model saves the one that is open', async () => {
  await projects.create('Library', emptyModel('Library'))
  model.apply('rename-model', { name: 'Books' })
  await projects.open(`${FOLDER}/Shop.facet.json`)
  expect(model.name).toBe('Shop')
  expect(fake.files.get(`${FOLDER}/Library.facet.json`)).toContain('Books')
})

test('a model that cannot be saved is left only when the person says so', async () => {
  await projects.create('Library', emptyModel('Library'))
  model.apply('rename-model', { name: 'Books' })
  fake.files.delete(`${FOLDER}/Library.facet.json`)
  const opening = projects.open(`${FOLDER}/Shop.facet.json`)
  while (!pendingQuestion.value) await new Promise(resolve => setTimeout(resolve, 0))
  expect(pendingQuestion.value.question.action).toBe('Close without saving')
  pendingQuestion.value.answer('cancel')
  await opening
  expect(model.name).toBe('Books')
})

describe('a window that is loaded anew', () => {
  test('opens what it had open', async () => {
    stores.ports.memory.write('open-model', `${FOLDER}/Shop.facet.json`)
    await projects.resume()
    expect(model.name).toBe('Shop')
    await model.close()
    await Promise.resolve()
    expect(stores.ports.memory.read('open-model')).toBeUndefined()
  })

  test('starts at the start screen when the file is gone', async () => {
    stores.ports.memory.write('open-model', `${FOLDER}/Gone.facet.json`)
    await projects.resume()
    expect([model.document, stores.ports.memory.read('open-model')]).toEqual([undefined, undefined])
    expect(projects.recents.map(project => project.name)).toEqual(['Shop'])
  })
})
