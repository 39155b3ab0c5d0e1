import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Connection } from '#contract'
import { useHost } from './ports.ts'

/** What is always there, before the host has answered. */
const LOCAL: Connection = { id: 'local', name: 'Local engine', environment: 'local', readOnly: false }

/** The places with tables, and the one that the window works with. */
export const useConnections = defineStore('connections', () => {
  const host = useHost()
  const connections = shallowRef<readonly Connection[]>([LOCAL])
  const currentId = shallowRef(LOCAL.id)
  const current = computed(() => connections.value.find(connection => connection.id === currentId.value) ?? LOCAL)

  async function load(): Promise<void> {
    connections.value = await host.data.connections()
  }

  function choose(id: string): void {
    currentId.value = id
  }

  return { connections, current, load, choose }
})
