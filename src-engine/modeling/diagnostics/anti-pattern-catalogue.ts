import type { CatalogueEntry } from './catalogue-entry.ts'

/** Findings about habits that cost later: what the anti-patterns of the design rules name beside the other findings. */
export const antiPatternCatalogue = {
  'unbounded-collection': {
    severity: 'warning',
    why: 'With a local index the items of one partition key have at most 10 GB for ever, and nothing bounds their number.',
    fix: 'Say the most children of the relation, or use a global index.',
    rule: 'I1',
  },
  'mutable-index-key': {
    severity: 'info',
    why: 'An entry cannot change its key: each change deletes it and puts another, two writes on the index.',
    fix: 'Keep it if the rate is low, or index by what stays as it is.',
    rule: 'K13',
  },
  'counted-identity': {
    severity: 'info',
    why: 'Numbers that count up come from one counter: it takes 1,000 writes a second, and everybody can guess the next.',
    fix: 'Use a ULID or UUID, or hand out numbers in blocks.',
    rule: 'K8',
  },
  'unrelated-transaction': {
    severity: 'info',
    why: 'What does not belong together conflicts without need, and each item costs twice.',
    fix: 'Write it apart, or relate the entities if they do belong together.',
    rule: 'W3',
  },
  'time-to-live-value': {
    severity: 'warning',
    why: 'Time to live reads seconds since 1970: milliseconds lie tens of thousands of years ahead, other types never expire.',
    fix: 'Store seconds.',
    rule: 'W7',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
