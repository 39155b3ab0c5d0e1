import { articles } from './models/articles.ts'
import { bank } from './models/bank.ts'
import { chat } from './models/chat.ts'
import { iot } from './models/iot.ts'
import { leaderboard } from './models/leaderboard.ts'
import { messages } from './models/messages.ts'
import { orders } from './models/orders.ts'
import { saas } from './models/saas.ts'
import { sessions } from './models/sessions.ts'
import { shop } from './models/shop.ts'
import { socialApp } from './models/social-app.ts'
import { socialFeed } from './models/social-feed.ts'
import type { GalleryModel } from './write-model.ts'

export interface GalleryEntry {
  /** Name of the file, without its ending. */
  readonly id: string
  /** What it teaches, in one line for a list. */
  readonly summary: string
  readonly model: GalleryModel
}

/** The models of the gallery, those to begin with first. */
export const gallery: readonly GalleryEntry[] = [
  { id: 'orders', summary: 'Partition and sort key: one Query instead of a join', model: orders },
  { id: 'messages', summary: 'Keys with prefixes, and times that sort as text', model: messages },
  { id: 'social-app', summary: 'An index for each second way in, and a relation both ways', model: socialApp },
  { id: 'sessions', summary: 'Time to live, and a small index that holds what a list shows', model: sessions },
  {
    id: 'shop',
    summary: 'Single table: item collections, an overloaded and sparse index, unique emails',
    model: shop,
  },
  { id: 'chat', summary: 'Many to many as an adjacency list, messages by time', model: chat },
  { id: 'saas', summary: 'The tenant leads every key; index keys of several attributes', model: saas },
  { id: 'social-feed', summary: 'Fan-out on write, counters that count once, expiring feeds', model: socialFeed },
  { id: 'iot', summary: 'Time buckets, readings that expire, sparse index of open alarms', model: iot },
  { id: 'leaderboard', summary: 'Rankings by a number, optimistic locking, guarded balances', model: leaderboard },
  { id: 'bank', summary: 'Transactions, idempotent requests, strongly consistent balances', model: bank },
  { id: 'articles', summary: 'Vector index beside ordinary keys', model: articles },
]
