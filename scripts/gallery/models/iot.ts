import {
  ascending,
  by,
  expiry,
  type GalleryModel,
  identifier,
  key,
  newestFirst,
  number,
  oneOf,
  oneToMany,
  pattern,
  text,
} from '../write-model.ts'

export const iot: GalleryModel = {
  name: 'IoT time series',
  description:
    'Time series in buckets: a partition holds one device and one day, so that no collection grows for ever and a range of days asks as many partitions as it has days. The newest values are kept on the device, which is what nearly everybody reads. Readings live in a table of their own, because their settings differ: they expire after 90 days and need no backup. Alarms carry openSince only while they are open, which makes the index of a site sparse and small.',
  entities: {
    site: {
      name: 'Site',
      identity: ['siteId'],
      attributes: [identifier('siteId', 'site-'), text('city', { size: 12, generator: { type: 'city' } })],
      volume: { count: 200 },
    },
    device: {
      name: 'Device',
      identity: ['siteId', 'deviceId'],
      attributes: [
        text('siteId', { size: 17 }),
        identifier('deviceId', 'd-'),
        oneOf('model', ['TH-2', 'TH-3', 'CO2-1']),
        number('lastValue', { size: 4, mutable: true, generator: { type: 'decimal', min: 12, max: 32 } }),
        text('lastSeenAt', { size: 20, mutable: true }),
      ],
      volume: { count: 10_000 },
    },
    reading: {
      name: 'Reading',
      identity: ['deviceId', 'measuredAt'],
      attributes: [
        text('deviceId', { size: 14 }),
        text('measuredAt', { size: 20, generator: { type: 'time', from: '2026-10-27T00:00:00Z', days: 3 } }),
        number('value', { size: 4, generator: { type: 'decimal', min: 12, max: 32 } }),
        number('battery', { size: 2, generator: { type: 'integer', min: 20, max: 100 } }),
        expiry('expiresAt', 90),
      ],
      volume: { count: 80_000_000 },
    },
    alarm: {
      name: 'Alarm',
      identity: ['deviceId', 'raisedAt'],
      attributes: [
        text('deviceId', { size: 14 }),
        text('raisedAt', { size: 20, generator: { type: 'time', days: 10 } }),
        text('siteId', { size: 17 }),
        oneOf('severity', ['notice', 'warning', 'critical']),
        text('message', { size: 60, generator: { type: 'text', size: 40 } }),
        text('openSince', {
          size: 20,
          optional: true,
          presence: 0.4,
          mutable: true,
          generator: { type: 'time', days: 2 },
        }),
      ],
      volume: { count: 300_000, growth: 12_000 },
    },
  },
  relations: {
    has: oneToMany('has', 'site', 'device', { siteId: 'siteId' }, { most: 400 }),
    measures: oneToMany('measures', 'device', 'reading', { deviceId: 'deviceId' }),
    raises: oneToMany('raises', 'device', 'alarm', { deviceId: 'deviceId', siteId: 'siteId' }),
  },
  tables: {
    devices: {
      name: 'Devices',
      key: key('PK', 'SK'),
      stream: 'NEW_IMAGE',
      pointInTimeRecovery: true,
      indexes: {
        open: { indexKind: 'GSI', name: 'OpenAlarms', key: key('siteId', 'openSince'), projection: { type: 'ALL' } },
      },
      placements: {
        site: { entityId: 'site', templates: { PK: 'SITE#{siteId}', SK: '#META' } },
        device: { entityId: 'device', templates: { PK: 'SITE#{siteId}', SK: 'DEVICE#{deviceId}' } },
        alarm: { entityId: 'alarm', templates: { PK: 'DEVICE#{deviceId}', SK: 'ALARM#{raisedAt}' } },
      },
      facets: {
        sites: {
          name: 'Sites with devices',
          partitionKeyAlias: 'Site',
          sortKeyAlias: 'Device',
          attributes: ['city', 'model', 'lastSeenAt'],
        },
        'open-alarms': {
          name: 'Open alarms of a site',
          indexId: 'open',
          partitionKeyAlias: 'Site',
          sortKeyAlias: 'Open since',
          attributes: ['severity', 'message'],
        },
      },
    },
    readings: {
      name: 'Readings',
      key: key('PK', 'measuredAt'),
      timeToLive: 'expiresAt',
      placements: {
        reading: { entityId: 'reading', templates: { PK: '{deviceId}#{measuredAt|day}' } },
      },
      facets: {
        readings: {
          name: 'Readings of a device and day',
          partitionKeyAlias: 'Device and day',
          sortKeyAlias: 'Measured at',
          attributes: ['value', 'battery'],
        },
      },
    },
  },
  patterns: {
    'site-with-devices': pattern('Site with its devices', 5, {
      type: 'query',
      entityIds: ['site', 'device'],
      by: by('siteId'),
    }),
    device: pattern('Device with its newest value', 30, {
      type: 'get',
      entityId: 'device',
      by: by('siteId', 'deviceId'),
    }),
    'readings-of-a-period': pattern('Readings of a device in a period', 6, {
      type: 'query',
      entityIds: ['reading'],
      by: by('deviceId', { attribute: 'measuredAt', is: 'between' }),
      order: ascending('measuredAt'),
      matches: 300,
    }),
    'open-alarms': pattern('Open alarms of a site, oldest first', 4, {
      type: 'query',
      entityIds: ['alarm'],
      by: by('siteId'),
      order: ascending('openSince'),
      matches: 10,
      limit: 50,
    }),
    'alarms-of-a-device': pattern('Alarms of a device, newest first', 1, {
      type: 'query',
      entityIds: ['alarm'],
      by: by('deviceId'),
      order: newestFirst('raisedAt'),
      limit: 20,
    }),
    ingest: pattern(
      'Store 25 readings',
      { average: 40, peak: 90 },
      { type: 'batch-write', writes: [{ operation: { type: 'put', entityId: 'reading' }, times: 25 }] },
      { actor: 'gateway' },
    ),
    seen: pattern(
      'Keep the newest value',
      { average: 100, peak: 250 },
      {
        type: 'update',
        entityId: 'device',
        by: by('siteId', 'deviceId'),
        sets: ['lastValue', 'lastSeenAt'],
        condition: 'exists',
      },
    ),
    raise: pattern('Raise an alarm', 0.05, { type: 'put', entityId: 'alarm', condition: 'absent' }),
    close: pattern('Close an alarm', 0.05, {
      type: 'update',
      entityId: 'alarm',
      by: by('deviceId', 'raisedAt'),
      sets: [],
      removes: ['openSince'],
      condition: 'exists',
    }),
    'install-device': pattern('Install a device', 0.001, { type: 'put', entityId: 'device', condition: 'absent' }),
    'add-site': pattern('Add a site', 0.0001, { type: 'put', entityId: 'site', condition: 'absent' }),
  },
  samples: { seed: 9, roots: 3, children: 4, most: 60 },
}
