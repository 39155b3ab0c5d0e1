import {
  ascending,
  by,
  type GalleryModel,
  identifier,
  key,
  number,
  oneOf,
  oneToMany,
  pattern,
  text,
} from '../write-model.ts'

export const saas: GalleryModel = {
  name: 'Multi-tenant SaaS',
  description:
    'The tenant stands first in every key, so that a policy on the leading key can keep tenants apart and no request can leave its own. Members and projects lie with their tenant; tasks have a partition for each project, because one giant tenant must not become one hot key. The tasks of a person come from an index whose key has several attributes: tenant and assignee find, the due date orders, each with its own type and no text glued together. A task without an assignee is not in it.',
  entities: {
    tenant: {
      name: 'Tenant',
      identity: ['tenantId'],
      attributes: [
        identifier('tenantId', 't-'),
        text('company', { size: 20, generator: { type: 'title' } }),
        oneOf('plan', ['free', 'team', 'business'], { mutable: true }),
        number('seats', { size: 2, mutable: true, generator: { type: 'integer', min: 3, max: 80 } }),
      ],
      volume: { count: 2_000, growth: 40 },
    },
    member: {
      name: 'Member',
      identity: ['tenantId', 'memberId'],
      attributes: [
        text('tenantId', { size: 14 }),
        identifier('memberId', 'm-'),
        text('email', { size: 28, generator: { type: 'email' } }),
        text('fullName', { size: 18, generator: { type: 'full-name' } }),
        oneOf('role', ['admin', 'editor', 'viewer'], { mutable: true }),
      ],
      volume: { count: 40_000 },
    },
    project: {
      name: 'Project',
      identity: ['tenantId', 'projectId'],
      attributes: [
        text('tenantId', { size: 14 }),
        identifier('projectId', 'p-'),
        text('title', { size: 30, mutable: true, generator: { type: 'title' } }),
        number('openTasks', { size: 3, mutable: true, generator: { type: 'integer', min: 1, max: 60 } }),
      ],
      volume: { count: 20_000 },
    },
    task: {
      name: 'Task',
      identity: ['tenantId', 'projectId', 'taskId'],
      attributes: [
        text('tenantId', { size: 14 }),
        text('projectId', { size: 14 }),
        identifier('taskId', 'k-'),
        text('title', { size: 60, mutable: true, generator: { type: 'text', size: 30 } }),
        oneOf('state', ['todo', 'doing', 'review', 'done'], { mutable: true }),
        text('dueOn', { size: 10, mutable: true, generator: { type: 'date', from: '2026-11-01', days: 40 } }),
        text('assigneeId', {
          size: 14,
          optional: true,
          presence: 0.8,
          mutable: true,
          distinct: 20,
          generator: { type: 'sequence', prefix: 'm-', digits: 4 },
        }),
        text('details', { size: 400, maxSize: 20_000, mutable: true, generator: { type: 'text', size: 60 } }),
      ],
      volume: { count: 800_000, growth: 30_000 },
    },
  },
  relations: {
    employs: oneToMany('employs', 'tenant', 'member', { tenantId: 'tenantId' }, { most: 5_000 }),
    runs: oneToMany('runs', 'tenant', 'project', { tenantId: 'tenantId' }, { most: 800 }),
    consists: oneToMany(
      'consists of',
      'project',
      'task',
      { tenantId: 'tenantId', projectId: 'projectId' },
      { most: 2_000 },
    ),
  },
  tables: {
    directory: {
      name: 'Directory',
      key: key('tenantId', 'SK'),
      pointInTimeRecovery: true,
      deletionProtection: true,
      placements: {
        tenant: { entityId: 'tenant', templates: { SK: '#TENANT' } },
        member: { entityId: 'member', templates: { SK: 'MEMBER#{memberId}' } },
        project: { entityId: 'project', templates: { SK: 'PROJECT#{projectId}' } },
      },
      facets: {
        directory: {
          name: 'Directory of a tenant',
          partitionKeyAlias: 'Tenant',
          sortKeyAlias: 'Entry',
          attributes: ['company', 'plan', 'fullName', 'role', 'title'],
        },
      },
    },
    tasks: {
      name: 'Tasks',
      key: key('PK', 'taskId'),
      stream: 'NEW_AND_OLD_IMAGES',
      pointInTimeRecovery: true,
      indexes: {
        'by-assignee': {
          indexKind: 'GSI',
          name: 'ByAssignee',
          key: key(['tenantId', 'assigneeId'], 'dueOn'),
          projection: { type: 'INCLUDE', attributes: ['title', 'state', 'projectId'] },
        },
      },
      placements: {
        task: { entityId: 'task', templates: { PK: 'TENANT#{tenantId}#PROJECT#{projectId}' } },
      },
      facets: {
        board: {
          name: 'Board of a project',
          partitionKeyAlias: 'Project',
          sortKeyAlias: 'Task',
          attributes: ['title', 'state', 'dueOn'],
        },
        'of-a-person': {
          name: 'Tasks of a person',
          indexId: 'by-assignee',
          attributes: ['title', 'state'],
        },
      },
    },
  },
  patterns: {
    tenant: pattern('Tenant by id', 30, { type: 'get', entityId: 'tenant', by: by('tenantId') }),
    'who-am-i': pattern('Member of a tenant', 30, {
      type: 'get',
      entityId: 'member',
      by: by('tenantId', 'memberId'),
      consistent: true,
    }),
    members: pattern('Members of a tenant', 2, { type: 'query', entityIds: ['member'], by: by('tenantId') }),
    projects: pattern('Projects of a tenant', 10, { type: 'query', entityIds: ['project'], by: by('tenantId') }),
    'tenant-and-project': pattern('Tenant and project, as one consistent picture', 3, {
      type: 'transact-get',
      reads: [
        { operation: { type: 'get', entityId: 'tenant', by: by('tenantId') } },
        { operation: { type: 'get', entityId: 'project', by: by('tenantId', 'projectId') } },
      ],
    }),
    board: pattern('Board of a project', 15, {
      type: 'query',
      entityIds: ['task'],
      by: by('tenantId', 'projectId'),
    }),
    task: pattern('One task', 20, { type: 'get', entityId: 'task', by: by('tenantId', 'projectId', 'taskId') }),
    'my-tasks': pattern('Tasks of a person by due date', 12, {
      type: 'query',
      entityIds: ['task'],
      by: by('tenantId', 'assigneeId'),
      order: ascending('dueOn'),
      attributes: ['title', 'state', 'dueOn', 'projectId', 'taskId'],
      limit: 50,
    }),
    'due-until': pattern('Tasks of a person due until a day', 4, {
      type: 'query',
      entityIds: ['task'],
      by: by('tenantId', 'assigneeId', { attribute: 'dueOn', is: '<=' }),
      order: ascending('dueOn'),
      attributes: ['title', 'state', 'dueOn', 'projectId', 'taskId'],
      matches: 12,
    }),
    'sign-up': pattern('Sign up a tenant with its first member', 0.01, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'tenant', condition: 'absent' } },
        { operation: { type: 'put', entityId: 'member', condition: 'absent' } },
      ],
    }),
    invite: pattern('Invite a member', 0.1, { type: 'put', entityId: 'member', condition: 'absent' }),
    'create-project': pattern('Create a project', 0.05, { type: 'put', entityId: 'project', condition: 'absent' }),
    'create-task': pattern('Create a task', 2, {
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'task', condition: 'absent' } },
        {
          operation: {
            type: 'update',
            entityId: 'project',
            by: by('tenantId', 'projectId'),
            sets: [],
            adds: ['openTasks'],
            condition: 'exists',
          },
        },
      ],
    }),
    'move-task': pattern('Move a task on the board', 5, {
      type: 'update',
      entityId: 'task',
      by: by('tenantId', 'projectId', 'taskId'),
      sets: ['state'],
      condition: { attribute: 'state', is: 'unchanged' },
    }),
    assign: pattern('Assign a task', 1, {
      type: 'update',
      entityId: 'task',
      by: by('tenantId', 'projectId', 'taskId'),
      sets: ['assigneeId'],
      condition: 'exists',
    }),
    'write-details': pattern('Write the details of a task', 2, {
      type: 'update',
      entityId: 'task',
      by: by('tenantId', 'projectId', 'taskId'),
      sets: ['details'],
      condition: 'exists',
    }),
    'change-plan': pattern('Change the plan', 0.01, {
      type: 'update',
      entityId: 'tenant',
      by: by('tenantId'),
      sets: ['plan', 'seats'],
      condition: 'exists',
    }),
  },
  samples: { seed: 4, roots: 2, children: 4 },
}
